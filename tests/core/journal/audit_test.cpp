// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/audit_export.h"
#include "tests/core/journal/journal_fixture.h"

#include <QJsonDocument>

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
    const QByteArray csv = csvOf({entry});
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

} // namespace
} // namespace envdeck::journal
