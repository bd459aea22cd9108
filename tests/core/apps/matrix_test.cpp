// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/apps/matrix.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::apps {
namespace {

using testing::s;

AppFacts facts(const char *environment, const QList<std::pair<const char *, const char *>> &variables,
               const QStringList &needed = {})
{
    AppFacts out;
    out.target = {s(environment), s("api")};
    platform::AppSetup setup;
    for (const auto &[name, digest] : variables)
        setup.variables.append({s(name), digest, QByteArray(digest).isEmpty(), {}, false});
    out.setup = observed(setup, s("Dokploy"), QDateTime::currentDateTimeUtc());
    ComposeView view;
    for (const QString &name : needed)
        view.variables.append({name, true, 1});
    out.compose = observed(view, s("git"), QDateTime::currentDateTimeUtc());
    return out;
}

const VariableRow &row(const QList<VariableRow> &rows, const char *name)
{
    static const VariableRow none;
    for (const VariableRow &one : rows) {
        if (one.name == s(name))
            return one;
    }
    ADD_FAILURE() << name;
    return none;
}

TEST(VariableMatrix, SameDifferentAndMissingAreToldApart)
{
    const auto rows = variableRows({facts("dev", {{"LEVEL", "x"}, {"URL", "1"}, {"NEW", "n"}}),
                                    facts("test", {{"LEVEL", "x"}, {"URL", "2"}, {"NEW", "n"}}),
                                    facts("prod", {{"LEVEL", "x"}, {"URL", "2"}})});
    ASSERT_EQ(rows.size(), 3);
    EXPECT_FALSE(row(rows, "LEVEL").differs);
    EXPECT_FALSE(row(rows, "LEVEL").isMissingSomewhere());
    EXPECT_TRUE(row(rows, "URL").differs);
    EXPECT_EQ(row(rows, "URL").cells.at(1).group, row(rows, "URL").cells.at(2).group);
    EXPECT_NE(row(rows, "URL").cells.at(0).group, row(rows, "URL").cells.at(2).group);
    EXPECT_FALSE(row(rows, "NEW").differs);
    EXPECT_TRUE(row(rows, "NEW").cells.last().isMissing());
    EXPECT_FALSE(row(rows, "NEW").isNeededAndMissing());
}

TEST(VariableMatrix, WhatTheComposeFileNeedsIsARowAlsoWhenNobodySetsIt)
{
    const auto rows = variableRows({facts("dev", {}, {s("KEY")}), facts("prod", {{"KEY", "k"}}, {s("KEY")})});
    ASSERT_EQ(rows.size(), 1);
    EXPECT_TRUE(rows.first().isNeededAndMissing());
    EXPECT_TRUE(rows.first().cells.first().needed);
    EXPECT_TRUE(rows.first().cells.last().isSet);
}

TEST(VariableMatrix, AnEnvironmentThatDidNotAnswerMissesNothing)
{
    AppFacts silent = facts("prod", {});
    silent.setup = withFailure(Observed<platform::AppSetup>(), Error{ErrorCode::Unreachable, {}, {}, 0},
                               s("Dokploy"), QDateTime::currentDateTimeUtc());
    const auto rows = variableRows({facts("dev", {{"A", "1"}}), silent});
    ASSERT_EQ(rows.size(), 1);
    EXPECT_FALSE(rows.first().cells.last().known);
    EXPECT_FALSE(rows.first().isMissingSomewhere());
}

} // namespace
} // namespace envdeck::apps
