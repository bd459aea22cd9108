// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcuts.h"

#include <QAction>
#include <QWidget>

namespace envdeck::ui {

Shortcuts::Shortcuts(CommandRegistry &registry, QWidget *window)
    : QObject(window), m_registry(registry), m_window(window)
{
    connect(&registry, &CommandRegistry::changed, this, &Shortcuts::rebuild);
    rebuild();
}

void Shortcuts::setPaused(bool paused)
{
    m_paused = paused;
    for (QAction *action : std::as_const(m_actions))
        action->setEnabled(!paused);
}

void Shortcuts::rebuild()
{
    qDeleteAll(m_actions);
    m_actions.clear();
    const QStringList conflicts = m_registry.conflicts();
    for (const Command &command : m_registry.commands()) {
        QList<QKeySequence> keys = command.otherShortcuts;
        if (!command.shortcut.isEmpty())
            keys.prepend(command.shortcut);
        if (keys.isEmpty() || conflicts.contains(command.id))
            continue;
        auto *action = new QAction(this);
        action->setObjectName(command.id);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WindowShortcut);
        action->setAutoRepeat(false); // a held key acts once
        action->setEnabled(!m_paused);
        // Queued: a command may change the registry, and with it delete this action.
        connect(
            action, &QAction::triggered, this, [this, id = command.id] { m_registry.trigger(id); },
            Qt::QueuedConnection);
        m_window->addAction(action);
        m_actions.append(action);
    }
}

} // namespace envdeck::ui
