// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/journal.h"
#include "tests/core/hosts/fake_host_keys.h"
#include "tests/core/hosts/fake_shell.h"
#include "tests/core/troubleshooting/fake_examiner.h"
#include "tests/support/fake_clock.h"
#include "tests/support/text.h"
#include "tests/ui/support/clipping.h"
#include "tests/ui/support/languages.h"
#include "tests/ui/support/look.h"
#include "ui/dialogs/guarded_sheet.h"
#include "ui/pages/trouble_page.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/toast_host.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

using testing::found;
using testing::s;
using testing::soon;
using troubleshooting::StepId;

class TroubleInView : public ::testing::Test {
protected:
    TroubleInView()
    {
        App api;
        api.name = s("api");
        api.services = {s("api")};
        api.environments = {s("prod")};
        workspace.apps = {api};
        workspace.appsLayout = s("deploy-config/{environment}/apps/{app}.compose.yml");
        steps.background = testing::knownBackground();
        clock.set(QDateTime(QDate(2026, 3, 2), QTime(10, 41), Qt::UTC));
    }
    void TearDown() override
    {
        window.reset();
        center.reset();
        journal.reset();
        service.reset();
    }
    void open(const QSize &size = {1120, 680}, const char *environment = "prod")
    {
        testing::theme();
        service = std::make_unique<hosts::Service>(hosts::Outside{
            workspace, shell, clock, [](const hosts::HostId &) { return ready<QString>(s("203.0.113.7")); }});
        journal = std::make_unique<journal::Journal>(journal::Journal::Options{folder.path(), {}, {}}, clock);
        center = std::make_unique<jobs::JobCenter>(
            *journal, clock, jobs::JobCenter::Options{folder.path(), s("bo"), s("desk"), {}});
        window = std::make_unique<QWidget>();
        overlay = new OverlayHost(window.get());
        auto *toasts = new ToastHost(window.get());
        page = new TroublePage(
            std::make_unique<TroublePresenter>(TroublePresenter::Outside{steps.examiners(), workspace, clock,
                                                                         [] {
                                                                             Redactor redactor;
                                                                             redactor.learn(
                                                                                 Secret("s3cret-token"));
                                                                             return ready<Redactor>(redactor);
                                                                         }}),
            std::make_unique<HostActionsPresenter>(HostActionsPresenter::Outside{
                *service, shell, keys, *center, workspace, clock, s("bo"), [](const hosts::HostId &) {
                    return ready<QList<hosts::AppHistory>>(QList<hosts::AppHistory>());
                }}));
        page->setSurroundings(overlay, toasts);
        QObject::connect(page, &Page::navigate, page,
                         [this](const Destination &destination) { went.append(destination); });
        auto *column = new QVBoxLayout(window.get());
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(page);
        window->resize(size);
        page->setScope({QString::fromLatin1(environment), std::nullopt});
        testing::showActive(*window);
        page->entered();
    }
    // A bad release: killed for want of memory, errors since then, the rest well.
    void badRelease()
    {
        Finding memory =
            found(Detector::OutOfMemory, FindingVerdict::LikelyCause, Cause::MemoryLimit, Confidence::High);
        memory.host = s("prod-1");
        memory.subject = s("shop-api-1");
        memory.id = s("0123456789abcdef");
        memory.facts = {{s("limitBytes"), s("268435456")}, {s("exitCode"), s("137")}};
        memory.command = s("docker inspect --format '{{json .State}}' 0123456789ab");
        memory.action = NextAction::RaiseMemoryLimit;
        Finding stopped = found(Detector::NotRunning, FindingVerdict::LikelyCause, Cause::StoppedByHand);
        stopped.host = s("prod-1");
        stopped.subject = s("shop-worker-1");
        stopped.id = s("fedcba9876543210");
        stopped.action = NextAction::RestartContainer;
        stopped.command = s("docker logs --timestamps --tail 200 fedcba987654");
        troubleshooting::StepAnswer containers;
        containers.findings = {memory, stopped};
        containers.containers = {{s("prod-1"),
                                  memory.id,
                                  memory.subject,
                                  {},
                                  s("restarting"),
                                  {},
                                  137,
                                  6,
                                  s("ghcr.io/acme/api:v1.3.8"),
                                  {}},
                                 {s("prod-1"),
                                  stopped.id,
                                  stopped.subject,
                                  {},
                                  s("exited"),
                                  {},
                                  143,
                                  0,
                                  s("ghcr.io/acme/worker:v1"),
                                  {}},
                                 {s("prod-2"),
                                  s("aa"),
                                  s("shop-api-2"),
                                  {},
                                  s("running"),
                                  s("healthy"),
                                  {},
                                  0,
                                  s("ghcr.io/acme/api:v1.3.8"),
                                  {}}};
        Finding words = found(Detector::LogErrors, FindingVerdict::LikelyCause, Cause::NewVersion);
        words.host = s("prod-1");
        words.subject = s("shop-api-1");
        words.id = memory.id;
        words.facts = {{s("count"), s("214")}, {s("afterDeployMs"), s("40000")}, {s("version"), s("v1.3.8")}};
        words.evidence = {s("payment timeout after # ms, key s3cret-token")};
        words.action = NextAction::RollBack;
        words.command = s("docker logs --timestamps --tail 200 0123456789ab");
        Finding slow = found(Detector::SlowSpans, FindingVerdict::Related);
        slow.subject = s("api");
        slow.facts = {{s("operation"), s("POST /pay")}, {s("p95Ms"), s("910")}, {s("limitMs"), s("500")}};
        slow.evidence = {s("POST /pay 2400 ms 504 trace 4bf92f35")};
        slow.action = NextAction::OpenMetrics;
        QList<Finding> rungs;
        for (const Detector detector :
             {Detector::NameResolution, Detector::Connection, Detector::Tls, Detector::Http}) {
            for (const QString &host : {QString(), s("prod-1")}) {
                Finding rung = found(detector, FindingVerdict::NoProblem);
                rung.host = host;
                rung.subject = s("https://api.example.com/health");
                rung.command = s("curl -sSi -m 10 'https://api.example.com/health'");
                rungs.append(rung);
            }
        }
        steps.answers = {{StepId::Containers, containers},
                         {StepId::Logs, testing::answerWith({words})},
                         {StepId::Traces, testing::answerWith({slow})},
                         {StepId::Network, testing::answerWith(rungs)}};
    }
    bool answered()
    {
        return soon([&] { return button("trouble.run")->text() == s("Run again"); });
    }
    template <typename T>
    T *part(const char *name) const
    {
        return window->findChild<T *>(QString::fromLatin1(name));
    }
    DataTable *table(const char *name) const { return part<DataTable>(name); }
    QPushButton *button(const char *name) const { return part<QPushButton>(name); }
    QString cell(const char *name, int row, int column) const
    {
        return table(name)->model()->index(row, column).data().toString();
    }
    FaceStack::Face face() const { return page->findChild<FaceStack *>()->face(); }
    QString summary() const { return part<Banner>("trouble.summary")->accessibleName(); }

    testing::LookGuard guard;
    testing::FakeClock clock;
    Workspace workspace = testing::workspaceWithHosts();
    testing::FakeShell shell;
    testing::FakeHostKeys keys;
    testing::FakeSteps steps;
    QTemporaryDir folder;
    std::unique_ptr<journal::Journal> journal;
    std::unique_ptr<jobs::JobCenter> center;
    std::unique_ptr<hosts::Service> service;
    std::unique_ptr<QWidget> window;
    OverlayHost *overlay = nullptr;
    TroublePage *page = nullptr;
    QList<Destination> went;
};

TEST_F(TroubleInView, NothingIsAskedBeforeSomebodyWishesIt)
{
    open();
    EXPECT_EQ(face(), FaceStack::Face::Empty);
    EXPECT_EQ(steps.runs, 0);
    EXPECT_FALSE(button("trouble.copy")->isEnabled());
    EXPECT_EQ(part<QComboBox>("trouble.what")->count(), 7);
    testing::grab(*window, s("trouble-ready"));
}

TEST_F(TroubleInView, AnEnvironmentWithoutAppsSaysSo)
{
    open({1120, 680}, "test");
    EXPECT_EQ(face(), FaceStack::Face::Empty);
    EXPECT_FALSE(button("trouble.run")->isEnabled());
    page->showItem(s("errors"));
    EXPECT_EQ(steps.runs, 0);
}

TEST_F(TroubleInView, ComingWithAComplaintLooksAtOnceAndLeadsToTheCause)
{
    badRelease();
    open();
    page->showItem(s("errors"));
    EXPECT_EQ(part<QComboBox>("trouble.what")->currentText(), s("Requests fail"));
    ASSERT_TRUE(answered());
    ASSERT_TRUE(soon([&] { return summary().contains(s("It began with v1.3.8.")); }))
        << qPrintable(summary());
    EXPECT_EQ(cell("trouble.steps", 0, 1), s("Likely cause"));
    EXPECT_EQ(cell("trouble.steps", 2, 1), s("Related"));
    EXPECT_EQ(cell("trouble.steps", 3, 1), s("No problem found"));
    EXPECT_TRUE(summary().startsWith(s("Most likely: shop-api-1 ran out of memory; its limit is 256 MiB")))
        << qPrintable(summary());
    EXPECT_TRUE(summary().contains(s("It began with v1.3.8.")));
    EXPECT_EQ(button("trouble.offer1")->text(), s("Copy a draft with 512 MiB"));
    EXPECT_EQ(button("trouble.offer2")->text(), s("Roll back to v1.3.7\u2026"));
    EXPECT_EQ(table("trouble.containers")->model()->rowCount(), 3);
    EXPECT_TRUE(part<QLabel>("trouble.command")->text().startsWith(s("docker inspect")));
    testing::grab(*window, s("trouble-found"));

    QTest::mouseClick(button("trouble.offer2"), Qt::LeftButton);
    ASSERT_EQ(went.size(), 1);
    EXPECT_EQ(went.first(), (Destination{s("deployments"), s("prod"), s("api"), s("rollback")}));
    QTest::mouseClick(button("trouble.offer1"), Qt::LeftButton);
    EXPECT_TRUE(QGuiApplication::clipboard()->text().contains(s("memory: 512M")));
    QTest::mouseClick(button("trouble.copyCommand"), Qt::LeftButton);
    EXPECT_EQ(QGuiApplication::clipboard()->text(),
              s("docker inspect --format '{{json .State}}' 0123456789ab"));
}

TEST_F(TroubleInView, RestartIsGuardedAndNamesTheContainer)
{
    badRelease();
    open();
    page->showItem(s("unclear"));
    ASSERT_TRUE(answered());
    DataTable *findings = table("trouble.findings");
    findings->setFocus();
    findings->selectRow(1);
    findings->setCurrentIndex(findings->model()->index(1, 0));
    QTest::keyClick(findings, Qt::Key_Return);
    ASSERT_TRUE(soon([&] { return overlay->isOpen(); }));
    const auto *sheet = window->findChild<GuardedSheet *>();
    ASSERT_TRUE(sheet);
    bool named = false;
    for (const QLabel *label : sheet->findChildren<QLabel *>())
        named = named || label->text().contains(s("shop-worker-1"));
    EXPECT_TRUE(named);
    EXPECT_EQ(center->jobs().size(), 0) << "nothing starts before it is confirmed";
}

TEST_F(TroubleInView, TheReportHidesSecrets)
{
    badRelease();
    open();
    page->showItem(s("errors"));
    ASSERT_TRUE(answered());
    QTest::mouseClick(button("trouble.copy"), Qt::LeftButton);
    const QString report = QGuiApplication::clipboard()->text();
    EXPECT_TRUE(report.startsWith(s("# Troubleshooting")));
    EXPECT_TRUE(report.contains(s("payment timeout after # ms")));
    EXPECT_TRUE(report.contains(s("Most likely")));
    EXPECT_FALSE(report.contains(s("s3cret-token")));
}

TEST_F(TroubleInView, WhatAnswersIsShownWhileTheRestStillLooks)
{
    badRelease();
    steps.answers.erase(StepId::Containers);
    steps.answers.erase(StepId::Traces);
    open();
    page->showItem(s("errors"));
    ASSERT_TRUE(soon([&] { return cell("trouble.steps", 1, 1) == s("Likely cause"); }));
    EXPECT_EQ(cell("trouble.steps", 0, 1), s("Looking\u2026"));
    EXPECT_EQ(button("trouble.run")->text(), s("Stop looking"));
    testing::grab(*window, s("trouble-looking"));
    QTest::mouseClick(button("trouble.run"), Qt::LeftButton);
    ASSERT_TRUE(answered());
    EXPECT_EQ(cell("trouble.steps", 0, 1), s("Canceled"));
    EXPECT_TRUE(steps.stop.stop_requested());
    badRelease();
    QTest::mouseClick(button("trouble.run"), Qt::LeftButton);
    ASSERT_TRUE(soon([&] { return cell("trouble.steps", 0, 1) == s("Likely cause"); }));
    EXPECT_EQ(steps.runs, 2);
}

TEST_F(TroubleInView, AStepThatCouldNotLookHidesNoOtherAndLeadsToItsKey)
{
    badRelease();
    steps.answers.insert_or_assign(StepId::Containers, Error{ErrorCode::Unreachable, s("prod-1"), {}, 0});
    steps.answers.insert_or_assign(StepId::Traces,
                                   Error{ErrorCode::Unauthorized, s("signoz.example.com"), {}, 401});
    open();
    page->showItem(s("unclear"));
    ASSERT_TRUE(answered());
    EXPECT_EQ(cell("trouble.steps", 0, 1), s("Could not check"));
    EXPECT_EQ(cell("trouble.steps", 1, 1), s("Likely cause"));
    EXPECT_TRUE(summary().contains(s("Could not look everywhere: Container state, Error traces")))
        << qPrintable(summary());
    table("trouble.steps")->selectRow(2);
    ASSERT_TRUE(button("trouble.key")->isVisible());
    testing::grab(*window, s("trouble-partial"));
    QTest::mouseClick(button("trouble.key"), Qt::LeftButton);
    EXPECT_EQ(went.value(0).item, s("accounts/signoz/prod"));
}

TEST_F(TroubleInView, WhereNothingAnswersNothingIsSaidToBeWell)
{
    for (const StepId step : {StepId::Containers, StepId::Logs, StepId::Traces, StepId::Network})
        steps.answers.insert_or_assign(step, Error{ErrorCode::Unreachable, {}, {}, 0});
    open();
    page->showItem(s("site-down"));
    ASSERT_TRUE(answered());
    EXPECT_TRUE(summary().startsWith(s("Nothing could be looked at"))) << qPrintable(summary());
    for (int i = 1; i <= 3; ++i)
        EXPECT_FALSE(button(qPrintable(s("trouble.offer%1").arg(i)))->isVisible());
    testing::grab(*window, s("trouble-blind"));
}

TEST_F(TroubleInView, AnotherAppEndsTheSearchOfTheOne)
{
    open();
    page->showItem(s("errors"));
    ASSERT_TRUE(soon([&] { return steps.runs == 1; }));
    page->setScope({s("test"), std::nullopt});
    EXPECT_TRUE(steps.stop.stop_requested());
    EXPECT_EQ(face(), FaceStack::Face::Empty);
}

TEST_F(TroubleInView, LooksRightSmallDarkAndInOtherLanguages)
{
    badRelease();
    open({1024, 680});
    page->showItem(s("errors"));
    ASSERT_TRUE(answered());
    EXPECT_EQ(testing::namelessWidgets(*page), QStringList());
    {
        const auto pseudo = testing::InLanguage::pseudo();
        testing::drainEvents();
        EXPECT_EQ(testing::clippedTexts(*page), QStringList());
        testing::grab(*window, s("trouble-pseudo"));
    }
    {
        const auto chinese = testing::InLanguage::chinese();
        table("trouble.steps")->selectRow(3);
        testing::grab(*window, s("trouble-chinese"));
    }
    testing::theme().setMode(ColorMode::Dark);
    window->resize(1440, 900);
    table("trouble.steps")->selectRow(1);
    testing::grab(*window, s("trouble-dark"));
}

} // namespace
} // namespace envdeck::ui
