// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/journal.h"
#include "core/secrets/memory_store.h"
#include "tests/core/hosts/fake_host_keys.h"
#include "tests/core/hosts/fake_shell.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/support/clipping.h"
#include "tests/ui/support/languages.h"
#include "tests/ui/support/look.h"
#include "ui/dialogs/guarded_sheet.h"
#include "ui/models/host_model.h"
#include "ui/pages/hosts_page.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/toast_host.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>
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
    for (const QLabel *label : root.findChildren<QLabel *>())
        words.append(label->text());
    return words.join(QLatin1Char('\n'));
}

class HostsInView : public ::testing::Test {
protected:
    void SetUp() override
    {
        testing::theme();
        clock.set(QDateTime(QDate(2026, 12, 1), QTime(2, 26), Qt::UTC)); // the recording's day
        shell.now = clock.now();
    }
    void TearDown() override
    {
        window.reset();
        center.reset();
        preparing.reset();
        journal.reset();
        service.reset();
    }
    void open(const QSize &size = {1120, 680}, const std::optional<EnvironmentId> &environment = {})
    {
        service = std::make_unique<hosts::Service>(hosts::Outside{
            workspace, shell, clock, [this](const hosts::HostId &id) {
                if (id.name == QLatin1String("test-1") && notMade)
                    return ready<QString>(Error{ErrorCode::BadConfig, {}, QStringLiteral("no-address"), 0});
                return ready<QString>(QStringLiteral("203.0.113.7"));
            }});
        window = std::make_unique<QWidget>();
        overlay = new OverlayHost(window.get());
        toasts = new ToastHost(window.get());
        auto asked = actions();
        page = new HostsPage(std::make_unique<HostsPresenter>(*service, workspace, clock), std::move(asked),
                             bootstrap());
        page->setSurroundings(overlay, toasts);
        auto *column = new QVBoxLayout(window.get());
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(page);
        window->resize(size);
        page->setScope({environment, std::nullopt});
        testing::showActive(*window);
        page->entered();
    }
    std::unique_ptr<HostActionsPresenter> actions()
    {
        journal = std::make_unique<journal::Journal>(journal::Journal::Options{folder.path(), {}, {}}, clock);
        center = std::make_unique<jobs::JobCenter>(
            *journal, clock,
            jobs::JobCenter::Options{folder.path(), QStringLiteral("bo"), QStringLiteral("desk"), {}});
        return std::make_unique<HostActionsPresenter>(HostActionsPresenter::Outside{
            *service, shell, keys, *center, workspace, clock, QStringLiteral("bo"),
            [](const hosts::HostId &) {
                return ready<QList<hosts::AppHistory>>(QList<hosts::AppHistory>());
            }});
    }
    std::unique_ptr<BootstrapPresenter> bootstrap()
    {
        preparing = std::make_unique<bootstrap::Service>(
            bootstrap::Outside{workspace, {}, shell, http, vault, clock, {}, {}, {}, folder.path()});
        return std::make_unique<BootstrapPresenter>(
            BootstrapPresenter::Outside{*preparing, *service, *center, workspace});
    }
    DataTable *table(const char *name) const
    {
        return window->findChild<DataTable *>(QString::fromLatin1(name));
    }
    QString cell(const char *name, int row, int column) const
    {
        return table(name)->model()->index(row, column).data().toString();
    }
    QString label(const char *name) const
    {
        const auto *found = window->findChild<QLabel *>(QString::fromLatin1(name));
        return found ? found->text() : QString();
    }
    bool answered()
    {
        return soon([&] {
            const auto hosts = service->hosts();
            return std::all_of(hosts.cbegin(), hosts.cend(),
                               [](const hosts::HostStatus &host) { return host.facts.triedAt.isValid(); }) &&
                   page->findChild<FaceStack *>()->face() == FaceStack::Face::Answer;
        });
    }
    // A second reading, so that the processor's load is known.
    void lookAgain()
    {
        clock.advance(std::chrono::seconds(15));
        shell.now = clock.now();
        page->refresh();
        soon([&] {
            return std::all_of(service->hosts().cbegin(), service->hosts().cend(),
                               [](const hosts::HostStatus &host) { return host.samples.size() != 1; });
        });
        testing::drainEvents();
    }

    testing::LookGuard guard;
    testing::FakeClock clock;
    Workspace workspace = testing::workspaceWithHosts();
    testing::FakeShell shell;
    bool notMade = false;
    testing::FakeHostKeys keys;
    QTemporaryDir folder;
    std::unique_ptr<journal::Journal> journal;
    std::unique_ptr<jobs::JobCenter> center;
    std::unique_ptr<hosts::Service> service;
    http::Client http;
    secrets::Vault vault{std::make_unique<secrets::MemoryStore>()};
    std::unique_ptr<bootstrap::Service> preparing;
    std::unique_ptr<QWidget> window;
    OverlayHost *overlay = nullptr;
    ToastHost *toasts = nullptr;
    HostsPage *page = nullptr;
};

TEST_F(HostsInView, EachHostIsARowAndTheChosenOneTellsWhatRunsOnIt)
{
    open();
    ASSERT_TRUE(answered());
    lookAgain();
    ASSERT_EQ(table("hosts.table")->model()->rowCount(), 3);
    EXPECT_EQ(cell("hosts.table", 1, 0), QStringLiteral("prod-1"));
    EXPECT_EQ(cell("hosts.table", 1, HostModel::StateColumn), QStringLiteral("Warning"));
    table("hosts.table")->selectRow(1);
    EXPECT_EQ(label("hosts.name"), QStringLiteral("prod/prod-1"));
    const QAbstractItemModel *containers = table("hosts.containers")->model();
    ASSERT_GT(containers->rowCount(), 10);
    QStringList names;
    for (int row = 0; row < containers->rowCount(); ++row)
        names.append(containers->index(row, 0).data().toString());
    EXPECT_LT(names.indexOf(QStringLiteral("sick")), names.indexOf(QStringLiteral("web")))
        << "what is in trouble stands first";
    testing::grab(*window, QStringLiteral("hosts"));
    EXPECT_EQ(testing::clippedTexts(*window), QStringList());
    EXPECT_EQ(testing::namelessWidgets(*window), QStringList());
}

TEST_F(HostsInView, WhatIsWrongAndWhereTheDiskGoesHaveTheirOwnViews)
{
    open();
    ASSERT_TRUE(answered());
    auto *parts = window->findChild<QTabBar *>(QStringLiteral("hosts.parts"));
    parts->setCurrentIndex(1);
    EXPECT_GT(table("hosts.findings")->model()->rowCount(), 3);
    EXPECT_EQ(cell("hosts.findings", 0, 0), QStringLiteral("Likely cause"));
    testing::grab(*window, QStringLiteral("hosts-findings"));
    lookAgain(); // asks for the disk too
    parts->setCurrentIndex(2);
    EXPECT_EQ(cell("hosts.disk", 0, 0), QStringLiteral("/"));
    testing::grab(*window, QStringLiteral("hosts-disk"));
    parts->setCurrentIndex(3);
    testing::grab(*window, QStringLiteral("hosts-curves"));
    EXPECT_EQ(testing::clippedTexts(*window), QStringList());
}

TEST_F(HostsInView, HostsThatCannotBeReadSayWhyAndTheOthersStay)
{
    notMade = true;
    shell.failures.insert(QStringLiteral("prod-1"), Error{ErrorCode::Conflict, QStringLiteral("203.0.113.7"),
                                                          QStringLiteral("host-key-changed"), 0});
    open();
    ASSERT_TRUE(answered());
    EXPECT_EQ(cell("hosts.table", 0, HostModel::StateColumn), QStringLiteral("Not created"));
    EXPECT_EQ(cell("hosts.table", 1, HostModel::StateColumn), QStringLiteral("Key CHANGED"));
    EXPECT_EQ(cell("hosts.table", 2, HostModel::StateColumn), QStringLiteral("Warning"));
    testing::grab(*window, QStringLiteral("hosts-partial"));
}

TEST_F(HostsInView, AnUnknownKeyIsShownAndTrustedByAPerson)
{
    shell.failures.insert(QStringLiteral("test-1"),
                          Error{ErrorCode::Forbidden, {}, QStringLiteral("host-key-unknown"), 0});
    open();
    ASSERT_TRUE(answered());
    page->showItem(QStringLiteral("test/test-1"));
    auto *look = window->findChild<QPushButton *>(QStringLiteral("hosts.key"));
    ASSERT_TRUE(look->isVisible());
    QTest::mouseClick(look, Qt::LeftButton);
    ASSERT_TRUE(soon([&] { return overlay->isOpen(); }));
    testing::grab(*window, QStringLiteral("hosts-key-unknown"));
    EXPECT_EQ(testing::clippedTexts(*window), QStringList());
    auto *sheet = window->findChild<GuardedSheet *>(QStringLiteral("hostkey.sheet"));
    ASSERT_TRUE(sheet);
    EXPECT_TRUE(wordsOf(*sheet).contains(keys.now.grouped));
    window->findChild<QCheckBox *>(QStringLiteral("hostkey.compared"))->setChecked(true);
    qint64 time = 0;
    sheet->setTimeSource([&time] { return time; });
    time = 3'600'000; // past the moments in which nothing confirms
    sheet->tick();
    QTest::mouseClick(window->findChild<QPushButton *>(QStringLiteral("review.accept")), Qt::LeftButton);
    ASSERT_TRUE(soon([&] { return !keys.asked.isEmpty(); }));
    EXPECT_EQ(keys.asked, QStringList{QStringLiteral("confirm test/test-1 SHA256:abcd bo compared")});
}

TEST_F(HostsInView, AChangedKeyIsReplacedOnlyWithAReasonAndTheName)
{
    shell.failures.insert(QStringLiteral("prod-1"),
                          Error{ErrorCode::Conflict, {}, QStringLiteral("host-key-changed"), 0});
    keys.now.verdict = platform::HostIdentity::Verdict::Changed;
    keys.now.confirmed = {{QStringLiteral("ssh-ed25519"), QStringLiteral("SHA256:old0"),
                           QStringLiteral("anna"), clock.now().addDays(-40), true}};
    open();
    ASSERT_TRUE(answered());
    page->showItem(QStringLiteral("prod/prod-1"));
    QTest::mouseClick(window->findChild<QPushButton *>(QStringLiteral("hosts.key")), Qt::LeftButton);
    ASSERT_TRUE(soon([&] { return overlay->isOpen(); }));
    testing::grab(*window, QStringLiteral("hosts-key-changed"));
    auto *sheet = window->findChild<GuardedSheet *>(QStringLiteral("hostkey.sheet"));
    ASSERT_TRUE(sheet);
    EXPECT_FALSE(sheet->isArmed());
    EXPECT_TRUE(wordsOf(*sheet).contains(QLatin1String("SHA256:old0")));
    EXPECT_TRUE(keys.asked.isEmpty());
    EXPECT_FALSE(sheet->action().guard.typed.isEmpty()) << "prod asks for its name";
}

TEST_F(HostsInView, AnEnvironmentShowsItsOwn)
{
    open({1120, 680}, QStringLiteral("prod"));
    ASSERT_TRUE(answered());
    EXPECT_EQ(table("hosts.table")->model()->rowCount(), 2);
}

TEST_F(HostsInView, NoHostIsNoError)
{
    for (Environment &environment : workspace.environments)
        environment.hosts.clear();
    open();
    EXPECT_EQ(page->findChild<FaceStack *>()->face(), FaceStack::Face::Empty);
    testing::grab(*window, QStringLiteral("hosts-empty"));
}

TEST_F(HostsInView, TheCommandToGoThereIsCopied)
{
    workspace.environments[1].hosts[0].port = 2222;
    open();
    ASSERT_TRUE(answered());
    page->showItem(QStringLiteral("prod/prod-1"));
    QTest::mouseClick(window->findChild<QPushButton *>(QStringLiteral("hosts.ssh")), Qt::LeftButton);
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("ssh -p 2222 root@203.0.113.7"));
}

TEST_F(HostsInView, ARefreshKeepsTheChoice)
{
    open();
    ASSERT_TRUE(answered());
    table("hosts.table")->selectRow(2);
    lookAgain();
    EXPECT_EQ(table("hosts.table")->selectedRow(), 2);
}

TEST_F(HostsInView, ReadsWellInEveryLook)
{
    open({864, 600});
    ASSERT_TRUE(answered());
    lookAgain();
    testing::grab(*window, QStringLiteral("hosts-narrow"));
    EXPECT_EQ(testing::clippedTexts(*window), QStringList());
    testing::theme().setMode(ColorMode::Dark);
    testing::grab(*window, QStringLiteral("hosts-narrow-dark"));
    {
        const auto pseudo = testing::InLanguage::pseudo();
        testing::drainEvents();
        EXPECT_EQ(testing::clippedTexts(*window), QStringList());
    }
    const auto chinese = testing::InLanguage::chinese();
    testing::drainEvents();
    testing::grab(*window, QStringLiteral("hosts-narrow-zh"));
    EXPECT_EQ(testing::clippedTexts(*window), QStringList());
}

} // namespace
} // namespace envdeck::ui
