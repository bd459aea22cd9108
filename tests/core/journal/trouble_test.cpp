// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/database.h"
#include "core/journal/schema.h"
#include "tests/core/journal/journal_fixture.h"

#include <QDir>
#include <QFile>

namespace envdeck::journal {
namespace {

class TroubledJournal : public JournalTest {
protected:
    void put(const QString &name, const QByteArray &content) const
    {
        ASSERT_TRUE(QDir().mkpath(folder()));
        QFile out(folder() + QLatin1Char('/') + name);
        ASSERT_TRUE(out.open(QIODevice::WriteOnly));
        ASSERT_EQ(out.write(content), content.size());
    }
    Error errorOfAppend(Journal &journal)
    {
        const auto answer = testing::answerOf(journal.append(intent(newOperation())));
        EXPECT_FALSE(answer);
        return answer ? Error{} : answer.error();
    }
};

TEST_F(TroubledJournal, AFileThatIsNoDatabaseIsDamagedAndStaysAsItIs)
{
    const QByteArray garbage(8192, 'x');
    put(QStringLiteral("journal.sqlite"), garbage);
    const auto journal = opened();
    const Error error = errorOfAppend(*journal);
    EXPECT_EQ(error.code, ErrorCode::Io);
    EXPECT_EQ(troubleOf(error), Trouble::Damaged);
    EXPECT_EQ(error.subject, file());
    EXPECT_EQ(testing::answerOf(journal->entries({})).error().code, ErrorCode::Io);
    QFile raw(file());
    ASSERT_TRUE(raw.open(QIODevice::ReadOnly));
    EXPECT_EQ(raw.readAll(), garbage);
}

TEST_F(TroubledJournal, APageThatCannotBeReadIsAnErrorAndNotHalfAnAnswer)
{
    {
        const auto journal = opened();
        for (int i = 0; i < 300; ++i)
            (void)journal->append(intent(newOperation(), QStringLiteral("app%1").arg(i)));
    }
    QFile raw(file());
    ASSERT_TRUE(raw.open(QIODevice::ReadWrite));
    const qint64 pages = raw.size() / 4096;
    ASSERT_GT(pages, 40);
    for (qint64 page = pages / 2; page < pages; ++page) {
        raw.seek(page * 4096);
        raw.write(QByteArray(4096, '\x55'));
    }
    raw.close();
    const auto journal = opened();
    Filter all;
    all.limit = -1;
    const auto entries = testing::answerOf(journal->entries(all));
    ASSERT_FALSE(entries);
    EXPECT_EQ(troubleOf(entries.error()), Trouble::Damaged);
    const auto report = testing::answerOf(journal->verifyChain());
    EXPECT_TRUE(!report || !report.value().isWhole());
}

TEST_F(TroubledJournal, AFileOfANewerVersionIsLeftAlone)
{
    {
        auto database = Database::open({file(), journalSchema(), true, std::chrono::seconds(5)});
        ASSERT_TRUE(bool(database));
        ASSERT_TRUE(bool(database.value()->run(QStringLiteral("PRAGMA user_version=999"))));
    }
    const auto journal = opened();
    EXPECT_EQ(errorOfAppend(*journal).code, ErrorCode::BadConfig);
}

TEST_F(TroubledJournal, ALinkInItsPlaceIsNotFollowed)
{
    ASSERT_TRUE(QDir().mkpath(folder()));
    ASSERT_TRUE(QFile::link(m_root.filePath(QStringLiteral("elsewhere")), file()));
    const auto journal = opened();
    EXPECT_EQ(errorOfAppend(*journal).code, ErrorCode::Io);
    EXPECT_FALSE(QFile::exists(m_root.filePath(QStringLiteral("elsewhere"))));
}

TEST_F(TroubledJournal, AFolderThatCannotBeMadeIsSaidSo)
{
    ASSERT_TRUE(QDir().mkpath(m_root.filePath(QStringLiteral("state"))));
    QFile inTheWay(folder());
    ASSERT_TRUE(inTheWay.open(QIODevice::WriteOnly));
    inTheWay.close();
    const auto journal = opened();
    EXPECT_EQ(errorOfAppend(*journal).code, ErrorCode::Io);
    EXPECT_EQ(testing::answerOf(journal->snapshot(QStringLiteral("x"))).error().code, ErrorCode::Io);
}

TEST_F(TroubledJournal, ItIsOpenedAgainOnceTheTroubleIsGone)
{
    put(QStringLiteral("journal.sqlite"), QByteArray(4096, 'x'));
    const auto journal = opened();
    (void)errorOfAppend(*journal);
    ASSERT_TRUE(QFile::remove(file()));
    EXPECT_EQ(valueOf(journal->append(intent(newOperation()))), 1);
}

TEST_F(TroubledJournal, AFileThatIsTakenAwayMeanwhileIsNotWrittenTo)
{
    const auto journal = opened();
    valueOf(journal->append(intent(newOperation())));
    removeDatabase(file());
    const QString operation = newOperation();
    valueOf(journal->append(intent(operation)));
    EXPECT_EQ(valueOf(opened()->records(operation)).size(), 1); // it is where a next start looks
}

TEST_F(TroubledJournal, DamagedSnapshotsAreThrownAway)
{
    put(QStringLiteral("snapshots.sqlite"), QByteArray(8192, 'x'));
    const auto journal = opened();
    EXPECT_EQ(testing::answerOf(journal->snapshot(QStringLiteral("x"))).error().code, ErrorCode::NotFound);
    EXPECT_TRUE(isDone(journal->saveSnapshot(QStringLiteral("x"), {})));
}

TEST_F(TroubledJournal, SnapshotsWorkWhileTheJournalDoesNot)
{
    put(QStringLiteral("journal.sqlite"), QByteArray(8192, 'x'));
    const auto journal = opened();
    EXPECT_TRUE(isDone(journal->saveSnapshot(QStringLiteral("x"), {{QStringLiteral("a"), 1}})));
    EXPECT_EQ(valueOf(journal->snapshot(QStringLiteral("x"))).value.value(QLatin1String("a")).toInt(), 1);
}

TEST_F(TroubledJournal, AnotherWriterThatStaysTooLongReadsAsLocked)
{
    Journal journal({folder(), {}, {}, std::chrono::milliseconds(50)}, m_clock);
    ASSERT_TRUE(bool(testing::answerOf(journal.open())));
    auto other = Database::open({file(), journalSchema(), true, std::chrono::seconds(5)});
    ASSERT_TRUE(bool(other));
    ASSERT_TRUE(bool(other.value()->run(QStringLiteral("BEGIN IMMEDIATE"))));
    EXPECT_EQ(errorOfAppend(journal).code, ErrorCode::Locked);
    ASSERT_TRUE(bool(other.value()->run(QStringLiteral("ROLLBACK"))));
    EXPECT_EQ(valueOf(journal.append(intent(newOperation()))), 1);
}

} // namespace
} // namespace envdeck::journal
