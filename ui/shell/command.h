// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/guard.h"
#include "ui/models/palette_model.h"

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>
#include <functional>
#include <optional>

class QAction;
class QMenu;

namespace envdeck::ui {

// One thing that the operator can do or go to. Button, menu, palette, shortcut and context menu share it, so
// that all of them pass the same guard and show the same reason.
struct Command {
    QString id; // stable, unique: "deployments.rollback", "page.overview"
    CommandKind kind = CommandKind::Action;
    QString title;        // tr(): "Roll back api…"
    QString englishTitle; // the source text of `title`, for matching in every language
    QString icon;         // name in resources/icons; may be empty
    QString context;      // muted, behind the title: "prod", "page"; data, never rich text
    QKeySequence shortcut;
    QList<QKeySequence> otherShortcuts; // do the same, and are not shown
    bool enabled = true;
    QString reason;                // why not, when not enabled: "a deployment is running"
    Risk risk = Risk::R0;          // R2 and above cannot be triggered in read-only mode
    std::function<void()> trigger; // runs on the GUI thread; opens the review itself for R2 and above
};

// A text from outside for a menu, button or check box: an ampersand is no mnemonic, a tab no shortcut.
QString plainMenuText(QString text);

// All commands of one window. Each owner (the shell, the page in view) replaces its own set as a whole.
class CommandRegistry final : public QObject {
    Q_OBJECT

public:
    explicit CommandRegistry(QObject *parent = nullptr);

    void setCommands(const QString &owner, const QList<Command> &commands);
    void removeCommands(const QString &owner);

    // In the order in which owners came. Read-only mode has been applied: R2 and above are disabled with its
    // reason.
    QList<Command> commands() const;
    std::optional<Command> find(const QString &id) const;
    // False, and nothing done, when there is none or it is disabled.
    bool trigger(const QString &id);

    bool isReadOnly() const { return m_readOnly; }
    void setReadOnly(bool readOnly);

    // Ids whose shortcut another command has too, or whose single-key shortcut would start an R2+ action;
    // their shortcuts do not work. Empty in a correct program: a test asserts it.
    QStringList conflicts() const;

    // An action for menus and context menus: title, icon, shortcut, state and trigger of the command now.
    // Owned by parent. Null when there is no such command.
    QAction *makeAction(const QString &id, QObject *parent);
    void fillMenu(QMenu *menu, const QStringList &ids); // an empty id is a separator

Q_SIGNALS:
    void changed();
    void readOnlyChanged(bool readOnly);

private:
    struct Set {
        QString owner;
        QList<Command> commands;
    };
    QList<Set> m_sets;
    bool m_readOnly = false;
};

} // namespace envdeck::ui
