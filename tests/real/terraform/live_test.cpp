// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/terraform/terraform_place.h"

#include <QFile>
#include <QFileInfo>

#include <csignal>

namespace envdeck::terraform {
namespace {

using State = process::SupervisedRun::State;

class LiveApply : public TerraformPlace {
protected:
    QString go() const { return path(QStringLiteral("go")); }

    // Starts an apply that holds until go() is there, and returns when it is at work.
    std::unique_ptr<terraform::Run> startHolding(const RunPlace &place, Seen &seen)
    {
        configure("resource \"terraform_data\" \"first\" {}\nresource \"terraform_data\" \"slow\" {\n "
                  "depends_on = [terraform_data.first]\n" +
                  holdUntil(go()) +
                  "}\nresource \"terraform_data\" \"last\" { depends_on = [terraform_data.slow] }\n");
        init();
        EXPECT_TRUE(plan(place).ok());
        auto run = makeRun(place);
        watch(*run, seen);
        run->apply(review(place));
        EXPECT_TRUE(testing::eventually([&] { return isHolding(seen); }, patience));
        return run;
    }
    static bool isHolding(const Seen &seen)
    {
        return std::any_of(seen.messages.cbegin(), seen.messages.cend(),
                           [](const Message &message) { return message.output == QLatin1String("holding"); });
    }
};

TEST_F(LiveApply, APlanBesideARunningApplyIsLockedAndNamesTheHolder)
{
    Seen seen;
    const auto run = startHolding(operation(QStringLiteral("one")), seen);
    target.lockTimeout = std::chrono::seconds(0);
    const Seen second = plan(operation(QStringLiteral("two")));
    EXPECT_EQ(second.error().code, ErrorCode::Locked);
    const auto lock = lockOf(second.error(), QStringLiteral("local"));
    ASSERT_TRUE(lock);
    EXPECT_EQ(lock->operation, QStringLiteral("OperationTypeApply"));
    EXPECT_TRUE(lock->ofHolder);
    EXPECT_FALSE(lock->id.isEmpty());
    EXPECT_TRUE(plan(operation(QStringLiteral("drift")), PlanMode::RefreshOnly, StateLocking::None)
                    .ok()); // takes no lock
    write(QStringLiteral("go"), {});
    ASSERT_TRUE(waitFor(seen));
    EXPECT_TRUE(seen.ok());
}

TEST_F(LiveApply, WhoeverComesLaterFollowsItToTheEnd)
{
    const RunPlace place = operation(QStringLiteral("one"));
    {
        Seen seen;
        const auto run = startHolding(place, seen);
        EXPECT_EQ(run->unfinished(), QStringList{QStringLiteral("terraform_data.slow")});
    } // the window is gone
    Seen seen;
    const auto later = makeRun(place);
    watch(*later, seen);
    later->attachApply();
    ASSERT_TRUE(testing::eventually([&] { return isHolding(seen); }, patience));
    EXPECT_EQ(later->state(), State::Running);
    EXPECT_EQ(seen.messages.constFirst().kind, MessageKind::Version); // from the first line
    write(QStringLiteral("go"), {});
    ASSERT_TRUE(waitFor(seen));
    EXPECT_TRUE(seen.ok());
    EXPECT_EQ(state().resources.size(), 3);
    EXPECT_FALSE(QFileInfo::exists(place.planFile()));
}

TEST_F(LiveApply, OneInterruptLetsTerraformSaveItsStateAndFreeItsLock)
{
    Seen seen;
    const auto run = startHolding(operation(QStringLiteral("one")), seen);
    EXPECT_TRUE(run->interrupt());
    EXPECT_TRUE(run->interrupt());
    write(QStringLiteral("go"), {});
    ASSERT_TRUE(waitFor(seen));
    EXPECT_EQ(seen.error().code, ErrorCode::Canceled);
    EXPECT_FALSE(std::any_of(seen.messages.cbegin(), seen.messages.cend(), [](const Message &message) {
        return message.text.startsWith(QLatin1String("Two interrupts received"));
    }));
    const StateSummary after = state();
    EXPECT_GE(after.resources.size(), 1);
    EXPECT_LT(after.resources.size(), 3);
    EXPECT_TRUE(plan(operation(QStringLiteral("two"))).ok()); // the lock is free
}

TEST_F(LiveApply, AKilledTerraformLeavesAnUnknownOutcome)
{
    Seen seen;
    const RunPlace place = operation(QStringLiteral("one"));
    const auto run = startHolding(place, seen);
    const auto identity = process::readRunIdentity(place.applyRun());
    ASSERT_TRUE(identity);
    ::kill(pid_t(identity.value().program.pid), SIGKILL); // somebody else's doing: the kernel out of memory
    write(QStringLiteral("go"), {});
    ASSERT_TRUE(waitFor(seen));
    EXPECT_EQ(seen.error().code, ErrorCode::OutcomeUnknown);
    EXPECT_EQ(run->unfinished(), QStringList{QStringLiteral("terraform_data.slow")});
}

} // namespace
} // namespace envdeck::terraform
