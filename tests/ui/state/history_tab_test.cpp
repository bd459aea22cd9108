// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ids.h"
#include "tests/ui/state/state_view.h"
#include "tests/ui/support/languages.h"
#include "ui/pages/infrastructure_page.h"
#include "ui/pages/run_sheet.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/overlay_host.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace envdeck::ui {
namespace {

using infrastructure::RunRecord;

class HistoryTabTest : public StateView {
protected:
    HistoryTabTest() { terraform.answer = sampleState(); }

    RunRecord run(int minutesAgo, const char *kind, JobState state, const char *actor = "bo",
                  const char *environment = "dev")
    {
        RunRecord record;
        record.began = clock.now().addSecs(-60 * minutesAgo);
        record.operation = newOperationId(record.began);
        record.kind = QString::fromLatin1(kind);
        record.environment = QString::fromLatin1(environment);
        record.actor = QString::fromLatin1(actor);
        record.commit = QStringLiteral("3f2a91c0aa0000000000000000000000000000ff");
        record.program = QStringLiteral("terraform 1.11.4");
        record.state = state;
        record.counts = PlanCounts{1, 2, 0, 0};
        if (state != JobState::Running)
            record.ended = record.began.addSecs(83);
        EXPECT_TRUE(writeRecord(places(environment), record));
        return record;
    }
    void fill()
    {
        run(2000, "plan", JobState::Cancelled, "ci");
        RunRecord failed = run(300, "plan", JobState::Failed, "anna");
        failed.counts.reset();
        failed.error =
            Error{ErrorCode::ToolFailed, QStringLiteral("main.tf:3"), QStringLiteral("no luck"), 1};
        EXPECT_TRUE(writeRecord(places(), failed));
        run(60, "plan", JobState::Succeeded);
        newest = run(10, "apply", JobState::Succeeded);
        newest.reason = QStringLiteral("bigger disk");
        EXPECT_TRUE(writeRecord(places(), newest));
        EXPECT_TRUE(
            writeLog(places(), newest.operation,
                     {QStringLiteral("terraform_data.app: Creating..."), QStringLiteral("Apply complete!")}));
        RunRecord running = run(1, "plan", JobState::Running, "anna");
        running.owner = journal::thisOwner();
        EXPECT_TRUE(writeRecord(places(), running));
        run(5, "plan", JobState::Succeeded, "bo", "prod");
    }
    bool hasRows(int rows)
    {
        return testing::soon([&] { return table("history.table")->model()->rowCount() == rows; });
    }
    RunSheet *sheet() const { return qobject_cast<RunSheet *>(overlay->content()); }

    RunRecord newest;
};

TEST_F(HistoryTabTest, RunsStandNewestFirstWithWhatCameOfThem)
{
    fill();
    open("history");
    ASSERT_TRUE(hasRows(5));
    EXPECT_EQ(column("history.table", 0).first(), QStringLiteral("Running"));
    EXPECT_TRUE(column("history.table", 3).at(1).contains(QLatin1String("+1 ~2")));
    EXPECT_TRUE(allWords().contains(QLatin1String("1 of them running")));
    look("history-full");
    window->resize(824, 560);
    look("history-small");
}

TEST_F(HistoryTabTest, EnterOpensARunWithItsLogAndItsWayToTheAudit)
{
    fill();
    open("history");
    ASSERT_TRUE(hasRows(5));
    table("history.table")->selectRow(1);
    table("history.table")->setFocus();
    QTest::keyClick(table("history.table"), Qt::Key_Return);
    ASSERT_TRUE(testing::soon([&] { return sheet() != nullptr; }));
    EXPECT_TRUE(sheet()->plainText().contains(QLatin1String("Apply complete!")));
    EXPECT_TRUE(sheet()->plainText().contains(QLatin1String("bigger disk")));
    look("history-sheet");
    QTest::mouseClick(part<QPushButton>("run.copyReport"), Qt::LeftButton);
    EXPECT_TRUE(QApplication::clipboard()->text().contains(newest.operation));
    QSignalSpy gone(page, &Page::navigate);
    QTest::mouseClick(part<QPushButton>("run.audit"), Qt::LeftButton);
    ASSERT_EQ(gone.size(), 1);
    const auto destination = gone.first().first().value<Destination>();
    EXPECT_EQ(destination.page, QStringLiteral("audit"));
    EXPECT_EQ(destination.item, newest.operation);
}

TEST_F(HistoryTabTest, APlanIsInNoAuditAndEscClosesItsSheet)
{
    fill();
    open("history");
    ASSERT_TRUE(hasRows(5));
    table("history.table")->selectRow(3);
    QTest::keyClick(table("history.table"), Qt::Key_Return);
    ASSERT_TRUE(testing::soon([&] { return sheet() != nullptr; }));
    EXPECT_FALSE(part<QPushButton>("run.audit"));
    EXPECT_TRUE(sheet()->plainText().contains(QLatin1String("no luck")));
    look("history-sheet-failed");
    QTest::keyClick(sheet(), Qt::Key_Escape);
    EXPECT_TRUE(testing::soon([&] { return !overlay->isOpen(); }));
}

TEST_F(HistoryTabTest, AFilterFindsPeopleAndResults)
{
    fill();
    open("history");
    ASSERT_TRUE(hasRows(5));
    part<QLineEdit>("history.filter")->setText(QStringLiteral("anna"));
    EXPECT_TRUE(hasRows(2));
    part<QLineEdit>("history.filter")->setText(QStringLiteral("nobody"));
    EXPECT_TRUE(hasRows(0));
    look("history-no-match");
}

TEST_F(HistoryTabTest, ARunThatEndsMeanwhileIsSeen)
{
    open("history");
    ASSERT_TRUE(testing::soon(
        [&] { return allWords().contains(QLatin1String("Terraform was not run for dev yet")); }));
    look("history-empty");
    planned();
    EXPECT_TRUE(
        testing::soon([&] { return column("history.table", 0) == QStringList{QStringLiteral("Done")}; }));
}

TEST_F(HistoryTabTest, OtherEnvironmentsHaveRunsOfTheirOwn)
{
    fill();
    open("history", "prod");
    ASSERT_TRUE(hasRows(1));
    page->setScope({QStringLiteral("dev"), {}});
    EXPECT_TRUE(hasRows(5));
}

TEST_F(HistoryTabTest, ChineseAndPaddedWordsFit)
{
    fill();
    {
        const auto language = testing::InLanguage::chinese();
        open("history", "dev", {824, 560});
        ASSERT_TRUE(hasRows(5));
        look("history-chinese");
        close();
    }
    const auto pseudo = testing::InLanguage::pseudo();
    open("history", "dev", {1024, 680});
    ASSERT_TRUE(hasRows(5));
    look("history-pseudo");
}

} // namespace
} // namespace envdeck::ui
