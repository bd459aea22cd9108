// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/audit_export.h"
#include "core/journal/audit_list.h"
#include "core/journal/record_table.h"
#include "core/journal/schema.h"
#include "tests/core/journal/journal_fixture.h"

#include <QJsonDocument>
#include <QSet>

namespace envdeck::journal {
namespace {

class Audit : public JournalTest {
protected:
    // A finished operation of that actor in that environment.
    QString finished(Journal &journal, const QString &environment, const QString &actor,
                     JobState state = JobState::Succeeded)
    {
        const QString operation = newOperation();
        Entry begin = intent(operation);
        begin.environment = environment;
        begin.actor = actor;
        valueOf(journal.append(begin));
        valueOf(journal.append(outcome(operation, state)));
        return operation;
    }
    static QStringList operationsOf(const QList<AuditEntry> &entries)
    {
        QStringList operations;
        for (const AuditEntry &entry : entries)
            operations.append(entry.operation);
        return operations;
    }
};

TEST_F(Audit, AnOperationIsOneLineWithItsEndAndDuration)
{
    const auto journal = opened();
    const QString operation = finished(*journal, QStringLiteral("prod"), QStringLiteral("bo"));
    const QList<AuditEntry> entries = valueOf(journal->entries({}));
    ASSERT_EQ(entries.size(), 1);
    const AuditEntry &entry = entries.constFirst();
    EXPECT_EQ(entry.operation, operation);
    EXPECT_EQ(entry.state, QStringLiteral("succeeded"));
    EXPECT_EQ(entry.reason, QStringLiteral("error rate after v1.3.8"));
    EXPECT_EQ(entry.commit, QStringLiteral("5be01d2"));
    EXPECT_EQ(entry.at.msecsTo(entry.ended), 1000);
    EXPECT_FALSE(entry.open);
    EXPECT_FALSE(entry.outside);
}

TEST_F(Audit, WhatHasNoEndIsNotShownAsEnded)
{
    const auto journal = opened();
    const QString operation = newOperation();
    valueOf(journal->append(intent(operation)));
    AuditEntry entry = valueOf(journal->entries({})).value(0);
    EXPECT_EQ(entry.state, QStringLiteral("running"));
    EXPECT_TRUE(entry.open);
    EXPECT_FALSE(entry.ended.isValid());

    valueOf(journal->append(outcome(operation, JobState::Unknown, false)));
    entry = valueOf(journal->entries({})).value(0);
    EXPECT_EQ(entry.state, QStringLiteral("unknown"));
    EXPECT_TRUE(entry.open);

    valueOf(journal->append(intent(operation))); // resumed: still one line, running again
    const QList<AuditEntry> resumed = valueOf(journal->entries({}));
    ASSERT_EQ(resumed.size(), 1);
    EXPECT_EQ(resumed.constFirst().state, QStringLiteral("running"));
    EXPECT_EQ(resumed.constFirst().sequence, 1);
}

// The index of words names rows that may hold a text; what comes is what a plain look at all rows would find.
TEST_F(Audit, TheIndexOfWordsFindsWhatLookingAtAllRowsDoes)
{
    const auto journal = opened();
    const QStringList words{QStringLiteral("caf\u00e9 \u6df1\u5733\u53d1\u5e03"),
                            QStringLiteral("5be"),
                            QStringLiteral("ABC abc 100% a_b"),
                            QStringLiteral("say \"hi\" 'now'"),
                            QStringLiteral("\U0001F680\U0001F680\U0001F680 gone"),
                            QStringLiteral("aaaa")};
    QList<AuditEntry> all;
    for (const QString &word : words) {
        const QString operation = newOperation();
        Entry begin = intent(operation);
        begin.reason = word;
        valueOf(journal->append(begin));
        Entry end = outcome(operation, JobState::Succeeded);
        end.commit = QStringLiteral("%1ffee").arg(word.size(), 36, 16, QLatin1Char('d'));
        valueOf(journal->append(end));
        valueOf(journal->append(begin)); // resumed: one line all the same
        valueOf(journal->append(end));
    }
    all = valueOf(journal->entries({}));
    ASSERT_EQ(all.size(), words.size());
    for (const QString &text :
         words + QStringList{QStringLiteral("\u6df1\u5733\u53d1"), QStringLiteral("\u5733"),
                             QStringLiteral("abc"), QStringLiteral("BC A"), QStringLiteral("ffee"),
                             QStringLiteral("dddd"), QStringLiteral("6ffee"), QStringLiteral("\"hi\""),
                             QStringLiteral("aaa"), QStringLiteral("00% a_"),
                             QStringLiteral("\U0001F680\U0001F680\U0001F680"), QStringLiteral("hi now"),
                             QStringLiteral("prod/api")}) {
        Filter filter;
        filter.text = text;
        QStringList expected;
        for (const AuditEntry &entry : all) {
            if (matches(entry, filter))
                expected.append(entry.operation);
        }
        EXPECT_EQ(operationsOf(valueOf(journal->entries(filter))), expected) << qPrintable(text);
        filter.before = all.at(2).sequence; // a later page of it
        const QStringList older = operationsOf(valueOf(journal->entries(filter)));
        EXPECT_EQ(older, expected.mid(expected.size() - older.size())) << qPrintable(text);
        EXPECT_FALSE(older.contains(all.at(2).operation));
    }
}

// A journal of before there was an index gets one, and stays whole.
TEST_F(Audit, AnEarlierJournalIsIndexedWhenItIsOpened)
{
    {
        const Schema first = journalSchema().mid(0, 1);
        auto old = Database::open({file(), first});
        ASSERT_TRUE(old);
        ASSERT_TRUE(appendRecords(*old.value(), {intent(QStringLiteral("old-one"))}, Require::Nothing,
                                  {m_clock.now(), 1, QStringLiteral("desk"), thisOwner()}));
    }
    const auto journal = opened();
    Filter filter;
    filter.text = QStringLiteral("error rate");
    EXPECT_EQ(operationsOf(valueOf(journal->entries(filter))), QStringList(QStringLiteral("old-one")));
    EXPECT_TRUE(valueOf(journal->verifyChain()).isWhole());
}

TEST_F(Audit, FiltersNarrowAndPagesFollowEachOther)
{
    const auto journal = opened();
    const QString a = finished(*journal, QStringLiteral("prod"), QStringLiteral("bo"));
    const QString b = finished(*journal, QStringLiteral("dev"), QStringLiteral("anna"));
    const QDateTime between = m_clock.now().addMSecs(1);
    const QString c = finished(*journal, QStringLiteral("prod"), QStringLiteral("anna"));
    const auto asked = [&](auto change) {
        Filter filter;
        change(filter);
        return operationsOf(valueOf(journal->entries(filter)));
    };
    EXPECT_EQ(asked([](Filter &) {}), (QStringList{c, b, a}));
    EXPECT_EQ(asked([](Filter &f) { f.environment = QStringLiteral("prod"); }), (QStringList{c, a}));
    EXPECT_EQ(asked([](Filter &f) { f.actor = QStringLiteral("anna"); }), (QStringList{c, b}));
    EXPECT_EQ(asked([&](Filter &f) { f.from = between; }), QStringList{c});
    EXPECT_EQ(asked([&](Filter &f) { f.to = between; }), (QStringList{b, a}));
    EXPECT_EQ(asked([](Filter &f) { f.action = QStringLiteral("apply"); }), QStringList());
    EXPECT_EQ(asked([&](Filter &f) { f.operation = b; }), QStringList{b});
    EXPECT_EQ(asked([](Filter &f) { f.text = QStringLiteral("V1.3.8 ->"); }), (QStringList{c, b, a}));
    EXPECT_EQ(asked([](Filter &f) { f.text = QStringLiteral("5BE01"); }), (QStringList{c, b, a}));
    EXPECT_EQ(asked([](Filter &f) { f.text = QStringLiteral("%"); }), QStringList()); // no wildcard
    EXPECT_EQ(asked([](Filter &f) { f.text = QStringLiteral("v1_3"); }), QStringList());
    EXPECT_EQ(asked([](Filter &f) { f.text = QStringLiteral("' OR 1=1 --"); }), QStringList());
    EXPECT_EQ(asked([](Filter &f) { f.text = QStringLiteral("\" OR \"v1."); }), QStringList());
    EXPECT_EQ(asked([](Filter &f) { f.text = QStringLiteral("o"); }), (QStringList{c, b, a}));
    EXPECT_EQ(asked([](Filter &f) { f.text = QStringLiteral("3.7"); }), (QStringList{c, b, a}));
    EXPECT_EQ(asked([](Filter &f) { f.text = QStringLiteral("3.71"); }), QStringList());
    EXPECT_EQ(asked([](Filter &f) { f.text = QStringLiteral("anna"); }), (QStringList{c, b}));

    Filter page;
    page.limit = 2;
    const QList<AuditEntry> first = valueOf(journal->entries(page));
    EXPECT_EQ(operationsOf(first), (QStringList{c, b}));
    page.before = first.constLast().sequence;
    EXPECT_EQ(operationsOf(valueOf(journal->entries(page))), QStringList{a});
}

TEST_F(Audit, ChangesOfOthersStandOnceAndAreMarked)
{
    const auto journal = opened();
    Entry seen;
    seen.operation = QStringLiteral("git:5be01d2:prod/api");
    seen.action = QStringLiteral("commit");
    seen.environment = QStringLiteral("prod");
    seen.subject = QStringLiteral("prod/api");
    seen.actor = QStringLiteral("ci");
    seen.commit = QStringLiteral("5be01d2");
    seen.state = QStringLiteral("succeeded");
    ASSERT_TRUE(isDone(journal->recordSeen(seen)));
    ASSERT_TRUE(isDone(journal->recordSeen(seen)));
    const QList<AuditEntry> entries = valueOf(journal->entries({}));
    ASSERT_EQ(entries.size(), 1);
    EXPECT_TRUE(entries.constFirst().outside);
    EXPECT_EQ(entries.constFirst().actor, QStringLiteral("ci"));
    EXPECT_FALSE(entries.constFirst().open);
}

TEST_F(Audit, ACellNeverBecomesAFormula)
{
    AuditEntry entry;
    entry.at = m_clock.now();
    entry.actor = QStringLiteral("=cmd|' /C calc'!A0");
    entry.subject = QStringLiteral("@SUM(A1)");
    entry.detail = QStringLiteral("+1");
    entry.reason = QStringLiteral("-2, \"quoted\"\nand more");
    entry.machine = QStringLiteral("\t=1");
    AuditExport text(AuditFormat::Csv);
    text.add({entry});
    const QByteArray csv = text.finish();
    EXPECT_TRUE(csv.contains(",'=cmd|' /C calc'!A0,"));
    EXPECT_TRUE(csv.contains(",'@SUM(A1),"));
    EXPECT_TRUE(csv.contains(",'+1,"));
    EXPECT_TRUE(csv.contains(",'\t=1,"));
    EXPECT_TRUE(csv.contains("\"'-2, \"\"quoted\"\"\nand more\""));
    EXPECT_EQ(csv.count("\r\n"), 2);
}

TEST_F(Audit, ExportsHoldEverythingThatMatches)
{
    const auto journal = opened();
    for (int i = 0; i < 5; ++i)
        finished(*journal, QStringLiteral("prod"), QStringLiteral("bo"));
    finished(*journal, QStringLiteral("dev"), QStringLiteral("bo"));
    Filter filter;
    filter.environment = QStringLiteral("prod");
    filter.limit = 2;
    EXPECT_EQ(valueOf(journal->exportCsv(filter)).count("\r\n"), 6);
    const QJsonArray json = QJsonDocument::fromJson(valueOf(journal->exportJson(filter))).array();
    ASSERT_EQ(json.size(), 5);
    EXPECT_EQ(json.at(0).toObject().value(QLatin1String("state")).toString(), QStringLiteral("succeeded"));
    EXPECT_TRUE(json.at(0).toObject().value(QLatin1String("error")).isNull());
}

TEST_F(Audit, StateAndOriginNarrowToo)
{
    const auto journal = opened();
    const QString good = finished(*journal, QStringLiteral("prod"), QStringLiteral("bo"));
    const QString bad = finished(*journal, QStringLiteral("prod"), QStringLiteral("bo"), JobState::Failed);
    const QString open = newOperation();
    valueOf(journal->append(intent(open)));
    Entry seen;
    seen.operation = QStringLiteral("git:5be01d2:prod/api");
    seen.state = QStringLiteral("committed");
    ASSERT_TRUE(isDone(journal->recordSeen(seen)));
    const auto inState = [&](const char *state) {
        Filter filter;
        filter.state = QLatin1String(state);
        return operationsOf(valueOf(journal->entries(filter)));
    };
    EXPECT_EQ(inState("succeeded"), QStringList{good});
    EXPECT_EQ(inState("failed"), QStringList{bad});
    EXPECT_EQ(inState("running"), QStringList{open});
    EXPECT_EQ(inState("committed"), QStringList{seen.operation});
    Filter filter;
    filter.outside = true;
    EXPECT_EQ(operationsOf(valueOf(journal->entries(filter))), QStringList{seen.operation});
    filter.outside = false;
    EXPECT_EQ(operationsOf(valueOf(journal->entries(filter))), (QStringList{open, bad, good}));
}

TEST_F(Audit, NamesAreThoseThatStandInTheRows)
{
    const auto journal = opened();
    EXPECT_EQ(valueOf(journal->names()), AuditNames());
    finished(*journal, QStringLiteral("prod"), QStringLiteral("bo"));
    finished(*journal, QStringLiteral("dev"), QStringLiteral("anna"));
    EXPECT_EQ(valueOf(journal->names()),
              (AuditNames{{QStringLiteral("anna"), QStringLiteral("bo")}, {QStringLiteral("rollback")}}));
}

TEST_F(Audit, OperationsOfOtherMachinesAreToldFromOurs)
{
    const auto journal = opened();
    const QString ours = finished(*journal, QStringLiteral("prod"), QStringLiteral("bo"));
    EXPECT_EQ(valueOf(journal->knownOf({newOperation(), ours, QString()})), QStringList{ours});
}

AuditEntry commitAt(const QDateTime &at, const char *sha)
{
    AuditEntry entry;
    entry.operation = QLatin1String("git:") + QLatin1String(sha);
    entry.outside = true;
    entry.at = at;
    entry.environment = QStringLiteral("prod");
    entry.actor = QStringLiteral("ci");
    entry.commit = QLatin1String(sha);
    return entry;
}

TEST_F(Audit, WhatIsNotInTheJournalStandsAtItsTime)
{
    const QDateTime noon(QDate(2026, 3, 2), QTime(12, 0), Qt::UTC);
    const QList<AuditEntry> page{commitAt(noon, "b"), commitAt(noon.addSecs(-60), "d")};
    QList<AuditEntry> others{commitAt(noon.addSecs(5), "a"), commitAt(noon.addSecs(-30), "c"),
                             commitAt(noon.addSecs(-90), "e")};
    const auto commits = [](const QList<AuditEntry> &entries) {
        QString all;
        for (const AuditEntry &entry : entries)
            all += entry.commit;
        return all;
    };
    EXPECT_EQ(commits(interleaved(page, others, false)), QStringLiteral("abcd"));
    EXPECT_EQ(commits(others), QStringLiteral("e")); // belongs behind rows that are not read yet
    EXPECT_EQ(commits(interleaved({}, others, true)), QStringLiteral("e"));
    EXPECT_TRUE(others.isEmpty());
}

TEST_F(Audit, AFilterMeansTheSameForWhatIsNotInTheJournal)
{
    const AuditEntry entry = commitAt(m_clock.now(), "5be01d2");
    const auto passes = [&](auto change) {
        Filter filter;
        change(filter);
        return matches(entry, filter);
    };
    EXPECT_TRUE(passes([](Filter &) {}));
    EXPECT_TRUE(passes([](Filter &f) { f.text = QStringLiteral("5BE0"); }));
    EXPECT_FALSE(passes([](Filter &f) { f.text = QStringLiteral("%"); }));
    EXPECT_FALSE(passes([](Filter &f) { f.environment = QStringLiteral("dev"); }));
    EXPECT_FALSE(passes([](Filter &f) { f.outside = false; }));
    EXPECT_TRUE(passes([&](Filter &f) { f.from = entry.at; }));
    EXPECT_FALSE(passes([&](Filter &f) { f.to = entry.at; }));
}

TEST_F(Audit, AnExportOfSeveralPagesIsWhole)
{
    const auto journal = opened();
    QList<Entry> rows;
    for (int i = 0; i < 2100; ++i) {
        const QString operation = newOperation() + QString::number(i);
        rows << intent(operation) << outcome(operation, JobState::Succeeded);
    }
    valueOf(journal->append(rows));
    const AuditEntry other = commitAt(QDateTime(QDate(2020, 1, 1), QTime(0, 0), Qt::UTC), "5be01d2");
    const QJsonArray json = QJsonDocument::fromJson(valueOf(journal->exportJson({}, {other}))).array();
    ASSERT_EQ(json.size(), 2101);
    QSet<QString> operations;
    for (const QJsonValue &row : json)
        operations.insert(row.toObject().value(QLatin1String("operation")).toString());
    EXPECT_EQ(operations.size(), 2101);
    EXPECT_TRUE(json.last().toObject().value(QLatin1String("outside")).toBool());
    EXPECT_EQ(valueOf(journal->exportCsv({}, {other})).count("\r\n"), 2102);
}

} // namespace
} // namespace envdeck::journal
