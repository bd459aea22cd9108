// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/observability/fake_telemetry.h"
#include "tests/support/event_loop.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/metrics/fake_history.h"
#include "tests/ui/support/look.h"
#include "ui/presenters/metrics_presenter.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

using observability::Silence;
using testing::soon;

class Presenting : public ::testing::Test {
protected:
    qint64 now() const { return clock.now().toMSecsSinceEpoch(); }
    void fill()
    {
        const QDateTime at = clock.now().addSecs(-10 * 60);
        telemetry.board = testing::story(now() - 3'600'000, 10'000, 361, at.toMSecsSinceEpoch());
        deployments::History history;
        history.deployments = {testing::deploymentAt(at, "v1.3.8", "bo"),
                               testing::deploymentAt(clock.now().addDays(-2), "v1.3.7", "anna")};
        past.answer = history;
    }
    bool settled()
    {
        return soon([&] { return !presenter.state().loading; });
    }

    testing::FakeClock clock;
    testing::FakeTelemetry telemetry;
    testing::FakeHistory past;
    Workspace workspace = testing::measuredWorkspace();
    observability::Service service{telemetry, workspace, clock};
    MetricsPresenter presenter{service, past, workspace, clock};
    Target api{QStringLiteral("prod"), QStringLiteral("api")};
    Target web{QStringLiteral("prod"), QStringLiteral("web")};
};

TEST_F(Presenting, NothingYetAndSigNozDownIsAnError)
{
    presenter.show(api);
    EXPECT_TRUE(presenter.state().loading);
    ASSERT_TRUE(settled());
    ASSERT_TRUE(presenter.state().error);
    EXPECT_FALSE(presenter.state().board);
    EXPECT_EQ(presenter.freshness().severity, Severity::Unknown);
}

TEST_F(Presenting, AHiddenWindowAsksFourTimesSlower)
{
    const auto seen = presenter.rhythm();
    presenter.setUnwatched(true);
    EXPECT_EQ(presenter.rhythm(), 4 * seen);
    presenter.setUnwatched(false);
    EXPECT_EQ(presenter.rhythm(), seen);
}

TEST_F(Presenting, TheLastBoardStaysDatedWhileSigNozIsDown)
{
    fill();
    presenter.show(api);
    ASSERT_TRUE(settled());
    const QDateTime read = presenter.state().readAt;
    telemetry.board.reset();
    clock.advance(std::chrono::minutes(20));
    presenter.refresh();
    ASSERT_TRUE(settled());
    EXPECT_TRUE(presenter.state().error);
    ASSERT_TRUE(presenter.state().board);
    EXPECT_EQ(presenter.state().readAt, read);
    EXPECT_EQ(presenter.freshness().severity, Severity::Stale);
}

TEST_F(Presenting, ALateAnswerOfAnotherAppIsLeftAlone)
{
    fill();
    telemetry.held = true;
    presenter.show(api);
    presenter.show(web);
    ASSERT_EQ(telemetry.asked.size(), 2);
    EXPECT_TRUE(telemetry.asked.first().stop.stop_requested());
    telemetry.asked.first().answer(*telemetry.board);
    testing::drainEvents();
    EXPECT_FALSE(presenter.state().board);
    telemetry.asked.last().answer(*telemetry.board);
    ASSERT_TRUE(settled());
    EXPECT_EQ(presenter.state().board->target, web);
}

TEST_F(Presenting, AnAppWithoutTelemetryIsNoError)
{
    telemetry.error = Error{ErrorCode::BadConfig, {}, QStringLiteral("not-configured"), 0};
    presenter.show({api.environment, QStringLiteral("cron")});
    ASSERT_TRUE(settled());
    EXPECT_EQ(presenter.state().silence, Silence::NotConfigured);
    EXPECT_FALSE(presenter.state().error);
}

TEST_F(Presenting, NoDataIsToldFromABrokenCollection)
{
    telemetry.board = testing::story(now() - 3'600'000, 10'000, 361, now() + 1, 0, 361);
    presenter.show(api);
    ASSERT_TRUE(soon([&] { return presenter.state().silence == Silence::Environment; }));
    telemetry.sending = {QStringLiteral("web")};
    presenter.refresh();
    ASSERT_TRUE(soon([&] { return presenter.state().silence == Silence::App; }));
    fill();
    presenter.refresh();
    EXPECT_TRUE(soon([&] { return !presenter.state().silence; }));
}

TEST_F(Presenting, TheNewestDeploymentInViewIsComparedWithWhatRanBefore)
{
    fill();
    presenter.show(api);
    ASSERT_TRUE(soon([&] { return presenter.state().comparison.has_value(); }));
    EXPECT_EQ(presenter.state().compared->image.tag, QStringLiteral("v1.3.8"));
    presenter.zoom(clock.now().addSecs(-3000), clock.now().addSecs(-2000)); // before it
    EXPECT_TRUE(soon([&] { return !presenter.state().loading && !presenter.state().comparison; }));
}

TEST_F(Presenting, ChartsWorkWhileTheHistoryCannotBeRead)
{
    fill();
    past.answer = Error{ErrorCode::Unreachable, {}, {}, 0};
    presenter.show(api);
    ASSERT_TRUE(settled());
    EXPECT_TRUE(presenter.state().board);
    EXPECT_FALSE(presenter.state().error);
}

TEST_F(Presenting, EveryZoomIsOneStepBackAndTurnsOfAWheelAreOneTogether)
{
    fill();
    presenter.show(api);
    ASSERT_TRUE(settled());
    const auto first = presenter.choice();
    presenter.zoom(clock.now().addSecs(-2000), clock.now().addSecs(-1000));
    const auto second = presenter.choice();
    for (int i = 0; i < 5; ++i)
        presenter.zoomAbout(clock.now().addSecs(-1500), 0.8);
    EXPECT_EQ(presenter.state().range, presenter.choice().at(clock.now())); // the axes do not wait
    EXPECT_TRUE(presenter.back());
    EXPECT_EQ(presenter.choice(), second);
    EXPECT_TRUE(presenter.back());
    EXPECT_EQ(presenter.choice(), first);
    EXPECT_FALSE(presenter.back());
}

TEST_F(Presenting, HoldingStopsTheClockAndLiveFollowsItAgain)
{
    presenter.show(api);
    presenter.setLive(false);
    EXPECT_EQ(presenter.choice().fixed->to, clock.now());
    clock.advance(std::chrono::hours(1));
    EXPECT_EQ(presenter.choice().at(clock.now()).to, clock.now().addSecs(-3600));
    presenter.setLive(true);
    EXPECT_EQ(presenter.choice().at(clock.now()).to, clock.now());
}

TEST_F(Presenting, TheRangeStaysWhenTheTargetChanges)
{
    presenter.show(api);
    presenter.choose({std::chrono::hours(6), std::nullopt});
    presenter.show(web);
    EXPECT_EQ(presenter.choice().span, std::chrono::hours(6));
}

TEST_F(Presenting, SavesWhatIsShownOrSaysWhyNot)
{
    fill();
    presenter.show(api);
    ASSERT_TRUE(settled());
    QTemporaryDir folder;
    QSignalSpy saved(&presenter, &MetricsPresenter::saved);
    presenter.save(folder.filePath(QStringLiteral("metrics.csv")));
    presenter.save(folder.filePath(QStringLiteral("not/there/metrics.csv")));
    ASSERT_TRUE(soon([&] { return saved.size() == 2; }));
    EXPECT_TRUE(saved.at(0).at(1).toString().isEmpty());
    EXPECT_FALSE(saved.at(1).at(1).toString().isEmpty());
    QFile file(folder.filePath(QStringLiteral("metrics.csv")));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_TRUE(file.readLine().startsWith("time,requests_per_second,error_percent"));
    EXPECT_TRUE(file.readLine().contains("T")); // ISO 8601
}

TEST(MetricsCharts, SayInASentenceWhatTheyShow)
{
    const qint64 from = 1'772'448'000'000;
    MetricsFacts facts;
    facts.board.target = {QStringLiteral("prod"), QStringLiteral("api")};
    facts.board.golden = testing::story(from, 60'000, 61, from + 40 * 60'000, 10, 20);
    facts.range = {QDateTime::fromMSecsSinceEpoch(from, Qt::UTC),
                   QDateTime::fromMSecsSinceEpoch(from + 3'600'000, Qt::UTC)};
    const ChartSpec errors = chartOf(Signal::Errors, facts);
    EXPECT_EQ(errors.gaps.size(), 1);
    EXPECT_EQ(errors.breaches.size(), 1);
    EXPECT_TRUE(errors.spoken.contains(QStringLiteral("Above the limit of 1.0 % for 20 min")))
        << qPrintable(errors.spoken);
    EXPECT_TRUE(errors.spoken.contains(QStringLiteral("no data"))) << qPrintable(errors.spoken);
    const ChartSpec latency = chartOf(Signal::Latency, facts);
    EXPECT_EQ(latency.series.first().name, QStringLiteral("p95")); // the figure and the limit are its
    EXPECT_EQ(chartOf(Signal::Rate, facts).threshold, -1);
}

TEST(MetricsCharts, MarkersAreThoseInViewWithTheirKind)
{
    const QDateTime now(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC);
    Deployment failed = testing::deploymentAt(now.addSecs(-300), "v3", "bo");
    failed.state = DeploymentState::Failed;
    const auto markers =
        markersOf({failed, testing::deploymentAt(now.addSecs(-900), "v1", "anna", Action::Rollback),
                   testing::deploymentAt(now.addSecs(-1200), "v2", "bo"),
                   testing::deploymentAt(now.addDays(-3), "v1", "bo")},
                  {now.addSecs(-3600), now});
    ASSERT_EQ(markers.size(), 3);
    EXPECT_EQ(markers.at(0).kind, ChartMarker::Kind::Deploy);
    EXPECT_EQ(markers.at(1).kind, ChartMarker::Kind::Rollback);
    EXPECT_EQ(markers.at(2).kind, ChartMarker::Kind::Failed);
}

} // namespace
} // namespace envdeck::ui
