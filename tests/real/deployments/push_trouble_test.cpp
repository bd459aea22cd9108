// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/deployments/deploy_world.h"

#include <QDir>

namespace envdeck::deployments {
namespace {

// What can go wrong between the review and the moment at which the remote has taken the commit.
class PushTrouble : public DeployWorld {
protected:
    QByteArray composed(const QString &tag) const
    {
        return QByteArray(git::composeText).replace("v1", tag.toUtf8());
    }
    void expectUntouched(const QString &head)
    {
        EXPECT_EQ(remoteHead(), head);
        EXPECT_TRUE(platform.rows.isEmpty());
        EXPECT_EQ(platform.asked, 0);
        EXPECT_EQ(platform.runs(), image(QStringLiteral("v1")));
    }
    QString hook(const char *name) const
    {
        return remotePath() + QStringLiteral("/hooks/") + QString::fromLatin1(name);
    }
    // A git that does `during` in the place of a push and then is killed, so that nobody learns how it went.
    void loseAnswers(const QByteArray &during)
    {
        const QString program = path(QStringLiteral("dying-git"));
        script(program, "case \"$*\" in *' push '*) " + during + "; kill -9 $$;; esac\nexec git \"$@\"\n");
        useGit(program);
    }
};

TEST_F(PushTrouble, ALineThatChangedSinceTheReviewIsAConflictAndNothingIsDone)
{
    const Review review = reviewed(v2);
    const QString head = pushed(file, composed(v3), QStringLiteral("Deploy api v3"));
    const JobStatus job = run(service->job(review, {}));
    EXPECT_EQ(job.state, JobState::Failed);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->code, ErrorCode::Conflict);
    EXPECT_EQ(job.error->subject, file + QStringLiteral(":3"));
    EXPECT_EQ(job.error->detail, QStringLiteral("line-changed"));
    EXPECT_EQ(step(job, QStringLiteral("recheck")).state, StepState::Failed);
    EXPECT_FALSE(job.blocks);
    expectUntouched(head);
}

TEST_F(PushTrouble, AnotherOperatorWhoDidTheSameIsSeenAndThereIsNoSecondCommit)
{
    const Review review = reviewed(v2);
    const QString head = pushed(file, composed(v2), QStringLiteral("Deploy api v2"));
    const JobStatus job = run(service->job(review, {}));
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->code, ErrorCode::Conflict);
    EXPECT_EQ(job.error->detail, QStringLiteral("already-current"));
    expectUntouched(head);
    EXPECT_EQ(refusal(v2).detail, QStringLiteral("already-current"));
}

TEST_F(PushTrouble, AnotherFileThatChangedSinceTheReviewDoesNotHinder)
{
    const Review review = reviewed(v2);
    pushed(QStringLiteral("README.md"), "other\n", QStringLiteral("Say more"));
    EXPECT_EQ(run(service->job(review, {})).state, JobState::Succeeded);
    EXPECT_EQ(atRemote(QStringLiteral("README.md")), QStringLiteral("other\n"));
    EXPECT_EQ(commitsAtRemote(), 3);
}

TEST_F(PushTrouble, ARaceThatIsLostAtThePushDropsOurCommitAndKeepsTheirs)
{
    QString theirs;
    asStepBegins(QStringLiteral("push"), [&] {
        theirs = pushed(QStringLiteral("README.md"), "other\n", QStringLiteral("Say more"));
    });
    const JobStatus job = deployed(v2);
    EXPECT_EQ(job.state, JobState::Failed);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->code, ErrorCode::Conflict) << git::said(*job.error);
    EXPECT_EQ(step(job, QStringLiteral("push")).state, StepState::Failed);
    EXPECT_FALSE(job.blocks);
    expectUntouched(theirs);
    EXPECT_EQ(deployed(v2).state, JobState::Succeeded); // reviewed again, on what is there now
}

TEST_F(PushTrouble, WithoutTheRightToPushNothingIsDoneAndTheRemotesWordsAreKept)
{
    script(hook("pre-receive"), "echo 'main is protected: open a pull request' >&2; exit 1\n");
    const QString head = remoteHead();
    const JobStatus job = deployed(v2);
    EXPECT_EQ(job.state, JobState::Failed);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->code, ErrorCode::Forbidden) << git::said(*job.error);
    EXPECT_TRUE(job.error->detail.contains(QLatin1String("main is protected")))
        << qPrintable(job.error->detail);
    expectUntouched(head);
}

TEST_F(PushTrouble, ARemoteThatIsGoneAfterTheReviewChangesNothing)
{
    const Review review = reviewed(v2);
    ASSERT_TRUE(QDir().rename(remotePath(), path(QStringLiteral("away.git"))));
    const JobStatus job = run(service->job(review, {}));
    EXPECT_EQ(job.state, JobState::Failed);
    EXPECT_EQ(step(job, QStringLiteral("recheck")).state, StepState::Failed);
    ASSERT_TRUE(QDir().rename(path(QStringLiteral("away.git")), remotePath()));
    expectUntouched(remoteHead());
}

TEST_F(PushTrouble, AnAnswerThatWasLostIsReadBackAndTheDeploymentGoesOn)
{
    loseAnswers("git \"$@\" >/dev/null 2>&1");
    const JobStatus job = deployed(v2);
    EXPECT_EQ(job.state, JobState::Succeeded) << (job.error ? git::said(*job.error) : "");
    EXPECT_EQ(commitsAtRemote(), 2);
}

TEST_F(PushTrouble, AQuestionThatWasLostChangedNothingAndIsSaidSo)
{
    loseAnswers("true");
    const QString head = remoteHead();
    const JobStatus job = deployed(v2);
    EXPECT_EQ(job.state, JobState::Failed);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->detail, QStringLiteral("not-pushed"));
    expectUntouched(head);
}

TEST_F(PushTrouble, WhatCannotBeReadBackIsUnknownBlocksAndIsSettledByResuming)
{
    const QByteArray away = QFile::encodeName(path(QStringLiteral("away.git")));
    loseAnswers("git \"$@\" >/dev/null 2>&1; mv " + QFile::encodeName(remotePath()) + " " + away);
    const JobStatus job = deployed(v2);
    EXPECT_EQ(job.state, JobState::Unknown);
    EXPECT_TRUE(job.blocks && job.resumable);
    EXPECT_EQ(center->start(service->triggerJob(target)).error().code, ErrorCode::Conflict);

    EXPECT_EQ(resumed(job.operation).state, JobState::Unknown); // the remote is still away: nothing is learnt
    ASSERT_TRUE(QDir().rename(path(QStringLiteral("away.git")), remotePath()));
    const JobStatus settled = resumed(job.operation);
    EXPECT_EQ(settled.state, JobState::Succeeded) << (settled.error ? git::said(*settled.error) : "");
    EXPECT_EQ(commitsAtRemote(), 2);
    EXPECT_EQ(platform.rows.size(), 1);
}

} // namespace
} // namespace envdeck::deployments
