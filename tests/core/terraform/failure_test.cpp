// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/failure.h"

#include <gtest/gtest.h>

namespace envdeck::terraform {
namespace {

Diagnostic diagnostic(Severity severity, const char *summary)
{
    Diagnostic d;
    d.severity = severity;
    d.summary = QString::fromLatin1(summary);
    return d;
}

TEST(Failure, AWarningIsNoReason)
{
    const Error error = failureFrom({diagnostic(Severity::Warning, "Saved plan is stale")}, 1,
                                    QStringLiteral("Error: other"));
    EXPECT_EQ(error.code, ErrorCode::ToolFailed);
    EXPECT_EQ(error.detail, QStringLiteral("other"));
}

TEST(Failure, AStateThatWasNotSavedOutweighsWhyTheRunStopped)
{
    const Error error = failureFrom({diagnostic(Severity::Error, "API error 422"),
                                     diagnostic(Severity::Error, "Failed to save state"),
                                     diagnostic(Severity::Error, "Failed to persist state to backend")},
                                    1);
    EXPECT_EQ(kindOf(error), FailureKind::StateNotSaved);
    EXPECT_EQ(error.code, ErrorCode::Io);
}

// A text for people, as the probe gets it, breaks lines (Terraform 1.11.4, http).
TEST(Failure, TheHoldersIdIsFoundBehindABrokenLine)
{
    const Error error{
        ErrorCode::Locked,
        {},
        QStringLiteral("Error acquiring the state lock\n\nError message: HTTP remote state already locked:\n"
                       "ID=11111111-2222-3333-4444-555555555555\nLock Info:\n  ID:        ours\n"),
        1};
    const auto lock = lockOf(error, QStringLiteral("http"));
    ASSERT_TRUE(lock);
    EXPECT_EQ(lock->id, QStringLiteral("11111111-2222-3333-4444-555555555555"));
    EXPECT_TRUE(lock->idOfHolder);
    EXPECT_FALSE(lock->ofHolder);
}

TEST(Failure, SilenceIsStillAFailure)
{
    const Error error = failureFrom({}, 3);
    EXPECT_EQ(error.code, ErrorCode::ToolFailed);
    EXPECT_EQ(error.status, 3);
    EXPECT_EQ(kindOf(error), FailureKind::Other);
}

TEST(Failure, AKeptErrorTellsItsKindAgain)
{
    EXPECT_EQ(kindOf(Error{ErrorCode::OutcomeUnknown, {}, {}, 0}), FailureKind::Unknown);
    EXPECT_EQ(kindOf(Error{ErrorCode::Canceled, {}, QStringLiteral("execution halted"), 1}),
              FailureKind::Interrupted);
    EXPECT_EQ(kindOf(Error{ErrorCode::Io, QStringLiteral("/w/errored.tfstate"), {}, 1}),
              FailureKind::StateNotSaved);
    EXPECT_EQ(kindOf(Error{ErrorCode::Conflict, {}, QStringLiteral("Saved plan is stale\nThe given"), 1}),
              FailureKind::StalePlan);
}

} // namespace
} // namespace envdeck::terraform
