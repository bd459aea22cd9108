// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/failure.h"
#include "core/terraform/message_reader.h"
#include "tests/contract/terraform/recordings.h"
#include "tests/support/fixtures.h"

#include <gtest/gtest.h>

namespace envdeck::terraform {
namespace {

using testing::Recording;

Error failureOf(const Recording &recording)
{
    MessageReader reader;
    QString rest;
    for (const QByteArray &line : recording.lines()) {
        if (const auto message = reader.read(line); message && message->kind == MessageKind::Raw)
            rest += message->text + u'\n';
    }
    return failureFrom(reader.diagnostics(), recording.exitCode, rest);
}

struct Expected {
    const char *file;
    FailureKind kind;
    ErrorCode code;
};

TEST(RecordedFailures, EachIsRecognised)
{
    const QList<Expected> list{
        {"lock-conflict-local.jsonl", FailureKind::Locked, ErrorCode::Locked},
        {"lock-conflict-http.jsonl", FailureKind::Locked, ErrorCode::Locked},
        {"lock-conflict-pg-plan.jsonl", FailureKind::Locked, ErrorCode::Locked},
        {"lock-conflict-pg-existing-state.jsonl", FailureKind::Locked, ErrorCode::Locked},
        {"lock-conflict-pg-other-configuration.jsonl", FailureKind::Locked, ErrorCode::Locked},
        {"lock-left-after-sigkill-http.jsonl", FailureKind::Locked, ErrorCode::Locked},
        {"apply-stale.jsonl", FailureKind::StalePlan, ErrorCode::Conflict},
        {"apply-plan-made-before-state-existed.jsonl", FailureKind::StalePlan, ErrorCode::Conflict},
        {"apply-saved-other-workspace-pg.jsonl", FailureKind::StalePlan, ErrorCode::Conflict},
        {"apply-saved-other-lineage.jsonl", FailureKind::StalePlan, ErrorCode::Conflict},
        {"apply-errored-plan.jsonl", FailureKind::UnusablePlan, ErrorCode::Conflict},
        {"apply-not-a-plan.jsonl", FailureKind::UnusablePlan, ErrorCode::Conflict},
        {"plan-not-initialised.jsonl", FailureKind::NotInitialised, ErrorCode::BadConfig},
        {"plan-backend-changed.jsonl", FailureKind::NotInitialised, ErrorCode::BadConfig},
        {"init-backend-changed.jsonl", FailureKind::BackendChanged, ErrorCode::BadConfig},
        {"init-core-version-refused.jsonl", FailureKind::VersionRefused, ErrorCode::BadConfig},
        {"plan-core-version-refused.jsonl", FailureKind::VersionRefused, ErrorCode::BadConfig},
        {"init-lockfile-readonly-missing.jsonl", FailureKind::LockFileDiffers, ErrorCode::BadConfig},
        {"plan-missing-variable.jsonl", FailureKind::MissingValue, ErrorCode::BadConfig},
        {"plan-config-errors.jsonl", FailureKind::MissingValue, ErrorCode::BadConfig},
        {"plan-provider-auth-failed.jsonl", FailureKind::Other, ErrorCode::ToolFailed},
        {"plan-syntax-error.jsonl", FailureKind::Other, ErrorCode::ToolFailed},
        {"apply-errors-progress-provisioners.jsonl", FailureKind::Other, ErrorCode::ToolFailed},
        {"unknown-flag.jsonl", FailureKind::Other, ErrorCode::ToolFailed},
    };
    for (const Expected &expected : list) {
        const Error error = failureOf(testing::recording(QString::fromLatin1(expected.file)));
        EXPECT_EQ(kindOf(error), expected.kind) << expected.file;
        EXPECT_EQ(error.code, expected.code) << expected.file;
    }
}

// A run that failed always says something, and a summary of zeros does not make it a success.
TEST(RecordedFailures, EveryFailedRunGivesAnErrorWithWords)
{
    int failed = 0;
    for (const Recording &recording : testing::recordings(QStringLiteral(".jsonl"))) {
        if (recording.exitCode != 1)
            continue;
        ++failed;
        const Error error = failureOf(recording);
        if (!recording.file.startsWith(QLatin1String("test-"))) {
            EXPECT_FALSE(error.detail.isEmpty()) << qPrintable(recording.file);
        }
        EXPECT_EQ(error.status, 1);
        EXPECT_FALSE(testing::holdsCanary(error.detail)) << qPrintable(recording.file);
    }
    EXPECT_GT(failed, 40);
}

TEST(RecordedFailures, TheFirstErrorIsQuotedWithItsPlace)
{
    const Error api =
        failureOf(testing::recording(QStringLiteral("apply-errors-progress-provisioners.jsonl")));
    EXPECT_EQ(api.detail, QStringLiteral("API error 422\nPOST /servers: quota exceeded (limit 3 servers)"));
    EXPECT_FALSE(api.subject.isEmpty());
    const Error syntax = failureOf(testing::recording(QStringLiteral("plan-syntax-error.jsonl")));
    EXPECT_TRUE(syntax.subject.startsWith(QLatin1String("main.tf:"))) << qPrintable(syntax.subject);
}

TEST(RecordedFailures, TextForPeopleIsReadWithoutItsFrame)
{
    const QString printed =
        QString::fromUtf8(testing::testData(QStringLiteral("terraform/show-json-missing-plan.stderr.txt")));
    const Error error = failureFrom({}, 1, printed);
    EXPECT_EQ(kindOf(error), FailureKind::UnusablePlan);
    EXPECT_TRUE(
        error.detail.startsWith(QLatin1String("Failed to read the given file as a state or plan file\n")))
        << qPrintable(error.detail);
    EXPECT_FALSE(error.detail.contains(QChar(0x1b)) || error.detail.contains(QStringLiteral("│")));
    const QString human = QString::fromUtf8(
        testing::testData(QStringLiteral("terraform/lock-conflict-local-human.stderr.txt")));
    EXPECT_EQ(failureFrom({}, 1, human).code, ErrorCode::Locked);
}

TEST(RecordedFailures, ALocalLockNamesItsHolder)
{
    const Error error = failureOf(testing::recording(QStringLiteral("lock-conflict-local.jsonl")));
    const auto lock = lockOf(error, QStringLiteral("local"));
    ASSERT_TRUE(lock);
    EXPECT_EQ(lock->id, QStringLiteral("b47611d3-8258-dcef-da9c-677d9b22a0fd"));
    EXPECT_EQ(lock->operation, QStringLiteral("OperationTypeApply"));
    EXPECT_EQ(lock->who, QStringLiteral("operator@host"));
    EXPECT_EQ(lock->created, QStringLiteral("2026-11-23 08:23:45.604522605 +0000 UTC"));
    EXPECT_TRUE(lock->ofHolder);
}

TEST(RecordedFailures, PgAndHttpLocksDescribeTheOneThatAskedInVain)
{
    const Error pg = failureOf(testing::recording(QStringLiteral("lock-conflict-pg-plan.jsonl")));
    EXPECT_FALSE(lockOf(pg, QStringLiteral("pg"))->ofHolder);
    const Error http = failureOf(testing::recording(QStringLiteral("lock-conflict-http.jsonl")));
    const auto lock = lockOf(http, QStringLiteral("http"));
    EXPECT_FALSE(lock->ofHolder);
    EXPECT_EQ(lock->id,
              QStringLiteral("4ea8612e-39ce-937b-7be1-be721434806e")); // the id alone is the holder's
    EXPECT_FALSE(
        lockOf(failureOf(testing::recording(QStringLiteral("apply-stale.jsonl"))), QStringLiteral("pg")));
}

} // namespace
} // namespace envdeck::terraform
