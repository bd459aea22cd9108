// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/hosts/fake_shell.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/support/clipping.h"
#include "tests/ui/support/languages.h"
#include "tests/ui/support/look.h"
#include "ui/pages/logs_page.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/log_store_view.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/toast_host.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

using testing::soon;

QString wordsOf(const QWidget &root)
{
    QStringList words;
    for (const QLabel *label : root.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&root))
            words.append(label->text());
    }
    for (const Chip *chip : root.findChildren<Chip *>())
        words.append(chip->accessibleName());
    return words.join(QLatin1Char('\n'));
}

class LogsInView : public ::testing::Test {
protected:
    void SetUp() override
    {
        testing::theme();
        clock.set(QDateTime(QDate(2026, 12, 1), QTime(2, 26), Qt::UTC)); // the recording's day
        shell.now = clock.now();
        App shop; // of the recording
        shop.name = QStringLiteral("shop");
        shop.services = QStringList{QStringLiteral("web")};
        shop.environments = QStringList{QStringLiteral("test"), QStringLiteral("prod")};
        workspace.apps.append(shop);
        secret.learn(Secret("sk-live-4711-0815"));
    }
    void TearDown() override
    {
        window.reset();
        service.reset();
    }
    void open(const QSize &size = {1120, 680}, const QString &environment = QStringLiteral("prod"))
    {
        service = std::make_unique<hosts::Service>(
            hosts::Outside{workspace, shell, clock, [](const hosts::HostId &) {
                               return ready<QString>(QStringLiteral("203.0.113.7"));
                           }});
        window = std::make_unique<QWidget>();
        overlay = new OverlayHost(window.get());
        toasts = new ToastHost(window.get());
        LogsPresenter::Outside outside{
            *service,
            shell,
            workspace,
            clock,
            {},
            [this](const Target &target, std::stop_token) { return history(target); },
            [this] { return ready<Redactor>(secret); }};
        page = new LogsPage(std::make_unique<LogsPresenter>(outside));
        page->setSurroundings(overlay, toasts);
        auto *column = new QVBoxLayout(window.get());
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(page);
        window->resize(size);
        page->setScope({environment, std::nullopt});
        testing::showActive(*window);
        page->entered();
    }
    Async<deployments::History> history(const Target &target) const
    {
        deployments::History history;
        Deployment deployment;
        deployment.target = target;
        deployment.image.tag = QStringLiteral("v1.3.8");
        deployment.author = QStringLiteral("bo");
        deployment.at = clock.now().addSecs(-300);
        history.deployments.append(deployment);
        return ready<deployments::History>(history);
    }
    bool streams(std::size_t count)
    {
        return soon([&] { return shell.followed.size() >= count; });
    }
    // A shop's lines, one in two seconds up to now, on every open stream.
    void say(int lines)
    {
        const QByteArray texts[] = {"ERROR payment timeout after 3000 ms, key=sk-live-4711-0815",
                                    "WARN retry 1/3",
                                    "INFO order stored in 12 ms",
                                    "GET /health 200",
                                    R"({"level":"info","msg":"cache warm","ms":12})",
                                    "DEBUG \x1b[32mgreen\x1b[0m"};
        int shift = 0;
        for (const auto &stream : shell.followed) {
            if (!stream->open)
                continue;
            QList<QByteArray> batch{hosts::logsOpen};
            for (int i = 0; i < lines; ++i) {
                const QDateTime at = clock.now().addMSecs(-2000 * (lines - i) + 7 * shift);
                batch.append(at.toString(Qt::ISODateWithMs).toLatin1() + ' ' + texts[(i + shift) % 6]);
            }
            stream->say(batch);
            ++shift;
        }
    }
    template <typename T>
    T *part(const char *name) const
    {
        return window->findChild<T *>(QString::fromLatin1(name));
    }
    FaceStack::Face face() const { return page->findChild<FaceStack *>()->face(); }
    QString counts() const { return part<QLabel>("logs.counts")->text(); }
    bool shows(const QString &words)
    {
        const bool found = soon([&] { return wordsOf(*window).contains(words); });
        if (!found)
            ADD_FAILURE() << qPrintable(wordsOf(*window));
        return found;
    }
    void expectTidy() const
    {
        EXPECT_EQ(testing::clippedTexts(*window), QStringList());
        EXPECT_EQ(testing::namelessWidgets(*window), QStringList());
    }

    testing::LookGuard guard;
    testing::FakeClock clock;
    Workspace workspace = testing::workspaceWithHosts();
    testing::FakeShell shell;
    Redactor secret;
    std::unique_ptr<hosts::Service> service;
    std::unique_ptr<QWidget> window;
    OverlayHost *overlay = nullptr;
    ToastHost *toasts = nullptr;
    LogsPage *page = nullptr;
};

TEST_F(LogsInView, AllContainersAreOneListByTime)
{
    open();
    ASSERT_TRUE(streams(12));
    EXPECT_EQ(shell.followed.size(), 12U) << "six of each host";
    say(100);
    ASSERT_TRUE(shows(QStringLiteral("200 lines"))); // 1,200 in most languages
    EXPECT_EQ(face(), FaceStack::Face::Answer);
    ASSERT_TRUE(shows(QStringLiteral("docker logs over SSH")));
    ASSERT_TRUE(shows(QStringLiteral("left out")));
    soon([&] { return !page->findChild<LogStoreView *>()->visibleLines().isEmpty(); });
    testing::grab(*window, QStringLiteral("logs-page"));
    expectTidy();
}

TEST_F(LogsInView, TheAppsOwnContainersAreChosenAndDeploymentsStandBetween)
{
    open();
    page->setScope({QStringLiteral("prod"), QStringLiteral("shop")});
    ASSERT_TRUE(streams(2));
    ASSERT_TRUE(
        soon([&] { return part<QPushButton>("logs.containers")->text().contains(QLatin1Char('2')); }));
    for (const auto &stream : shell.followed)
        EXPECT_TRUE(stream->script.contains("--since '3600s'"));
    say(250);
    ASSERT_TRUE(shows(QStringLiteral("lines")));
    ASSERT_TRUE(soon([&] { return face() == FaceStack::Face::Answer; }));
    testing::theme().setMode(ColorMode::Dark);
    testing::drainEvents();
    testing::grab(*window, QStringLiteral("logs-page-dark"));
    expectTidy();
}

TEST_F(LogsInView, AFilterNarrowsAndSaysWhenNothingIsLeft)
{
    open({1024, 680});
    ASSERT_TRUE(streams(12));
    say(60);
    ASSERT_TRUE(shows(QStringLiteral("720 lines")));
    auto *filter = part<QLineEdit>("logs.filter");
    EXPECT_TRUE(page->focusSearch());
    EXPECT_TRUE(filter->hasFocus());
    QTest::keyClicks(filter, QStringLiteral("/timeout.*ms/"));
    ASSERT_TRUE(shows(QStringLiteral("120 of 720 lines")));
    part<QComboBox>("logs.level")->setCurrentIndex(2); // warnings and above: errors are
    testing::grab(*window, QStringLiteral("logs-page-filtered"));
    expectTidy();
    filter->setText(QStringLiteral("/(/"));
    ASSERT_TRUE(shows(QStringLiteral("Not an expression yet")));
    EXPECT_EQ(counts(), QStringLiteral("120 of 720 lines")) << "what could be read last stays in force";
    filter->setText(QStringLiteral("nowhere"));
    ASSERT_TRUE(shows(QStringLiteral("nowhere")));
    ASSERT_TRUE(soon([&] { return face() == FaceStack::Face::Empty; }));
    testing::grab(*window, QStringLiteral("logs-page-no-match"));
    EXPECT_TRUE(page->stepBack());
    ASSERT_TRUE(shows(QStringLiteral("720 lines")));
    EXPECT_TRUE(filter->text().isEmpty());
    EXPECT_FALSE(page->stepBack());
}

TEST_F(LogsInView, ContainersAreChosenInAMenuAndLeaveTheListAtOnce)
{
    open();
    page->setScope({QStringLiteral("prod"), QStringLiteral("shop")});
    ASSERT_TRUE(streams(2));
    say(10);
    ASSERT_TRUE(shows(QStringLiteral("20 lines")));
    auto *menu = part<QMenu>("logs.containerMenu");
    Q_EMIT menu->aboutToShow();
    QAction *own = nullptr;
    for (QAction *action : menu->actions()) {
        if (action->isChecked() && !own)
            own = action;
    }
    ASSERT_TRUE(own);
    own->trigger();
    ASSERT_TRUE(shows(QStringLiteral("10 of 20 lines")));
    EXPECT_TRUE(soon([&] {
        return std::count_if(shell.followed.cbegin(), shell.followed.cend(),
                             [](const auto &stream) { return stream->open; }) == 1;
    }));
    page->showItem(QStringLiteral("prod-9 nothing"));
    ASSERT_TRUE(shows(QStringLiteral("No container is chosen")));
    testing::grab(*window, QStringLiteral("logs-page-none-chosen"));
}

TEST_F(LogsInView, HoldingStillEndsTheStreamsAndGoesOnWithoutAHole)
{
    open();
    page->setScope({QStringLiteral("prod"), QStringLiteral("shop")});
    ASSERT_TRUE(streams(2));
    say(10);
    ASSERT_TRUE(shows(QStringLiteral("20 lines")));
    auto *live = part<QCheckBox>("logs.live");
    QTest::mouseClick(live, Qt::LeftButton, {}, {8, live->height() / 2});
    EXPECT_FALSE(live->isChecked());
    ASSERT_TRUE(shows(QStringLiteral("held still")));
    EXPECT_TRUE(soon([&] { return !shell.followed.at(0)->open && !shell.followed.at(1)->open; }));
    QTest::mouseClick(live, Qt::LeftButton, {}, {8, live->height() / 2});
    ASSERT_TRUE(streams(4));
    EXPECT_TRUE(shell.followed.at(3)->script.contains("--since '2026-12-01T02:25:"))
        << "from its last moments on";
    say(10); // docker tells them again
    page->left();
    EXPECT_TRUE(soon([&] { return !shell.followed.at(2)->open; })) << "nobody looks";
    EXPECT_EQ(counts(), QStringLiteral("20 lines"));
}

TEST_F(LogsInView, NothingLoggedSaysSoAndLooksBackFurther)
{
    open({1024, 680});
    ASSERT_TRUE(streams(12));
    say(0);
    ASSERT_TRUE(shows(QStringLiteral("Nothing was logged in the last 1 hour")));
    testing::grab(*window, QStringLiteral("logs-page-silent"));
    expectTidy();
    QPushButton *further = nullptr;
    for (auto *button : window->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text() == QLatin1String("Look back further"))
            further = button;
    }
    ASSERT_TRUE(further);
    QTest::mouseClick(further, Qt::LeftButton);
    ASSERT_TRUE(streams(24));
    EXPECT_TRUE(shell.followed.back()->script.contains("--since '21600s'"));
}

TEST_F(LogsInView, AHostThatDoesNotAnswerIsNamedAndTheOthersLinesCome)
{
    shell.failures.insert(QStringLiteral("prod-2"), Error{ErrorCode::Unreachable, {}, {}, 0});
    open();
    ASSERT_TRUE(streams(6));
    say(40);
    ASSERT_TRUE(shows(QStringLiteral("240 lines")));
    ASSERT_TRUE(shows(QStringLiteral("do not answer")));
    EXPECT_TRUE(wordsOf(*window).contains(QLatin1String("prod-2 (")));
    testing::grab(*window, QStringLiteral("logs-page-partial"));
    expectTidy();
}

TEST_F(LogsInView, HostsThatNobodyTrustsYetLeadToTheirPage)
{
    for (const char *host : {"prod-1", "prod-2"})
        shell.failures.insert(QString::fromLatin1(host),
                              Error{ErrorCode::Forbidden, {}, QStringLiteral("host-key-unknown"), 0});
    open();
    ASSERT_TRUE(shows(QStringLiteral("No host of prod is trusted yet")));
    testing::grab(*window, QStringLiteral("logs-page-not-trusted"));
    expectTidy();
    QSignalSpy left(page, &Page::navigate);
    for (auto *button : window->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text() == QLatin1String("Open Hosts"))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    ASSERT_EQ(left.size(), 1);
    EXPECT_EQ(left.first().first().value<Destination>().page, QStringLiteral("hosts"));
}

TEST_F(LogsInView, HostsThatAreAllDeadAreAnErrorAndNoneIsNone)
{
    for (const char *host : {"prod-1", "prod-2"})
        shell.failures.insert(QString::fromLatin1(host), Error{ErrorCode::Timeout, {}, {}, 0});
    open();
    ASSERT_TRUE(soon([&] { return face() == FaceStack::Face::Error; }));
    EXPECT_TRUE(wordsOf(*window).contains(QLatin1String("Could not read the log of prod")));
    for (Environment &environment : workspace.environments)
        environment.hosts.clear();
    page->setScope({QStringLiteral("test"), std::nullopt});
    ASSERT_TRUE(shows(QStringLiteral("No host is named for test")));
}

TEST_F(LogsInView, WhatIsExportedHasItsSecretsReplaced)
{
    open();
    page->setScope({QStringLiteral("prod"), QStringLiteral("shop")});
    ASSERT_TRUE(streams(2));
    say(12);
    ASSERT_TRUE(shows(QStringLiteral("24 lines")));
    const auto commands = page->commands();
    const auto save = std::find_if(commands.cbegin(), commands.cend(),
                                   [](const Command &c) { return c.id == QLatin1String("logs.export"); });
    ASSERT_NE(save, commands.cend());
    ASSERT_TRUE(save->enabled);
    save->trigger();
    auto *dialog = page->findChild<QFileDialog *>(QStringLiteral("logs.exportDialog"));
    ASSERT_TRUE(dialog);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("prod.log"));
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    ASSERT_TRUE(soon([&] { return QFile::exists(path); }));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    EXPECT_EQ(text.count('\n'), 24);
    EXPECT_TRUE(text.contains("prod-1 "));
    EXPECT_TRUE(text.contains("key=******"));
    EXPECT_FALSE(text.contains("sk-live"));
}

TEST_F(LogsInView, ChineseAndLongWordsHaveRoom)
{
    open({1024, 680});
    ASSERT_TRUE(streams(12));
    say(40);
    ASSERT_TRUE(shows(QStringLiteral("480 lines")));
    {
        const auto chinese = testing::InLanguage::chinese();
        testing::drainEvents();
        testing::grab(*window, QStringLiteral("logs-page-zh"));
        expectTidy();
    }
    const auto pseudo = testing::InLanguage::pseudo();
    testing::drainEvents();
    testing::grab(*window, QStringLiteral("logs-page-pseudo"));
    expectTidy();
}

} // namespace
} // namespace envdeck::ui
