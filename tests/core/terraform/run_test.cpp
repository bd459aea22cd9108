// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/run.h"

#include "core/terraform/review.h"
#include "tests/support/event_loop.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::terraform {
namespace {

constexpr auto patience = std::chrono::seconds(120); // a loaded machine is no failure

// A scripted program in the place of terraform, for what the real one does only on its worst days.
class ScriptedRun : public ::testing::Test {
protected:
    ScriptedRun()
    {
        target.program = {Product::Terraform, m_folder.filePath(QStringLiteral("terraform")),
                          QVersionNumber(1, 11, 4)};
        target.configuration = m_folder.filePath(QStringLiteral("export"));
        target.work = m_folder.filePath(QStringLiteral("work"));
        QDir().mkpath(target.configuration);
        place.folder = m_folder.filePath(QStringLiteral("operation"));
    }

    void script(const QByteArray &body)
    {
        QFile file(target.program.path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write("#!/bin/sh\nfor a in \"$@\"; do case \"$a\" in -out=*) out=\"${a#-out=}\"; echo PK > "
                   "\"$out\";; esac; done\n" +
                   body);
        file.close();
        ASSERT_TRUE(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }

    Result<RunEnd> planned(bool interrupt = false)
    {
        run = std::make_unique<terraform::Run>(target, place, runner);
        if (interrupt)
            QObject::connect(run.get(), &terraform::Run::message, run.get(),
                             [this] { EXPECT_TRUE(run->interrupt()); });
        run->plan();
        return end();
    }
    Result<RunEnd> applied()
    {
        makePlan();
        ReviewRecord reviewed;
        reviewed.planDigest = digestOf(place.planFile()).value();
        run = std::make_unique<terraform::Run>(target, place, runner);
        run->apply(reviewed);
        return end();
    }
    void makePlan()
    {
        QDir().mkpath(place.folder);
        QDir().mkpath(target.work);
        QFile file(place.planFile());
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write("PK");
    }
    Result<RunEnd> end() const
    {
        const Async<RunEnd> done = run->done();
        if (!testing::eventually([&] { return done.isFinished(); }, patience))
            return Error{ErrorCode::Internal, QStringLiteral("never ended"), {}, 0};
        return done.result();
    }

    const QString runner = QStringLiteral(ENVDECK_BINARY_DIR "/app/runner/envdeck-runner");
    QTemporaryDir m_folder;
    Target target;
    RunPlace place;
    std::unique_ptr<terraform::Run> run;
};

const QByteArray notSaved =
    R"(echo '{"@level":"error","@message":"Error: Failed to persist state to backend","type":"diagnostic",)"
    R"("diagnostic":{"severity":"error","summary":"Failed to persist state to backend","detail":"HTTP 500"}}')";

TEST_F(ScriptedRun, TheExitCodeAloneDecides)
{
    const QByteArray zeros =
        R"(echo '{"type":"change_summary","changes":{"add":0,"change":0,"remove":0,"operation":"plan"}}'; )";
    script(zeros + "exit 1");
    EXPECT_EQ(planned().error().code, ErrorCode::ToolFailed);
    place.folder += QStringLiteral("2");
    script("exit 2");
    EXPECT_TRUE(planned().value().changes);
    place.folder += QStringLiteral("3");
    script("exit 0");
    EXPECT_FALSE(planned().value().changes);
    EXPECT_TRUE(QFileInfo::exists(place.planFile()));
}

TEST_F(ScriptedRun, AnInterruptedPlanIsCanceledEvenWhenItEndsWell)
{
    script("trap 'exit 0' INT; echo '{\"type\":\"log\"}'; while :; do sleep 0.02; done");
    EXPECT_EQ(planned(true).error().code, ErrorCode::Canceled);
    EXPECT_FALSE(QFileInfo::exists(place.planFile()));
}

// Terraform Cloud in remote execution: what would be applied is on a server, and no digest of ours binds it.
TEST_F(ScriptedRun, APlanThatStaysOnAServerIsNotReviewed)
{
    script("echo '{\"remote_plan_format\":1,\"run_id\":\"run-1\"}' > \"$out\"; exit 2");
    const Result<RunEnd> plan = planned();
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error(), (Error{ErrorCode::BadConfig, {}, QStringLiteral("remote-execution"), 0}));
    EXPECT_FALSE(QFileInfo::exists(place.planFile()));
}

TEST_F(ScriptedRun, AnErroredStateIsMovedToSafetyAndBlocksTheNextApply)
{
    script("echo '{\"secret\":1}' > errored.tfstate; " + notSaved + "; exit 1");
    const Result<RunEnd> end = applied();
    ASSERT_FALSE(end);
    EXPECT_EQ(kindOf(end.error()), FailureKind::StateNotSaved);
    EXPECT_EQ(end.error().code, ErrorCode::Io);
    EXPECT_EQ(end.error().subject, target.erroredState());
    EXPECT_TRUE(end.error().detail.contains(QStringLiteral("HTTP 500")));
    EXPECT_TRUE(QFileInfo::exists(target.erroredState()));
    EXPECT_FALSE(QFileInfo::exists(target.configuration + QStringLiteral("/errored.tfstate")));
    EXPECT_FALSE(QFileInfo::exists(place.planFile()));

    place.folder += QStringLiteral("2");
    script("exit 0");
    EXPECT_EQ(kindOf(applied().error()), FailureKind::StateNotSaved);
    EXPECT_FALSE(QFileInfo::exists(place.applyRun()));
}

TEST_F(ScriptedRun, TextOnStderrIsTheReasonWhenThereIsNoOther)
{
    target.secrets.insert(QStringLiteral("TF_VAR_token"), Secret("hunter2-token"));
    script("printf '\\033[31m│ \\033[1mError: \\033[0mNo luck with hunter2-token\\n' >&2; exit 1");
    const Result<RunEnd> end = planned();
    EXPECT_EQ(end.error().detail, QStringLiteral("No luck with ******"));
}

TEST_F(ScriptedRun, AnApplyThatWasAskedToStopAndFinishedAllTheSameSucceeded)
{
    script("trap 'n=1' INT; echo '{\"type\":\"log\"}'; while [ -z \"$n\" ]; do sleep 0.02; done; exit 0");
    makePlan();
    ReviewRecord reviewed;
    reviewed.planDigest = digestOf(place.planFile()).value();
    run = std::make_unique<terraform::Run>(target, place, runner);
    QObject::connect(run.get(), &terraform::Run::message, run.get(),
                     [this] { EXPECT_TRUE(run->interrupt()); });
    run->apply(reviewed);
    const Result<RunEnd> ended = end();
    ASSERT_TRUE(ended);
    EXPECT_TRUE(ended.value().interrupted);
}

TEST_F(ScriptedRun, APlanWithoutAReviewIsNeverApplied)
{
    script("exit 0");
    makePlan();
    run = std::make_unique<terraform::Run>(target, place, runner);
    run->apply(ReviewRecord());
    EXPECT_EQ(end().error().code, ErrorCode::Conflict);
    EXPECT_FALSE(QFileInfo::exists(place.applyRun()));
}

TEST_F(ScriptedRun, AttachingToWhatNeverStartedSaysSo)
{
    run = std::make_unique<terraform::Run>(target, place, runner);
    run->attachApply();
    EXPECT_EQ(end().error().code, ErrorCode::NotFound);
    EXPECT_EQ(run->interrupt().error().code, ErrorCode::NotFound);
}

TEST_F(ScriptedRun, OneThatIsNoLongerWatchedAnswersCanceledToItsListeners)
{
    script("sleep 0.2; exit 0");
    QObject context;
    std::optional<Result<RunEnd>> seen;
    run = std::make_unique<terraform::Run>(target, place, runner);
    whenDone(run->done(), &context, [&](const Result<RunEnd> &result) { seen = result; });
    run->plan();
    run.reset();
    ASSERT_TRUE(testing::eventually([&] { return seen.has_value(); }, patience));
    EXPECT_EQ(seen->error().code, ErrorCode::Canceled);
    // It went on without us.
    EXPECT_TRUE(testing::eventually([&] { return bool(process::readRunExit(place.planRun())); }, patience));
}

} // namespace
} // namespace envdeck::terraform
