// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Two operators on two machines roll back the same app, each with a review of the same line: however their
// steps fall between each other, exactly one of them wins.
#include "tests/real/deployments/deploy_world.h"

#include <QDir>
#include <QTimer>

namespace envdeck::deployments {
namespace {

class Race : public DeployWorld {
protected:
    Race()
    {
        QDir().mkpath(path(QStringLiteral("state-anna")));
        annasMirror = GitWorld::mirror(QStringLiteral("mirror-anna"));
        annas = std::make_unique<GitOpsService>(
            Outside{workspace, *annasMirror, platform, registry, telemetry, probe, annasJournal, clock},
            QStringLiteral("anna"), patience);
        jobs::JobCenter::Options options;
        options.folder = path(QStringLiteral("state-anna"));
        options.actor = QStringLiteral("anna");
        options.machine = QStringLiteral("lap");
        annasCenter = std::make_unique<jobs::JobCenter>(annasJournal, clock, options);
    }
    ~Race() override
    {
        annasCenter.reset();
        annas.reset();
    }
    // As far as the remote's word; what comes behind is the same for whoever won.
    static jobs::Job untilPushed(jobs::Job job)
    {
        job.steps.removeIf([](const jobs::Step &step) {
            return step.id != QLatin1String("recheck") && step.id != QLatin1String("commit") &&
                   step.id != QLatin1String("push");
        });
        return job;
    }
    Review reviewedBy(GitOpsService &who, const QString &tag)
    {
        const auto review = git::await(who.review(request(tag, Action::Rollback), {}));
        EXPECT_TRUE(review) << (review ? "" : git::said(review.error()));
        return review ? review.value() : Review();
    }

    std::unique_ptr<git::Mirror> annasMirror;
    journal::Journal annasJournal{
        journal::Journal::Options{path(QStringLiteral("state-anna")), QStringLiteral("lap"), {}}, clock};
    std::unique_ptr<GitOpsService> annas;
    std::unique_ptr<jobs::JobCenter> annasCenter;
};

TEST_F(Race, ExactlyOneWinsEachRoundAndTheLoserSeesWhatTheOtherDid)
{
    quint32 seed = 20261201;
    const auto drawn = [&seed](int below) {
        seed = seed * 1664525u + 1013904223u;
        return int((seed >> 8) % quint32(below));
    };
    int bosWins = 0;
    int races = 0; // both were on their way at once
    for (int round = 0; round < ENVDECK_RACE_ROUNDS; ++round) {
        const QString bosTag = QStringLiteral("b%1").arg(round);
        const QString annasTag = QStringLiteral("a%1").arg(round);
        for (const QString &tag : {bosTag, annasTag})
            registry.images.insert(tag, {digest('d'), {}, {}});
        const Review bos = reviewedBy(*service, bosTag);
        const Review annas_ = reviewedBy(*annas, annasTag);
        ASSERT_EQ(bos.from, annas_.from);

        QString bosJob, annasJob;
        const auto startBo = [&] { bosJob = started(untilPushed(service->job(bos, {}))); };
        const auto startAnna = [&] {
            const auto operation = annasCenter->start(untilPushed(annas->job(annas_, {})));
            ASSERT_TRUE(operation);
            annasJob = operation.value();
        };
        // Up to the time that one of them takes as a whole; sometimes exactly when the other comes to a step.
        const bool boFirst = drawn(2) == 0;
        const int gap = drawn(4) == 0 ? 0 : drawn(120);
        boFirst ? startBo() : startAnna();
        QTimer::singleShot(gap, center.get(), [&] { boFirst ? startAnna() : startBo(); });
        const auto annasEnd = [&] { return annasCenter->job(annasJob).value_or(JobStatus()); };
        ASSERT_TRUE(testing::eventually(
            [&] {
                const bool both = !bosJob.isEmpty() && !annasJob.isEmpty();
                races += both && !status(bosJob).isOver() && !annasEnd().isOver() ? 1 : 0;
                return both && status(bosJob).isOver() && annasEnd().isOver();
            },
            std::chrono::seconds(120)));

        const JobStatus bo = status(bosJob), anna = annasEnd();
        ASSERT_NE(bo.state == JobState::Succeeded, anna.state == JobState::Succeeded) << "round " << round;
        const bool boWon = bo.state == JobState::Succeeded;
        bosWins += boWon;
        const JobStatus &loser = boWon ? anna : bo;
        ASSERT_EQ(loser.state, JobState::Failed) << "round " << round;
        ASSERT_TRUE(loser.error);
        EXPECT_EQ(loser.error->code, ErrorCode::Conflict) << git::said(*loser.error);
        const QString won = boWon ? bosTag : annasTag;
        EXPECT_EQ(atRemote(file), QString::fromUtf8(git::composeText).replace(v1, won)) << "round " << round;
        // The loser, who asks again, is shown what stands there now.
        const Review again = boWon ? reviewedBy(*annas, annasTag) : reviewedBy(*service, bosTag);
        EXPECT_EQ(again.from.tag, won);
        EXPECT_EQ(again.baseCommit, remoteHead());
    }
    EXPECT_EQ(commitsAtRemote(), ENVDECK_RACE_ROUNDS + 1);
    EXPECT_EQ(git(remotePath(), {QStringLiteral("rev-list"), QStringLiteral("--count"),
                                 QStringLiteral("--min-parents=2"), QStringLiteral("main")}),
              QStringLiteral("0"));
    EXPECT_GT(races, 0); // else this was no race
    RecordProperty("bo", bosWins);
}

} // namespace
} // namespace envdeck::deployments
