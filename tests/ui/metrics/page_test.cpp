// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/observability/fake_telemetry.h"
#include "tests/support/event_loop.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/metrics/fake_history.h"
#include "tests/ui/support/clipping.h"
#include "tests/ui/support/languages.h"
#include "tests/ui/support/look.h"
#include "ui/pages/metrics_page.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/chart_crosshair.h"
#include "ui/widgets/chart_overlay.h"
#include "ui/widgets/chart_panel.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/toast_host.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QVBoxLayout>
#include <gtest/gtest.h>
#include <iostream>

namespace envdeck::ui {
namespace {

using testing::soon;

class MetricsInView : public ::testing::Test {
protected:
    void SetUp() override
    {
        testing::theme();
        fill();
    }
    qint64 now() const { return clock.now().toMSecsSinceEpoch(); }
    // An hour of prod/api: a hole, and a version that made it worse ten minutes ago.
    void fill()
    {
        const QDateTime at = clock.now().addSecs(-12 * 60);
        telemetry.board = testing::story(now() - 3'600'000, 10'000, 361, at.toMSecsSinceEpoch(), 80, 146);
        telemetry.sending = {QStringLiteral("api"), QStringLiteral("web")};
        telemetry.firing = {{QStringLiteral("1"),
                             QStringLiteral("High error rate"),
                             QStringLiteral("critical"),
                             true,
                             {},
                             QStringLiteral("api"),
                             at}};
        deployments::History history;
        Deployment bad = testing::deploymentAt(at, "v1.3.8", "bo");
        bad.current = true;
        history.deployments = {
            bad, testing::deploymentAt(clock.now().addSecs(-50 * 60), "v1.3.7", "anna", Action::Rollback)};
        past.answer = history;
    }
    void open(const QSize &size = {1240, 790}, const char *app = "api")
    {
        window = std::make_unique<QWidget>();
        auto *column = new QVBoxLayout(window.get());
        column->setContentsMargins(0, 0, 0, 0);
        page = new MetricsPage(std::make_unique<MetricsPresenter>(service, past, workspace, clock));
        column->addWidget(page);
        overlay = new OverlayHost(window.get());
        toasts = std::make_unique<ToastHost>(window.get());
        page->setSurroundings(overlay, toasts.get());
        window->resize(size);
        window->show();
        page->setScope({QStringLiteral("prod"), QString::fromLatin1(app)});
        page->entered();
    }
    bool shows(FaceStack::Face face)
    {
        return soon([&] { return page->findChild<FaceStack *>()->face() == face; });
    }
    bool isComplete()
    {
        return shows(FaceStack::Face::Answer) &&
               soon([&] { return part<QWidget>("metrics.comparison")->isVisible(); });
    }
    bool says(const char *words)
    {
        return soon([&] {
            const auto labels = page->findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
                return label->isVisible() && label->text() == QLatin1String(words);
            });
        });
    }
    template <typename T>
    T *part(const char *name)
    {
        return page->findChild<T *>(QString::fromLatin1(name));
    }
    ChartPanel *errors() { return part<ChartPanel>("metrics.errors"); }
    ChartOverlay *overlayOf(ChartPanel *panel) { return panel->findChild<ChartOverlay *>(); }
    CrosshairGroup *crosshair() { return page->findChild<CrosshairGroup *>(); }
    void look(const char *name)
    {
        testing::grab(*window, QStringLiteral("metrics-") + QString::fromLatin1(name));
    }

    testing::LookGuard guard;
    testing::FakeClock clock;
    testing::FakeTelemetry telemetry;
    testing::FakeHistory past;
    Workspace workspace = testing::measuredWorkspace();
    observability::Service service{telemetry, workspace, clock};
    std::unique_ptr<QWidget> window;
    std::unique_ptr<ToastHost> toasts;
    MetricsPage *page = nullptr;
    OverlayHost *overlay = nullptr;
};

TEST_F(MetricsInView, ARefusedKeyLeadsToItsPlaceInTheSettings)
{
    workspace.environments.last().signoz = SignozRef{QUrl(QStringLiteral("https://signoz.example.com")), {}};
    telemetry.board.reset();
    telemetry.error = Error{ErrorCode::Unauthorized, QStringLiteral("prod"), {}, 401};
    open();
    ASSERT_TRUE(shows(FaceStack::Face::Error));
    QSignalSpy navigate(page, &Page::navigate);
    QPushButton *replace = nullptr;
    for (QPushButton *button : page->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text() == nextStepLabel(NextStep::ReplaceKey))
            replace = button;
    }
    ASSERT_NE(replace, nullptr);
    replace->click();
    ASSERT_EQ(navigate.size(), 1);
    const auto to = navigate.first().first().value<Destination>();
    EXPECT_EQ(to.page, QStringLiteral("settings"));
    EXPECT_EQ(to.item, QStringLiteral("accounts/signoz"));
}

TEST_F(MetricsInView, SigNozDownWithoutDataIsTheErrorFaceAndTryAgainMendsIt)
{
    telemetry.board.reset();
    open();
    ASSERT_TRUE(shows(FaceStack::Face::Error));
    look("error");
    fill();
    page->refresh();
    EXPECT_TRUE(shows(FaceStack::Face::Answer));
}

TEST_F(MetricsInView, SigNozDownKeepsTheLastDataDated)
{
    open();
    ASSERT_TRUE(isComplete());
    telemetry.board.reset();
    clock.advance(std::chrono::minutes(14));
    page->refresh();
    ASSERT_TRUE(soon([&] {
        return page->findChild<FaceStack *>()->face() == FaceStack::Face::Answer &&
               telemetry.asked.size() > 1;
    }));
    testing::drainEvents();
    look("stale");
    EXPECT_FALSE(errors()->spec().series.isEmpty());
}

TEST_F(MetricsInView, EachSilenceHasItsOwnWords)
{
    telemetry.board = testing::story(now() - 3'600'000, 10'000, 361, now() + 1, 0, 361);
    telemetry.sending.clear();
    open();
    EXPECT_TRUE(says("Nothing arrives from prod"));
    look("broken");
    telemetry.sending = {QStringLiteral("web")};
    page->refresh();
    EXPECT_TRUE(says("No data arrived from prod/api"));
    look("silent");
}

TEST_F(MetricsInView, AnAppWithoutTelemetrySaysWhatToAdd)
{
    telemetry.board.reset();
    telemetry.error = Error{ErrorCode::BadConfig, {}, QStringLiteral("not-configured"), 0};
    open({1240, 790}, "cron");
    ASSERT_TRUE(shows(FaceStack::Face::Empty));
    look("not-configured");
}

TEST_F(MetricsInView, LooksRightInEveryLook)
{
    open();
    ASSERT_TRUE(isComplete());
    crosshair()->setAt(now() - 6 * 60'000);
    look("light");
    crosshair()->pin(now() - 20 * 60'000);
    crosshair()->pin(now() - 6 * 60'000);
    testing::theme().setMode(ColorMode::Dark);
    look("dark");
    testing::theme().setMode(ColorMode::Light);
    crosshair()->clearPins();
    window->resize(972, 594);
    look("1024x680");
    EXPECT_EQ(errors()->width(), part<ChartPanel>("metrics.rate")->width()); // one column
    testing::theme().setTextScale(1.3);
    look("130");
    testing::theme().setTextScale(1);
    {
        const testing::InLanguage chinese = testing::InLanguage::chinese();
        window->resize(1240, 790);
        look("zh");
    }
    const testing::InLanguage pseudo = testing::InLanguage::pseudo();
    window->resize(1080, 610);
    look("pseudo");
    EXPECT_EQ(testing::clippedTexts(*window), QStringList());
    EXPECT_EQ(testing::namelessWidgets(*window), QStringList());
}

TEST_F(MetricsInView, DraggingZoomsAllChartsAndEscGoesBack)
{
    open();
    ASSERT_TRUE(isComplete());
    const platform::TimeRange before{QDateTime::fromMSecsSinceEpoch(errors()->spec().from),
                                     QDateTime::fromMSecsSinceEpoch(errors()->spec().to)};
    const QPoint from(static_cast<int>(errors()->xOf(now() - 40 * 60'000)), 60);
    const QPoint to(static_cast<int>(errors()->xOf(now() - 20 * 60'000)), 60);
    QTest::mousePress(overlayOf(errors()), Qt::LeftButton, {}, from);
    QTest::mouseMove(overlayOf(errors()), to);
    QTest::mouseRelease(overlayOf(errors()), Qt::LeftButton, {}, to);
    ChartPanel *rate = part<ChartPanel>("metrics.rate");
    EXPECT_NEAR(static_cast<double>(rate->spec().to - rate->spec().from), 20 * 60'000.0, 60'000.0);
    EXPECT_LT(part<Segmented>("time.range")->current(), 0);
    EXPECT_TRUE(page->stepBack());
    EXPECT_EQ(rate->spec().to - rate->spec().from, before.from.msecsTo(before.to));
    EXPECT_FALSE(page->stepBack());
}

TEST_F(MetricsInView, TheWheelZoomsWithCtrlOnly)
{
    open();
    ASSERT_TRUE(isComplete());
    const qint64 span = errors()->spec().to - errors()->spec().from;
    const QPointF middle(overlayOf(errors())->rect().center());
    const auto turn = [&](Qt::KeyboardModifiers with) {
        QWheelEvent wheel(middle, overlayOf(errors())->mapToGlobal(middle), {}, {0, 120}, {}, with,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(overlayOf(errors()), &wheel);
    };
    turn({});
    EXPECT_EQ(errors()->spec().to - errors()->spec().from, span);
    turn(Qt::ControlModifier);
    EXPECT_LT(errors()->spec().to - errors()->spec().from, span);
}

TEST_F(MetricsInView, TheCrosshairMovesBySamplesPinsAndIsCopied)
{
    open();
    ASSERT_TRUE(isComplete());
    ChartPanel *panel = errors();
    QTest::keyClick(panel, Qt::Key_Left); // from the newest sample
    const qint64 newest = crosshair()->at();
    EXPECT_GT(newest, now() - 20'000);
    QTest::keyClick(panel, Qt::Key_Left);
    EXPECT_EQ(crosshair()->at(), newest - 10'000);
    QTest::keyClick(panel, Qt::Key_Left, Qt::ShiftModifier);
    EXPECT_EQ(crosshair()->at(), newest - 110'000);
    QTest::keyClick(panel, Qt::Key_Space);
    QTest::keyClick(panel, Qt::Key_Home);
    QTest::keyClick(panel, Qt::Key_C, Qt::ControlModifier);
    const QString copied = QGuiApplication::clipboard()->text();
    EXPECT_TRUE(copied.contains(QStringLiteral("prod/api"))) << qPrintable(copied);
    EXPECT_TRUE(copied.contains(QStringLiteral("p99"))) << qPrintable(copied);
    EXPECT_EQ(copied.count(QLatin1Char('\n')), 5);                     // the time, and five values
    EXPECT_TRUE(copied.contains(QChar(0x2212))) << qPrintable(copied); // less than at the pin
    EXPECT_TRUE(page->stepBack());                                     // takes the pin away first
    EXPECT_TRUE(crosshair()->pins().isEmpty());
}

TEST_F(MetricsInView, AClickOnAMarkerOpensItsDeployment)
{
    open();
    ASSERT_TRUE(isComplete());
    QSignalSpy navigated(page, &Page::navigate);
    const double x = errors()->xOf(errors()->spec().markers.last().at);
    QTest::mouseClick(overlayOf(errors()), Qt::LeftButton, {},
                      QPoint(static_cast<int>(x), static_cast<int>(errors()->plotArea().top()) + 3));
    ASSERT_EQ(navigated.size(), 1);
    EXPECT_EQ(navigated.first().first().value<Destination>().page, QStringLiteral("deployments"));
    EXPECT_EQ(navigated.first().first().value<Destination>().item, errors()->spec().markers.last().key);
    EXPECT_TRUE(crosshair()->pins().isEmpty());
}

TEST_F(MetricsInView, AWorseVersionOffersTheWayBack)
{
    open();
    ASSERT_TRUE(isComplete());
    QSignalSpy navigated(page, &Page::navigate);
    ASSERT_TRUE(part<QPushButton>("metrics.rollback")->isVisible());
    QTest::mouseClick(part<QPushButton>("metrics.rollback"), Qt::LeftButton);
    ASSERT_EQ(navigated.size(), 1);
    EXPECT_EQ(navigated.first().first().value<Destination>().item, QStringLiteral("rollback"));
}

TEST_F(MetricsInView, TheTableHasTheSameNumbersAndThePictureIsCopied)
{
    open();
    ASSERT_TRUE(isComplete());
    part<ChartPanel>("metrics.latency")->setTableShown(true);
    auto *table = part<ChartPanel>("metrics.latency")->findChild<QTableView *>();
    ASSERT_TRUE(table);
    EXPECT_EQ(table->model()->rowCount(), static_cast<int>(errors()->spec().series.first().times.size()));
    EXPECT_EQ(table->model()->columnCount(), 4);
    look("table");
    QMenu menu;
    errors()->fillMenu(&menu);
    menu.actions().at(1)->trigger();
    EXPECT_FALSE(QGuiApplication::clipboard()->pixmap().isNull());
    part<ChartPanel>("metrics.latency")->setTableShown(false);
    EXPECT_FALSE(part<ChartPanel>("metrics.latency")->isTableShown());
}

TEST_F(MetricsInView, ARangeIsTypedAndAWrongOneIsTold)
{
    open();
    ASSERT_TRUE(isComplete());
    QTest::mouseClick(part<QPushButton>("time.custom"), Qt::LeftButton);
    ASSERT_TRUE(overlay->isOpen());
    auto *to = overlay->content()->findChild<QLineEdit *>(QStringLiteral("time.to"));
    auto *accept = overlay->content()->findChild<QPushButton *>(QStringLiteral("time.accept"));
    const QString good = to->text();
    to->selectAll();
    QTest::keyClicks(to, QStringLiteral("yesterday"));
    EXPECT_FALSE(accept->isEnabled());
    look("range");
    to->selectAll();
    QTest::keyClicks(to, good);
    ASSERT_TRUE(accept->isEnabled());
    QTest::keyClick(to, Qt::Key_Return);
    EXPECT_TRUE(soon([&] { return !overlay->isOpen(); }));
    EXPECT_FALSE(part<QWidget>("time.back")->isHidden());
}

TEST_F(MetricsInView, AFrameOfAMillionSamplesIsPrinted)
{
    open();
    ASSERT_TRUE(isComplete());
    ChartSpec spec = errors()->spec();
    Series &series = spec.series.first();
    series.times.resize(1'000'000);
    series.values.resize(1'000'000);
    for (std::size_t i = 0; i < series.times.size(); ++i) {
        series.times[i] = spec.from + static_cast<qint64>(i) * (spec.to - spec.from) / 1'000'000;
        series.values[i] = static_cast<double>(i % 977) / 400;
    }
    QElapsedTimer timer;
    timer.start();
    errors()->setSpec(spec);
    errors()->grab();
    std::cout << "a frame of 1M samples: " << timer.elapsed() << " ms\n";
    EXPECT_LE(errors()->shown().first().times.size(), static_cast<std::size_t>(2 * errors()->width() + 2));
}

} // namespace
} // namespace envdeck::ui
