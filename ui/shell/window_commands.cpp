// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/window_commands.h"

#include "ui/shell/main_window.h"

#include <QCoreApplication>

#include <algorithm>

namespace envdeck::ui {

struct WindowWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::WindowWords)
};

namespace {

struct Fixed {
    const char *id;
    CommandKind kind;
    const char *title; // source text
    const char *icon;
    QList<QKeySequence> keys;
    void (MainWindow::*trigger)();
};

QList<Fixed> fixedCommands()
{
    const auto keys = [](const char *text) { return QKeySequence(QString::fromLatin1(text)); };
    using K = CommandKind;
    using W = MainWindow;
    return {
        {"palette.open",
         K::Help,
         QT_TRANSLATE_NOOP("envdeck::ui::WindowWords", "Search or run a command"),
         "search",
         {keys("Ctrl+K"), keys("Ctrl+Shift+P")},
         &W::openEmptyPalette},
        {"page.refresh",
         K::Action,
         QT_TRANSLATE_NOOP("envdeck::ui::WindowWords", "Refresh this page"),
         "refresh",
         {keys("F5")},
         &W::refreshPage},
        {"window.refreshAll",
         K::Action,
         QT_TRANSLATE_NOOP("envdeck::ui::WindowWords", "Refresh everything"),
         "refresh",
         {keys("Ctrl+Shift+F5")},
         &W::refreshEverything},
        {"page.search",
         K::Action,
         QT_TRANSLATE_NOOP("envdeck::ui::WindowWords", "Filter in this page"),
         "filter",
         {keys("Ctrl+F"), keys("/")},
         &W::focusSearch},
        {"history.back",
         K::Action,
         QT_TRANSLATE_NOOP("envdeck::ui::WindowWords", "Back"),
         "chevron-left",
         {keys("Alt+Left")},
         &W::goBack},
        {"history.forward",
         K::Action,
         QT_TRANSLATE_NOOP("envdeck::ui::WindowWords", "Forward"),
         "chevron-right",
         {keys("Alt+Right")},
         &W::goForward},
        {"jobs.toggle",
         K::Action,
         QT_TRANSLATE_NOOP("envdeck::ui::WindowWords", "Show or hide activity"),
         "panel",
         {keys("Ctrl+J")},
         &W::toggleActivity},
        {"env.menu",
         K::Action,
         QT_TRANSLATE_NOOP("envdeck::ui::WindowWords", "Choose the environment"),
         "globe",
         {},
         &W::openEnvironmentMenu},
        {"pane.next",
         K::Action,
         QT_TRANSLATE_NOOP("envdeck::ui::WindowWords", "Next part of the window"),
         "",
         {keys("F6")},
         &W::nextPane},
        {"pane.previous",
         K::Action,
         QT_TRANSLATE_NOOP("envdeck::ui::WindowWords", "Previous part of the window"),
         "",
         {keys("Shift+F6")},
         &W::previousPane},
        {"window.readOnly",
         K::Action,
         QT_TRANSLATE_NOOP("envdeck::ui::WindowWords", "Switch read-only mode on or off"),
         "lock",
         {keys("Ctrl+Shift+R")},
         &W::toggleReadOnly},
        {"window.new",
         K::Action,
         QT_TRANSLATE_NOOP("envdeck::ui::WindowWords", "Open another window"),
         "",
         {keys("Ctrl+Shift+N")},
         &W::askNewWindow},
        {"help.page",
         K::Help,
         QT_TRANSLATE_NOOP("envdeck::ui::WindowWords", "Help and keys of this page"),
         "",
         {keys("F1"), keys("?")},
         &W::openHelp},
        {"window.quit",
         K::Action,
         QT_TRANSLATE_NOOP("envdeck::ui::WindowWords", "Quit"),
         "close",
         {keys("Ctrl+Q")},
         &W::askQuit},
    };
}

QList<Command> pageCommands(MainWindow &window, const QList<PageSpec> &pages)
{
    QList<Command> commands;
    int number = 0;
    for (const PageSpec &page : pages) {
        Command command;
        command.id = QStringLiteral("page.") + page.id;
        command.kind = CommandKind::Page;
        command.title = page.title();
        command.englishTitle = page.englishTitle;
        command.icon = page.icon;
        command.context = WindowWords::tr("page");
        if (++number <= 9)
            command.shortcut = QKeySequence(QStringLiteral("Alt+%1").arg(number));
        if (page.id == QLatin1String("settings"))
            command.otherShortcuts = {QKeySequence(QStringLiteral("Ctrl+,"))};
        command.trigger = [&window, id = page.id] { window.go({id, {}, {}, {}}); };
        commands.append(command);
    }
    return commands;
}

Command environmentCommand(MainWindow &window, const EnvironmentId &name, int number)
{
    Command command;
    const bool all = name.isEmpty();
    command.id = all ? QStringLiteral("env.all") : QStringLiteral("env.") + name;
    command.kind = CommandKind::Environment;
    command.title = all ? WindowWords::tr("All environments") : WindowWords::tr("Go to %1").arg(name);
    command.englishTitle = all ? QStringLiteral("All environments") : QStringLiteral("Go to %1").arg(name);
    command.icon = QStringLiteral("globe");
    command.context = WindowWords::tr("environment");
    if (number <= 9)
        command.shortcut = QKeySequence(QStringLiteral("Ctrl+%1").arg(number));
    command.trigger = [&window, name] { window.go({{}, name, {}, {}}); };
    return command;
}

} // namespace

QList<Command> windowCommands(MainWindow &window, const QList<PageSpec> &pages,
                              const QList<ShellEnvironment> &environments)
{
    QList<Command> commands = pageCommands(window, pages);
    commands.append(environmentCommand(window, {}, 0));
    int number = 0;
    for (const ShellEnvironment &environment : environments)
        commands.append(environmentCommand(window, environment.name, ++number));
    for (const Fixed &fixed : fixedCommands()) {
        Command command;
        command.id = QString::fromLatin1(fixed.id);
        command.kind = fixed.kind;
        command.title = WindowWords::tr(fixed.title);
        command.englishTitle = QString::fromLatin1(fixed.title);
        command.icon = QString::fromLatin1(fixed.icon);
        command.context = WindowWords::tr("window");
        command.shortcut = fixed.keys.value(0);
        command.otherShortcuts = fixed.keys.mid(1);
        command.trigger = [&window, trigger = fixed.trigger] { (window.*trigger)(); };
        commands.append(command);
    }
    return commands;
}

QList<Command> deploymentCommands(MainWindow &window, const QList<ShellDeployment> &deployments)
{
    QList<Command> commands;
    for (const ShellDeployment &deployment : deployments) {
        Command command;
        command.id = deployment.id();
        command.kind = CommandKind::Deployment;
        command.title = QStringLiteral("%1 %2").arg(deployment.app, deployment.version);
        command.englishTitle = command.title;
        command.icon = QStringLiteral("deployments");
        command.context = QStringLiteral("%1 %2").arg(
            deployment.environment,
            deployment.commit.first(std::min<qsizetype>(7, deployment.commit.size())));
        command.trigger = [&window, deployment] {
            window.go(
                {QStringLiteral("deployments"), deployment.environment, deployment.app, deployment.commit});
        };
        commands.append(command);
    }
    return commands;
}

} // namespace envdeck::ui
