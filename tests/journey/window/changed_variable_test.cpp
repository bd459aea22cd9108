// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journey/window/opened_window.h"
#include "tests/ui/support/clipping.h"
#include "ui/models/parity_model.h"

#include <QAbstractItemView>
#include <QLineEdit>
#include <QStandardPaths>
#include <gtest/gtest.h>

namespace envdeck {
namespace {

using namespace std::chrono_literals;

class ChangedVariable : public ::testing::Test {
protected:
    void view(const QString &tab, const char *table)
    {
        opened.window().go({QStringLiteral("infrastructure"), QStringLiteral("dev"), {}, tab});
        ASSERT_TRUE(hands().appears(table, 60s));
    }
    testing::Driver hands() { return opened.driver(); }
    void select(const char *table, const QString &row)
    {
        auto *list = hands().visible<QAbstractItemView>(table);
        ASSERT_NE(list, nullptr);
        ASSERT_TRUE(hands().waitFor([&] { return !cell(*list, row, 0).isEmpty(); }, 60s));
        ASSERT_TRUE(hands().clickRow(table, row));
    }
    static QString cell(const QAbstractItemView &list, const QString &row, int column)
    {
        const QAbstractItemModel &model = *list.model();
        for (int i = 0; i < model.rowCount(); ++i) {
            if (model.index(i, 0).data().toString() == row || model.index(i, 1).data().toString() == row)
                return model.index(i, column).data(Qt::AccessibleTextRole).toString();
        }
        return {};
    }
    void look(const char *name)
    {
        testing::drainEvents();
        testing::grab(opened.window(), QString::fromLatin1(name));
        EXPECT_EQ(testing::clippedTexts(opened.window()), QStringList()) << name;
        EXPECT_EQ(testing::namelessWidgets(opened.window()), QStringList()) << name;
    }

    testing::World world; // of its own: what is pushed stays
    testing::OpenedWindow opened{world};
};

TEST_F(ChangedVariable, IsPushedPlannedAndSeenBesideTheOtherEnvironments)
{
    ASSERT_NO_FATAL_FAILURE(opened.open());
    opened.window().resize(1280, 800);
    ASSERT_NO_FATAL_FAILURE(view(QStringLiteral("variables"), "variables.table"));
    ASSERT_NO_FATAL_FAILURE(select("variables.table", QStringLiteral("location")));
    look("sandbox-variables");
    ASSERT_TRUE(hands().click("variables.edit"));
    ASSERT_TRUE(hands().appears("variable.value"));
    hands().visible<QLineEdit>("variable.value")->clear();
    ASSERT_TRUE(hands().type("variable.value", QStringLiteral("hel1")));
    look("sandbox-variable");
    hands().press(Qt::Key_Return);
    ASSERT_TRUE(hands().appears("review.accept", 60s));
    look("sandbox-variable-review");
    hands().pause(700ms); // a sheet takes no answer in its first moments
    ASSERT_TRUE(hands().click("review.accept", 60s));
    ASSERT_TRUE(hands().appears("variables.step", 60s));
    look("sandbox-variable-pushed");

    if (!QStandardPaths::findExecutable(QStringLiteral("terraform")).isEmpty() ||
        !QStandardPaths::findExecutable(QStringLiteral("tofu")).isEmpty()) {
        ASSERT_TRUE(hands().click("variables.step", 60s));
        ASSERT_TRUE(hands().appears("plan.tree", 120s));
        const auto plan = opened.desktop().session().infrastructure().plan(QStringLiteral("dev"));
        ASSERT_TRUE(plan);
        EXPECT_TRUE(plan->plan.hasChanges());
    }

    ASSERT_NO_FATAL_FAILURE(view(QStringLiteral("parity"), "parity.table"));
    const auto *list = hands().visible<QAbstractItemView>("parity.table");
    ASSERT_TRUE(hands().waitFor(
        [&] {
            return cell(*list, QStringLiteral("location"), ui::ParityModel::FirstEnvironmentColumn) ==
                   QStringLiteral("\"hel1\"");
        },
        60s));
    EXPECT_NE(cell(*list, QStringLiteral("location"), ui::ParityModel::FirstEnvironmentColumn + 1),
              QStringLiteral("\"hel1\""));
    look("sandbox-parity");
}

} // namespace
} // namespace envdeck
