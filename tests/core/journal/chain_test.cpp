// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/chain.h"
#include "core/journal/database.h"
#include "core/journal/schema.h"
#include "tests/core/journal/journal_fixture.h"

namespace envdeck::journal {
namespace {

// Somebody with an SQLite shell.
class Chain : public JournalTest {
protected:
    void SetUp() override
    {
        const auto journal = opened();
        for (int i = 0; i < 9; ++i) {
            m_operations.append(newOperation());
            valueOf(journal->append(intent(m_operations.constLast(), QStringLiteral("app%1").arg(i))));
        }
    }
    void tamper(const QString &sql)
    {
        auto database = Database::open({file(), journalSchema(), true, std::chrono::seconds(5)});
        ASSERT_TRUE(bool(database)) << qPrintable(database.error().detail);
        for (const char *trigger : {"records_unchanged", "records_kept"})
            ASSERT_TRUE(bool(
                database.value()->run(QStringLiteral("DROP TRIGGER IF EXISTS ") + QLatin1String(trigger))));
        ASSERT_TRUE(bool(database.value()->run(sql)));
    }
    ChainReport report()
    {
        auto database = Database::open({file(), journalSchema(), true, std::chrono::seconds(5)});
        return database ? verify(*database.value(), {}).value() : ChainReport{0, -1, {}};
    }

    QStringList m_operations;
};

TEST_F(Chain, AnUntouchedJournalIsWhole)
{
    EXPECT_EQ(valueOf(opened()->verifyChain()), (ChainReport{9, 0, {}}));
    EXPECT_TRUE(report().isWhole());
}

TEST_F(Chain, AnEmptyJournalIsWhole)
{
    const QTemporaryDir empty;
    Journal journal({empty.filePath(QStringLiteral("x")), {}, {}}, m_clock);
    EXPECT_EQ(valueOf(journal.verifyChain()), ChainReport{});
}

TEST_F(Chain, RowsRefuseToBeChangedOrDeleted)
{
    auto database = Database::open({file(), journalSchema(), true, std::chrono::seconds(5)});
    ASSERT_TRUE(bool(database));
    EXPECT_EQ(database.value()->run(QStringLiteral("UPDATE records SET actor='x'")).error().code,
              ErrorCode::Conflict);
    EXPECT_EQ(database.value()->run(QStringLiteral("DELETE FROM records")).error().code, ErrorCode::Conflict);
}

TEST_F(Chain, AChangedRowIsNamedWhateverWasChanged)
{
    for (const char *column :
         {"at",    "since_boot", "kind",     "operation", "action", "environment", "subject", "detail",
          "actor", "machine",    "reason",   "risk",      "blocks", "closes",      "step",    "state",
          "error", "commit_sha", "evidence", "payload",   "pid",    "start_ticks", "boot_id"}) {
        SCOPED_TRACE(column);
        const QString name = QLatin1String(column);
        const QString old = QStringLiteral("SELECT %1 FROM records WHERE sequence=4").arg(name);
        tamper(QStringLiteral("CREATE TABLE kept AS %1").arg(old));
        const bool number = name == QLatin1String("at") || name == QLatin1String("since_boot") ||
                            name == QLatin1String("risk") || name == QLatin1String("blocks") ||
                            name == QLatin1String("closes") || name == QLatin1String("pid") ||
                            name == QLatin1String("start_ticks");
        tamper(QStringLiteral("UPDATE records SET %1=%1%2 WHERE sequence=4")
                   .arg(name, number ? QStringLiteral("+1") : QStringLiteral("||' '")));
        EXPECT_EQ(report(), (ChainReport{3, 4, QStringLiteral("hash")}));
        tamper(QStringLiteral("UPDATE records SET %1=(SELECT %1 FROM kept) WHERE sequence=4").arg(name));
        tamper(QStringLiteral("DROP TABLE kept"));
        ASSERT_TRUE(report().isWhole());
    }
}

TEST_F(Chain, TextThatMovesFromOneFieldToTheNextIsNoticed)
{
    tamper(QStringLiteral("UPDATE records SET actor=actor||machine, machine='' WHERE sequence=2"));
    EXPECT_EQ(report().firstBroken, 2);
}

TEST_F(Chain, ARemovedRowLeavesAGap)
{
    tamper(QStringLiteral("DELETE FROM records WHERE sequence=5"));
    EXPECT_EQ(report().firstBroken, 5);
    EXPECT_EQ(report().why, QStringLiteral("gap"));
}

TEST_F(Chain, ALostTailIsNoticedAlsoAfterNewRows)
{
    tamper(QStringLiteral("DELETE FROM records WHERE sequence>7"));
    EXPECT_EQ(report().firstBroken, 8);
    EXPECT_EQ(report().why, QStringLiteral("tail"));
    valueOf(opened()->append(intent(newOperation(), QStringLiteral("new"))));
    EXPECT_EQ(report().firstBroken, 8);
    EXPECT_EQ(report().why, QStringLiteral("gap"));
}

TEST_F(Chain, AHiddenOpenOperationIsNoticed)
{
    tamper(QStringLiteral("DELETE FROM open_operations WHERE intent=3"));
    EXPECT_EQ(report().firstBroken, 3);
    EXPECT_EQ(report().why, QStringLiteral("open"));
}

} // namespace
} // namespace envdeck::journal
