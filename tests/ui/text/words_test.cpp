// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/deployment_text.h"
#include "ui/text/guard_text.h"
#include "ui/text/plan_text.h"
#include "ui/text/preflight_text.h"
#include "ui/text/step_text.h"

#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

void expectWords(const QString &text)
{
    std::printf("%s\n", qPrintable(text));
    EXPECT_FALSE(text.trimmed().isEmpty());
    EXPECT_FALSE(text.contains(QLatin1String("%1"))) << qPrintable(text);
}

// Printed for review, one line each.
TEST(Words, EveryStateActionAndRiskHasOne)
{
    for (const auto state : {DeploymentState::Running, DeploymentState::Healthy, DeploymentState::Degraded,
                             DeploymentState::Failed, DeploymentState::Unknown, DeploymentState::Mismatch}) {
        expectWords(deploymentStateWord(state));
        Deployment deployment;
        deployment.state = state;
        deployment.current = true;
        expectWords(deploymentWord(deployment));
    }
    const Target target{QStringLiteral("prod"), QStringLiteral("api")};
    for (const Action action : {Action::Deploy, Action::Promote, Action::Rollback, Action::Hold}) {
        expectWords(actionWord(action));
        expectWords(actionTitle(action, target));
        expectWords(actionButton(action, target));
    }
    for (const Risk risk : {Risk::R0, Risk::R1, Risk::R2, Risk::R3, Risk::R4})
        expectWords(riskWord(risk));
    for (const auto kind :
         {EnvironmentKind::Dev, EnvironmentKind::Test, EnvironmentKind::Prod, EnvironmentKind::Custom})
        expectWords(environmentKindWord(kind));
    for (const auto state : {StepState::Waiting, StepState::Running, StepState::Done, StepState::Failed,
                             StepState::Skipped, StepState::Unknown})
        expectWords(stepStateWord(state));
}

TEST(Words, EveryCheckHasASentenceForEveryVerdict)
{
    for (const char *id :
         {"image-in-registry", "digest-unchanged", "variables-set", "migration", "backup", "disk", "hold"}) {
        for (const Verdict verdict : {Verdict::Ok, Verdict::Warning, Verdict::Failed, Verdict::Unknown}) {
            PreflightCheck check{QString::fromLatin1(id), verdict, {}, {}};
            check.facts.insert(QStringLiteral("age"), QStringLiteral("18000"));
            check.facts.insert(QStringLiteral("free"), QStringLiteral("3100000000"));
            check.facts.insert(QStringLiteral("missing"), QStringLiteral("DATABASE_URL"));
            expectWords(preflightText(check));
            EXPECT_NE(preflightText(check), check.id);
        }
        expectWords(preflightWaitingText(QString::fromLatin1(id)));
        EXPECT_NE(preflightWaitingText(QString::fromLatin1(id)), QString::fromLatin1(id));
    }
}

TEST(Words, ACheckWeDoNotKnowShowsWhatItSaid)
{
    EXPECT_EQ(preflightText({QStringLiteral("novel"), Verdict::Warning, {}, QStringLiteral("odd")}),
              QStringLiteral("novel: odd"));
    EXPECT_EQ(preflightText({QStringLiteral("novel"), Verdict::Warning, {}, {}}), QStringLiteral("novel"));
}

TEST(Words, EveryKindOfChangeHasOne)
{
    for (const ChangeAction action :
         {ChangeAction::NoOp, ChangeAction::Create, ChangeAction::Update, ChangeAction::ReplaceDeleteFirst,
          ChangeAction::ReplaceCreateFirst, ChangeAction::Delete, ChangeAction::Read, ChangeAction::Forget,
          ChangeAction::Move, ChangeAction::Import, ChangeAction::Other})
        expectWords(changeActionWord(action));
    expectWords(planSummaryText({1, 1, 1, 0, 41, 0, 0, 0, 0}));
}

TEST(Words, WhatIsLostIsSaidOnlyWhereSomethingIsDestroyed)
{
    ResourceChange change;
    change.type = QStringLiteral("hcloud_server");
    change.action = ChangeAction::Update;
    EXPECT_TRUE(lossText(change).isEmpty());
    change.action = ChangeAction::ReplaceDeleteFirst;
    EXPECT_FALSE(lossText(change).isEmpty());
    change.type = QStringLiteral("cloudflare_record");
    EXPECT_TRUE(lossText(change).isEmpty());
}

TEST(Words, ARolledBackVersionWarnsAndASupersededUnknownOneDoesNot)
{
    Deployment deployment;
    deployment.state = DeploymentState::Degraded;
    deployment.rolledBack = true;
    EXPECT_EQ(deploymentWord(deployment), QStringLiteral("Rolled back"));
    EXPECT_EQ(deploymentSeverity(deployment), Severity::Warning);
    deployment = {};
    deployment.superseded = true;
    EXPECT_EQ(deploymentWord(deployment), QStringLiteral("Superseded"));
    EXPECT_EQ(deploymentSeverity(deployment), Severity::None);
}

TEST(Words, TheRecordSaysWhatIsNotKnown)
{
    Deployment deployment;
    deployment.image.tag = QStringLiteral("v1.3.7");
    EXPECT_EQ(recordText(deployment), QStringLiteral("How v1.3.7 behaved here is not known"));
    deployment.liveFor = std::chrono::hours(52);
    EXPECT_EQ(recordText(deployment),
              QStringLiteral("v1.3.7 was live for 2 d 4 h; its errors and latency were not measured"));
    deployment.errorPercent = 0.1;
    EXPECT_EQ(recordText(deployment), QStringLiteral("v1.3.7 was live for 2 d 4 h: error 0.1 %, p95 \u2013"));
}

TEST(Words, StaleAndUnknownNeverHideBehindOk)
{
    EXPECT_EQ(worst({Severity::Ok, Severity::Stale, Severity::Running}), Severity::Stale);
    EXPECT_EQ(worst({Severity::Unknown, Severity::Ok}), Severity::Unknown);
    EXPECT_EQ(worst({Severity::Unknown, Severity::Critical}), Severity::Critical);
    EXPECT_EQ(worst({}), Severity::None);
}

} // namespace
} // namespace envdeck::ui
