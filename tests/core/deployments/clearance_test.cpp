// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deployments/clearance.h"

#include <gtest/gtest.h>

namespace envdeck::deployments {
namespace {

PreflightCheck check(const char *id, Verdict verdict)
{
    return {QLatin1String(id), verdict, {}, {}};
}

const QList<PreflightCheck> nobodyAnswered{check("image-in-registry", Verdict::Unknown),
                                           check("variables-set", Verdict::Unknown),
                                           check("migration", Verdict::Unknown)};

TEST(Clearance, GoingForwardWithNoCheckMadeTakesAPersonsWord)
{
    EXPECT_EQ(clearanceOf(Action::Deploy, nobodyAnswered), Clearance::Unchecked);
    EXPECT_EQ(clearanceOf(Action::Promote, nobodyAnswered), Clearance::Unchecked);
    EXPECT_EQ(clearanceOf(Action::Deploy, {}), Clearance::Unchecked);
}

TEST(Clearance, TheWayBackStaysOpenWhileNobodyAnswers)
{
    EXPECT_EQ(clearanceOf(Action::Rollback, nobodyAnswered), Clearance::Clear);
}

TEST(Clearance, WithoutThePlatformsKeyNothingIsCommittedForward)
{
    for (const char *why : {"no-key", "key-unreadable locked"}) {
        auto checks = nobodyAnswered;
        checks[0].verdict = Verdict::Ok; // the registry answers all the same
        checks[1].detail = QLatin1String(why);
        EXPECT_EQ(clearanceOf(Action::Deploy, checks), Clearance::NoKey) << why;
        EXPECT_EQ(clearanceOf(Action::Rollback, checks), Clearance::Clear) << why;
        EXPECT_EQ(checkWithoutKey(checks), checks.constData() + 1) << why;
    }
}

TEST(Clearance, OneAnswerIsEnoughToGoOn)
{
    auto checks = nobodyAnswered;
    checks[1].verdict = Verdict::Ok;
    EXPECT_EQ(clearanceOf(Action::Deploy, checks), Clearance::Clear);
}

TEST(Clearance, AHoldThatTheFileNamesIsNobodysAnswer)
{
    EXPECT_EQ(clearanceOf(Action::Deploy, nobodyAnswered + QList{check("hold", Verdict::Warning)}),
              Clearance::Unchecked);
}

TEST(Clearance, AFailedCheckStopsAlsoTheWayBack)
{
    const auto checks = nobodyAnswered + QList{check("digest-unchanged", Verdict::Failed)};
    EXPECT_EQ(clearanceOf(Action::Deploy, checks), Clearance::Blocked);
    EXPECT_EQ(clearanceOf(Action::Rollback, checks), Clearance::Blocked);
}

TEST(Clearance, NamesTheChecksThatCouldNotBeMade)
{
    auto checks = nobodyAnswered;
    checks[0].verdict = Verdict::Ok;
    EXPECT_EQ(checksNotMade(checks), checks.mid(1));
}

} // namespace
} // namespace envdeck::deployments
