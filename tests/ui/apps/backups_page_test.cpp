// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/journal.h"
#include "tests/core/backups/fake_data_sets.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fixtures.h"
#include "tests/support/text.h"
#include "tests/ui/support/clipping.h"
#include "tests/ui/support/languages.h"
#include "tests/ui/support/look.h"
#include "ui/models/backup_model.h"
#include "ui/pages/backups_page.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/toast_host.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QVBoxLayout>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

using testing::s;
using testing::soon;

class BackupsInView : public ::testing::Test {
protected:
    BackupsInView()
    {
        testing::theme();
        main.id = s("db1");
        main.kind = s("postgres");
        main.name = s("main");
        main.isRunning = true;
        platform::BackupPlan plan;
        plan.id = s("b1");
        plan.schedule = s("0 2 * * *");
        plan.database = s("acme");
        plan.destination = s("nightly");
        plan.bucket = s("acme-backups");
        plan.folder = s("acme-main-x1y2z3/prod/");
        plan.keep = 30;
        const QDateTime night = clock.now().addSecs(-5 * 3600);
        for (int day = 0; day < 12; ++day)
            plan.stored.append({s("f%1").arg(day), 412000000 - day * 1000000, night.addDays(-day)});
        plan.runs = {{s("r1"), platform::RunState::Done, night.addSecs(-41), night}};
        main.plans = {plan};
        orders = main;
        orders.id = s("db2");
        orders.name = s("orders");
        orders.kind = s("mysql");
        orders.plans.first().id = s("b2");
        for (platform::StoredBackup &stored : orders.plans.first().stored)
            stored.at = stored.at.addDays(-9);
        cache.id = s("db3");
        cache.kind = s("redis");
        cache.name = s("cache");
        cache.canBackUp = false;
        bare = main;
        bare.id = s("db4");
        bare.name = s("sessions");
        bare.plans.clear();
        sets.sets = {main, orders, cache, bare};
        sets.made = [this](platform::BackupPlan &of) {
            of.stored.prepend({s("new"), 413000000, clock.now()});
            of.runs.prepend({s("r2"), platform::RunState::Done, clock.now(), clock.now()});
        };
    }
    ~BackupsInView() override { window.reset(); }
    void open(const QSize &size = {1120, 700})
    {
        window = std::make_unique<QWidget>();
        auto *column = new QVBoxLayout(window.get());
        column->setContentsMargins(0, 0, 0, 0);
        page = new BackupsPage(std::make_unique<BackupsPresenter>(service, jobs, workspace, clock));
        column->addWidget(page);
        overlay = new OverlayHost(window.get());
        toasts = new ToastHost(window.get());
        page->setSurroundings(overlay, toasts);
        window->resize(size);
        testing::showActive(*window);
        page->setScope({s("prod"), {}});
        page->entered();
    }
    FaceStack::Face face() { return page->findChild<FaceStack *>()->face(); }
    QAbstractItemModel &model() { return *window->findChild<DataTable *>(s("backups.table"))->model(); }
    QString cell(int row, int column) { return model().index(row, column).data().toString(); }
    QString words()
    {
        QStringList all;
        for (const QLabel *label : window->findChildren<QLabel *>()) {
            if (label->isVisible())
                all.append(label->text());
        }
        return all.join(QLatin1Char('\n'));
    }
    QPushButton *runButton() { return window->findChild<QPushButton *>(s("backups.run")); }

    testing::LookGuard guard;
    QTemporaryDir folder;
    testing::FakeClock clock;
    Workspace workspace = testing::sampleWorkspace();
    journal::Journal journal{journal::Journal::Options{folder.path(), {}, {}}, clock};
    jobs::JobCenter jobs{journal, clock, jobs::JobCenter::Options{folder.path(), s("bo"), s("desk"), {}}};
    platform::DataSet main, orders, cache, bare;
    testing::FakeDataSets sets;
    backups::Service service{sets, clock};
    std::unique_ptr<QWidget> window;
    OverlayHost *overlay = nullptr;
    ToastHost *toasts = nullptr;
    BackupsPage *page = nullptr;
};

TEST_F(BackupsInView, WhatHasNoGoodBackupStandsFirstAndSaysWhatToDo)
{
    open();
    ASSERT_TRUE(soon([&] { return face() == FaceStack::Face::Answer; }));
    ASSERT_EQ(model().rowCount(), 4);
    EXPECT_TRUE(cell(0, BackupModel::NameColumn).startsWith(s("orders")));
    EXPECT_TRUE(cell(0, BackupModel::StateColumn).startsWith(s("Late: nothing new for 9 d")))
        << qPrintable(cell(0, BackupModel::StateColumn));
    EXPECT_EQ(cell(1, BackupModel::StateColumn), s("No backup is made"));
    EXPECT_EQ(cell(2, BackupModel::StateColumn), s("Dokploy makes none of this kind"));
    EXPECT_EQ(cell(3, BackupModel::StateColumn), s("Fresh"));
    EXPECT_EQ(cell(3, BackupModel::KeptColumn), s("12 / 30"));
    EXPECT_TRUE(words().contains(s("No job has to fail for this"))) << qPrintable(words());
    EXPECT_TRUE(words().contains(s("acme goes to nightly, bucket acme-backups"))) << qPrintable(words());
    testing::grab(*window, s("backups"));
}

TEST_F(BackupsInView, OneMoreIsMadeWithOneClickAndSeen)
{
    open();
    ASSERT_TRUE(soon([&] { return face() == FaceStack::Face::Answer; }));
    runButton()->click();
    EXPECT_TRUE(soon([&] { return words().contains(s("orders is being backed up")); }))
        << qPrintable(words());
    ASSERT_TRUE(soon([&] {
        return sets.asked == 1 && cell(3, BackupModel::StateColumn) == s("Fresh") &&
               cell(2, BackupModel::NameColumn).startsWith(s("main"));
    })) << qPrintable(cell(3, BackupModel::NameColumn));
    EXPECT_EQ(sets.asked, 1);
}

TEST_F(BackupsInView, WhereNobodyBacksUpTheButtonSaysWhyNot)
{
    sets.sets = {bare};
    open();
    ASSERT_TRUE(soon([&] { return face() == FaceStack::Face::Answer; }));
    EXPECT_FALSE(runButton()->isEnabled());
    EXPECT_EQ(page->commands().first().reason, s("it has no schedule in Dokploy"));
    EXPECT_TRUE(words().contains(s("Give it a schedule"))) << qPrintable(words());
}

TEST_F(BackupsInView, ADestinationThatNobodyCanLookAtIsNotGreen)
{
    main.plans.first().stored.clear();
    main.plans.first().storedError = Error{ErrorCode::BadInput, s("dokploy"), s("rclone failed"), 400};
    sets.sets = {main};
    open();
    ASSERT_TRUE(soon([&] { return face() == FaceStack::Face::Answer; }));
    EXPECT_EQ(cell(0, BackupModel::StateColumn), s("Ended well, its file was not seen"));
    EXPECT_TRUE(words().contains(s("Its destination could not be looked at"))) << qPrintable(words());
    EXPECT_TRUE(runButton()->isEnabled());
}

TEST_F(BackupsInView, EveryFaceIsThere)
{
    sets.sets.clear();
    open();
    ASSERT_TRUE(soon([&] { return face() == FaceStack::Face::Empty; }));
    EXPECT_TRUE(words().contains(s("No database runs in Dokploy of prod"))) << qPrintable(words());
    sets.refuses = Error{ErrorCode::BadConfig, s("prod"), s("not-configured"), 0};
    page->refresh();
    EXPECT_TRUE(soon([&] { return words().contains(s("prod has no Dokploy")); })) << qPrintable(words());
    sets.refuses.reset();
    sets.sets = {main};
    page->refresh();
    ASSERT_TRUE(soon([&] { return face() == FaceStack::Face::Answer && model().rowCount() == 1; }));
    sets.refuses = Error{ErrorCode::Unauthorized, s("dokploy"), {}, 401};
    page->refresh();
    EXPECT_TRUE(soon([&] { return words().contains(s("Could not read the backups of prod")); }))
        << qPrintable(words());
    EXPECT_EQ(model().rowCount(), 1) << "what was last seen stays";
    testing::grab(*window, s("backups-refused"));
}

TEST_F(BackupsInView, NothingIsClippedOrNamelessInAnyLook)
{
    for (const bool dark : {false, true}) {
        for (const QSize &size : {QSize(824, 560), QSize(1240, 800)}) {
            testing::theme().setMode(dark ? ColorMode::Dark : ColorMode::Light);
            open(size);
            ASSERT_TRUE(soon([&] { return face() == FaceStack::Face::Answer; }));
            testing::drainEvents();
            EXPECT_EQ(testing::clippedTexts(*window), QStringList());
            EXPECT_EQ(testing::namelessWidgets(*window), QStringList());
            testing::grab(*window, s("backups-%1-%2").arg(dark ? s("dark") : s("light")).arg(size.width()));
            window.reset();
        }
    }
}

} // namespace
} // namespace envdeck::ui
