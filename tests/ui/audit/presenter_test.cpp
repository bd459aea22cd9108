// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/audit/audit_fixture.h"
#include "ui/text/audit_text.h"

#include <QDir>
#include <QJsonDocument>
#include <QSignalSpy>

namespace envdeck::ui {
namespace {

using AuditPresenterTest = testing::AuditTest;

QString q(const char *text)
{
    return QString::fromUtf8(text);
}

TEST_F(AuditPresenterTest, AJournalThatCannotBeReadIsSaidInWords)
{
    putFileInTheWay();
    show();
    EXPECT_FALSE(presenter->state().answered);
    ASSERT_TRUE(presenter->state().error);
    EXPECT_TRUE(presenter->state().error->what.contains(q("audit")));
    EXPECT_TRUE(presenter->state().chainError);
    EXPECT_FALSE(presenter->state().chain);
}

TEST_F(AuditPresenterTest, ABrokenFileThatIsMendedIsReadAgain)
{
    ASSERT_TRUE(QDir().mkpath(folder()));
    const QString path = folder() + q("/journal.sqlite");
    journal.reset();
    jobs.reset();
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("this is no database, however long it is read: " + QByteArray(4096, 'x'));
    file.close();
    openJournal();
    show();
    ASSERT_TRUE(presenter->state().error);
    ASSERT_TRUE(QFile::remove(path));
    presenter->refresh();
    EXPECT_TRUE(testing::soon([&] { return presenter->state().answered; }));
    EXPECT_FALSE(presenter->state().error);
}

TEST_F(AuditPresenterTest, ACommitOfSomebodyElseStandsAtItsTimeAndIsMarked)
{
    const QString first = record(q("prod"), q("bo"), JobState::Succeeded);
    const QDateTime between = clock.now().addMSecs(500);
    clock.advance(std::chrono::seconds(5));
    const QString second = record(q("prod"), q("bo"), JobState::Succeeded);
    deployments::VersionChanges found;
    found.changes = {commitBy(q("ci"), between)};
    commits = found;
    show();
    ASSERT_TRUE(testing::soon([&] { return presenter->entries().size() == 3; }));
    EXPECT_EQ(shownOperations().first(), second);
    EXPECT_EQ(shownOperations().last(), first);
    const journal::AuditEntry &outside = presenter->entries().at(1);
    EXPECT_TRUE(outside.outside);
    EXPECT_EQ(outside.actor, q("ci"));
    EXPECT_EQ(auditResultWord(outside), q("Outside Envdeck"));
    EXPECT_EQ(auditSeverity(outside), Severity::None); // how it went is not known from a commit

    EXPECT_TRUE(testing::soon([&] {
        return presenter->state().names.actors == QStringList{q("bo"), q("ci")};
    }));
    EXPECT_EQ(presenter->state().names.actions, (QStringList{q("commit"), q("rollback")}));

    journal::Filter filter;
    filter.outside = false;
    presenter->setFilter(filter);
    EXPECT_TRUE(testing::soon([&] { return presenter->entries().size() == 2; }));
}

TEST_F(AuditPresenterTest, OurOwnCommitsAreNotListedTwiceAndThoseOfOtherMachinesSaySo)
{
    const QString ours = record(q("prod"), q("bo"), JobState::Succeeded);
    deployments::VersionChanges found;
    found.changes = {commitBy(q("anna"), clock.now().addSecs(1), q("019ca000-0000-7000-8000-000000000001")),
                     commitBy(q("bo"), clock.now(), ours)};
    commits = found;
    show();
    ASSERT_TRUE(testing::soon([&] { return presenter->entries().size() == 2; }));
    EXPECT_TRUE(isFromElsewhere(presenter->entries().first()));
    EXPECT_FALSE(presenter->entries().first().outside);
    EXPECT_EQ(presenter->entries().last().operation, ours);
}

TEST_F(AuditPresenterTest, HistoryThatIsOutOfReachTakesNothingAway)
{
    record(q("prod"), q("bo"), JobState::Succeeded);
    commits = Error{ErrorCode::ToolMissing, q("git"), {}, 0};
    show();
    EXPECT_EQ(presenter->entries().size(), 1);
    EXPECT_TRUE(testing::soon([&] { return presenter->state().commitsMissing; }));
    EXPECT_FALSE(presenter->state().error);
    EXPECT_TRUE(presenter->state().commitsError); // and why is said
}

TEST_F(AuditPresenterTest, OlderPagesComeWhenAskedForAndKeepTheirOrder)
{
    QList<journal::Entry> rows;
    for (int i = 0; i < 2 * AuditPresenter::pageRows + 50; ++i) {
        journal::Entry entry;
        entry.operation = q("op-%1").arg(i);
        entry.environment = q("dev");
        rows.append(entry);
    }
    ASSERT_TRUE(testing::answerOf(journal->append(rows)));
    deployments::VersionChanges found; // older than everything in the journal: belongs at the very end
    found.changes = {commitBy(q("ci"), QDateTime(QDate(2020, 1, 1), QTime(0, 0), Qt::UTC))};
    commits = found;
    show();
    EXPECT_EQ(presenter->entries().size(), AuditPresenter::pageRows);
    EXPECT_FALSE(presenter->state().atEnd);
    QSignalSpy added(presenter.get(), &AuditPresenter::entriesAdded);
    while (!presenter->state().atEnd) {
        const qsizetype before = added.size();
        presenter->readMore();
        presenter->readMore(); // a view asks as often as it likes
        ASSERT_TRUE(testing::soon([&] { return added.size() > before; }));
    }
    EXPECT_EQ(presenter->entries().size(), rows.size() + 1);
    EXPECT_EQ(presenter->entries().first().operation, q("op-449"));
    EXPECT_EQ(presenter->entries().at(449).operation, q("op-0"));
    EXPECT_TRUE(presenter->entries().last().outside);
    const QStringList all = shownOperations();
    EXPECT_EQ(QSet<QString>(all.begin(), all.end()).size(), rows.size() + 1);
}

TEST_F(AuditPresenterTest, NewRowsComeByThemselvesWhileItIsInView)
{
    const QString first = record(q("prod"), q("bo"), JobState::Succeeded);
    show();
    presenter->setWatching(true);
    const QString running = record(q("dev"), q("anna"), std::nullopt);
    EXPECT_TRUE(testing::soon([&] { return shownOperations() == QStringList{running, first}; }));
    presenter->setWatching(false);
    QSignalSpy changes(presenter.get(), &AuditPresenter::entriesChanged);
    record(q("dev"), q("anna"), JobState::Succeeded);
    testing::drainEvents();
    EXPECT_TRUE(changes.isEmpty());
}

TEST_F(AuditPresenterTest, AnAnswerToAnEarlierFilterIsDropped)
{
    record(q("prod"), q("bo"), JobState::Succeeded);
    const QString wanted = record(q("dev"), q("anna"), JobState::Failed);
    show();
    for (const char *actor : {"bo", "nobody", "anna"}) {
        journal::Filter filter;
        filter.actor = q(actor);
        presenter->setFilter(filter);
    }
    EXPECT_TRUE(testing::soon(
        [&] { return shownOperations() == QStringList{wanted} && !presenter->state().loading; }));
    testing::drainEvents();
    EXPECT_EQ(shownOperations(), QStringList{wanted});
}

TEST_F(AuditPresenterTest, AReportHasTheStepsThatWereTakenAndTheLog)
{
    const QString operation = record(q("prod"), q("bo"), JobState::Failed);
    ASSERT_TRUE(QDir().mkpath(QFileInfo(jobs->logFile(operation)).path()));
    QFile log(jobs->logFile(operation));
    ASSERT_TRUE(log.open(QIODevice::WriteOnly));
    log.write("pushing to main\n! [rejected]\n");
    log.close();
    show();
    AuditReport report;
    QObject::connect(presenter.get(), &AuditPresenter::reportReady, presenter.get(),
                     [&](const AuditReport &ready) { report = ready; });
    presenter->openReport(presenter->entries().first());
    ASSERT_TRUE(testing::soon([&] { return report.job.has_value(); }));
    EXPECT_EQ(report.job->state, JobState::Failed);
    ASSERT_EQ(report.job->steps.size(), 2);
    EXPECT_EQ(report.job->steps.at(0).state, StepState::Waiting); // never began
    EXPECT_EQ(report.job->steps.at(1).state, StepState::Failed);
    EXPECT_EQ(report.log, q("pushing to main\n! [rejected]"));
    ASSERT_TRUE(report.job->error);
    EXPECT_EQ(report.job->error->code, ErrorCode::Conflict);
}

TEST_F(AuditPresenterTest, AnExportHoldsWhatTheFilterLetsThrough)
{
    record(q("prod"), q("bo"), JobState::Succeeded);
    record(q("dev"), q("anna"), JobState::Succeeded);
    deployments::VersionChanges found;
    found.changes = {commitBy(q("ci"), clock.now())};
    commits = found;
    journal::Filter filter;
    filter.environment = q("prod");
    show(filter);
    ASSERT_TRUE(testing::soon([&] { return presenter->entries().size() == 2; }));
    QSignalSpy exported(presenter.get(), &AuditPresenter::exported);
    const QString path = root.filePath(q("audit.json"));
    presenter->exportTo(path, journal::AuditFormat::Json);
    ASSERT_TRUE(testing::soon([&] { return !exported.isEmpty(); }));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(QJsonDocument::fromJson(file.readAll()).array().size(), 2);

    QSignalSpy failed(presenter.get(), &AuditPresenter::exportFailed);
    presenter->exportTo(root.filePath(q("nowhere/audit.csv")), journal::AuditFormat::Csv);
    EXPECT_TRUE(testing::soon([&] { return !failed.isEmpty(); }));
}

TEST_F(AuditPresenterTest, WhatNobodyIsAtAnyMoreReadsInterrupted)
{
    journal::AuditEntry entry;
    entry.state = q("interrupted");
    entry.open = true;
    EXPECT_EQ(auditResultWord(entry), q("Interrupted"));
    EXPECT_EQ(auditSeverity(entry), Severity::Warning);
    entry.state = q("unknown");
    EXPECT_EQ(auditResultWord(entry), q("Lost contact"));
}

TEST_F(AuditPresenterTest, EveryWayToBreakTheChainHasItsWords)
{
    QSet<QString> titles;
    for (const char *why : {"hash", "gap", "tail", "damaged", "open"}) {
        const journal::ChainReport report{16, 17, q(why)};
        titles.insert(chainTitle(report));
        EXPECT_TRUE(chainTitle(report).contains(q("17"))) << why;
        EXPECT_TRUE(chainDetail(report).contains(q("16"))) << why;
    }
    EXPECT_EQ(titles.size(), 5);
    EXPECT_EQ(chainTitle({3, 0, {}}), q("The record is whole"));
}

} // namespace
} // namespace envdeck::ui
