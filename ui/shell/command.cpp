// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/command.h"

#include "ui/text/guard_text.h"
#include "ui/theme/icons.h"

#include <QAction>
#include <QMenu>

#include <algorithm>

namespace envdeck::ui {

namespace {

bool changesThings(Risk risk)
{
    return risk == Risk::R2 || risk == Risk::R3 || risk == Risk::R4;
}

QList<QKeySequence> keysOf(const Command &command)
{
    QList<QKeySequence> keys = command.otherShortcuts;
    if (!command.shortcut.isEmpty())
        keys.prepend(command.shortcut);
    return keys;
}

// A key without Ctrl, Alt or Meta is typed by accident.
bool isSingleKey(const QKeySequence &keys)
{
    const bool functionKey = keys[0].key() >= Qt::Key_F1 && keys[0].key() <= Qt::Key_F35;
    const bool modified =
        keys[0].keyboardModifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    return keys.count() == 1 && !functionKey && !modified;
}

} // namespace

QString plainMenuText(QString text)
{
    return text.replace(QLatin1Char('&'), QLatin1String("&&")).replace(QLatin1Char('\t'), QLatin1Char(' '));
}

CommandRegistry::CommandRegistry(QObject *parent) : QObject(parent) {}

void CommandRegistry::setCommands(const QString &owner, const QList<Command> &commands)
{
    const auto found =
        std::find_if(m_sets.begin(), m_sets.end(), [&](const Set &set) { return set.owner == owner; });
    if (found != m_sets.end())
        found->commands = commands;
    else
        m_sets.append({owner, commands});
    Q_EMIT changed();
}

void CommandRegistry::removeCommands(const QString &owner)
{
    if (m_sets.removeIf([&](const Set &set) { return set.owner == owner; }) > 0)
        Q_EMIT changed();
}

QList<Command> CommandRegistry::commands() const
{
    QList<Command> all;
    for (const Set &set : m_sets) {
        for (Command command : set.commands) {
            if (m_readOnly && changesThings(command.risk)) {
                command.enabled = false;
                command.reason = readOnlyReason();
            }
            all.append(command);
        }
    }
    return all;
}

std::optional<Command> CommandRegistry::find(const QString &id) const
{
    for (const Command &command : commands()) {
        if (command.id == id)
            return command;
    }
    return std::nullopt;
}

bool CommandRegistry::trigger(const QString &id)
{
    const std::optional<Command> command = find(id);
    if (!command || !command->enabled || !command->trigger)
        return false;
    command->trigger();
    return true;
}

void CommandRegistry::setReadOnly(bool readOnly)
{
    if (readOnly == m_readOnly)
        return;
    m_readOnly = readOnly;
    Q_EMIT readOnlyChanged(readOnly);
    Q_EMIT changed();
}

QStringList CommandRegistry::conflicts() const
{
    QStringList ids;
    QHash<QKeySequence, QString> taken;
    for (const Command &command : commands()) {
        for (const QKeySequence &keys : keysOf(command)) {
            if (isSingleKey(keys) && changesThings(command.risk))
                ids.append(command.id);
            if (const auto other = taken.constFind(keys); other != taken.constEnd())
                ids << *other << command.id;
            taken.insert(keys, command.id);
        }
    }
    ids.removeDuplicates();
    return ids;
}

QAction *CommandRegistry::makeAction(const QString &id, QObject *parent)
{
    const std::optional<Command> command = find(id);
    if (!command)
        return nullptr;
    auto *action = new QAction(parent);
    const QString title = plainMenuText(command->title); // may hold names from outside
    action->setText(command->enabled || command->reason.isEmpty()
                        ? title
                        : QStringLiteral("%1 (%2)").arg(title, command->reason));
    if (!command->icon.isEmpty())
        action->setIcon(themedIcon(command->icon));
    action->setShortcut(command->shortcut);
    action->setShortcutContext(Qt::WidgetShortcut); // shown only: the window itself listens
    action->setEnabled(command->enabled);
    connect(action, &QAction::triggered, this, [this, id] { trigger(id); });
    return action;
}

void CommandRegistry::fillMenu(QMenu *menu, const QStringList &ids)
{
    for (const QString &id : ids) {
        if (id.isEmpty())
            menu->addSeparator();
        else if (QAction *action = makeAction(id, menu))
            menu->addAction(action);
    }
}

} // namespace envdeck::ui
