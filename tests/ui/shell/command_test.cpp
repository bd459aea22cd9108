// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/command.h"
#include "tests/ui/support/look.h"

#include <QAction>
#include <QMenu>
#include <QSignalSpy>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

Command command(const char *id, Risk risk = Risk::R0, const char *keys = "")
{
    Command result;
    result.id = QString::fromLatin1(id);
    result.title = QStringLiteral("Roll back a&b\tprod");
    result.risk = risk;
    if (*keys)
        result.shortcut = QKeySequence(QString::fromLatin1(keys));
    return result;
}

class Commands : public ::testing::Test {
protected:
    CommandRegistry registry;
};

TEST_F(Commands, EachOwnerReplacesItsOwn)
{
    registry.setCommands(QStringLiteral("window"), {command("a"), command("b")});
    registry.setCommands(QStringLiteral("page"), {command("c")});
    registry.setCommands(QStringLiteral("window"), {command("d")});
    ASSERT_EQ(registry.commands().size(), 2);
    EXPECT_FALSE(registry.find(QStringLiteral("a")));
    registry.removeCommands(QStringLiteral("page"));
    EXPECT_FALSE(registry.find(QStringLiteral("c")));
}

TEST_F(Commands, ADisabledOneIsNotTriggered)
{
    int ran = 0;
    Command blocked = command("a");
    blocked.trigger = [&] { ++ran; };
    blocked.enabled = false;
    registry.setCommands(QStringLiteral("x"), {blocked});
    EXPECT_FALSE(registry.trigger(QStringLiteral("a")));
    EXPECT_FALSE(registry.trigger(QStringLiteral("unknown")));
    EXPECT_EQ(ran, 0);
}

TEST_F(Commands, ReadOnlyModeStopsWhatChangesThingsAndSaysSo)
{
    int ran = 0;
    QList<Command> all{command("read", Risk::R0), command("local", Risk::R1), command("deploy", Risk::R2),
                       command("apply", Risk::R3), command("destroy", Risk::R4)};
    for (Command &each : all)
        each.trigger = [&] { ++ran; };
    registry.setCommands(QStringLiteral("x"), all);
    QSignalSpy changed(&registry, &CommandRegistry::changed);
    registry.setReadOnly(true);
    EXPECT_EQ(changed.size(), 1);
    for (const Command &each : registry.commands())
        registry.trigger(each.id);
    EXPECT_EQ(ran, 2);
    EXPECT_FALSE(registry.find(QStringLiteral("deploy"))->reason.isEmpty());
    registry.setReadOnly(false);
    EXPECT_TRUE(registry.trigger(QStringLiteral("destroy")));
}

TEST_F(Commands, TwoWithTheSameKeysAreAConflict)
{
    registry.setCommands(
        QStringLiteral("x"),
        {command("a", Risk::R0, "Ctrl+D"), command("b", Risk::R0, "Ctrl+D"), command("c", Risk::R0, "F5")});
    EXPECT_EQ(registry.conflicts(), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
}

TEST_F(Commands, NoSingleKeyStartsSomethingThatChangesAService)
{
    registry.setCommands(QStringLiteral("x"),
                         {command("deploy", Risk::R2, "D"), command("shifted", Risk::R3, "Shift+D"),
                          command("search", Risk::R0, "/"), command("verify", Risk::R2, "F9")});
    EXPECT_EQ(registry.conflicts(), (QStringList{QStringLiteral("deploy"), QStringLiteral("shifted")}));
}

TEST_F(Commands, MenusShareTitleStateAndTrigger)
{
    testing::theme();
    int ran = 0;
    Command works = command("a", Risk::R0, "Ctrl+D");
    works.trigger = [&] { ++ran; };
    Command blocked = command("b");
    blocked.enabled = false;
    blocked.reason = QStringLiteral("a deployment is running");
    registry.setCommands(QStringLiteral("x"), {works, blocked});
    QMenu menu;
    registry.fillMenu(&menu,
                      {QStringLiteral("a"), QString(), QStringLiteral("b"), QStringLiteral("unknown")});
    ASSERT_EQ(menu.actions().size(), 3);
    EXPECT_EQ(menu.actions().at(0)->text(),
              QStringLiteral("Roll back a&&b prod")); // neither mnemonic nor second column
    EXPECT_TRUE(menu.actions().at(2)->text().contains(QLatin1String("a deployment is running")));
    EXPECT_FALSE(menu.actions().at(2)->isEnabled());
    menu.actions().at(0)->trigger();
    EXPECT_EQ(ran, 1);
}

} // namespace
} // namespace envdeck::ui
