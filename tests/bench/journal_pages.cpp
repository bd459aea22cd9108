// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// envdeck-journal-pages FOLDER [COUNT]: opens a journal of a million deployments and pages through it. A line
// for each page: milliseconds of it, of the bare query of SQLite for the same rows, and of a search that
// matches few.
#include "core/journal/journal.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <cstdio>

namespace {

using namespace envdeck;

constexpr int pageRows = 200;
constexpr int pages = 100;
constexpr int shownColumns = 26; // of records, and the state
constexpr int searches = 10;
constexpr int atOnce = 5000; // operations written in one transaction

template <typename T>
Result<T> answered(const Async<T> &answer)
{
    while (!answer.isFinished())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 1);
    return answer.result();
}

QList<journal::Entry> deployments(int from, int count)
{
    QList<journal::Entry> entries;
    for (int n = from; n < from + count; ++n) {
        journal::Entry entry;
        entry.operation = QStringLiteral("op-%1").arg(n);
        entry.action = n % 9 ? QStringLiteral("deploy") : QStringLiteral("rollback");
        entry.environment = n % 3 ? QStringLiteral("prod") : QStringLiteral("test");
        entry.subject = entry.environment + QStringLiteral("/api-%1").arg(n % 40);
        entry.detail = QStringLiteral("v1.%1 -> v1.%2").arg(n).arg(n + 1);
        entry.actor = QStringLiteral("bo");
        entry.risk = Risk::R2;
        entries.append(entry);
        entry.kind = journal::Kind::Outcome;
        entry.state = QStringLiteral("succeeded");
        entry.closes = true;
        entries.append(entry);
    }
    return entries;
}

double since(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    const QString folder = words.value(1);
    const int count = words.value(2, QStringLiteral("1000000")).toInt();
    if (folder.isEmpty() || count < pageRows)
        return 64;
    SystemClock clock;
    {
        journal::Journal made({folder, QStringLiteral("bench"), {}, std::chrono::seconds(5)}, clock);
        for (int n = 0; n < count; n += atOnce) {
            if (!answered(made.append(deployments(n, std::min(atOnce, count - n)))))
                return 1;
        }
    }
    QSqlDatabase bare = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"));
    bare.setDatabaseName(folder + QStringLiteral("/journal.sqlite"));
    if (!bare.open())
        return 1;
    QSqlQuery query(bare);
    query.setForwardOnly(true);
    // The columns that an entry shows, of its first row and of its last, and nothing else.
    query.prepare(QStringLiteral(
        "SELECT i.*, (SELECT state FROM records l WHERE l.operation=i.operation AND l.kind='outcome' "
        "ORDER BY l.sequence DESC LIMIT 1) FROM records i WHERE +i.kind IN ('intent','seen') AND "
        "i.sequence<? "
        "ORDER BY i.sequence DESC LIMIT ?"));

    journal::Journal opened({folder, QStringLiteral("bench"), {}, std::chrono::seconds(5)}, clock);
    QElapsedTimer timer;
    for (int page = 0; page < pages; ++page) {
        journal::Filter filter;
        filter.limit = pageRows;
        filter.before = qint64(2) * count + 1 - qint64(page) * (2 * count / pages);
        timer.start();
        const auto entries = answered(opened.entries(filter)); // the first one opens the file
        const double ours = since(timer);
        if (!entries || entries.value().isEmpty())
            return 1;
        timer.start();
        query.bindValue(0, filter.before);
        query.bindValue(1, pageRows);
        int rows = 0;
        for (bool ok = query.exec() && query.next(); ok; ok = query.next()) {
            for (int column = 0; column < shownColumns; ++column)
                (void)query.value(column);
            ++rows;
        }
        const double theirs = since(timer);
        double found = 0;
        if (page < searches) {
            journal::Filter search;
            search.text = QStringLiteral("v1.%1 ").arg(count / (page + 2));
            timer.start();
            if (!answered(opened.entries(search)))
                return 1;
            found = since(timer);
        }
        std::printf("%.3f %.3f %.3f\n", ours, theirs, found);
        if (rows == 0)
            return 1;
    }
    return 0;
}
