// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/journal/child.h"

#include <QProcessEnvironment>

namespace envdeck::journal {

Child::Child(const QStringList &arguments, const QStringList &under)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    // LeakSanitizer cannot look at a process that is traced.
    environment.insert(QStringLiteral("ASAN_OPTIONS"), QStringLiteral("detect_leaks=0"));
    m_process.setProcessEnvironment(environment);
    const QStringList command = under + QStringList{QStringLiteral(ENVDECK_JOURNAL_CHILD)} + arguments;
    m_process.start(command.constFirst(), command.mid(1));
}

Child::~Child()
{
    m_process.kill();
    m_process.waitForFinished();
}

const QStringList &Child::lines()
{
    m_output += m_process.readAllStandardOutput();
    for (qsizetype end = m_output.indexOf('\n'); end >= 0; end = m_output.indexOf('\n')) {
        m_lines.append(QString::fromUtf8(m_output.left(end)));
        m_output.remove(0, end + 1);
    }
    return m_lines;
}

bool Child::said(const QString &line)
{
    return testing::eventually([&] { return lines().contains(line); }, std::chrono::minutes(1));
}

bool Child::ended()
{
    return testing::eventually([&] { return m_process.state() == QProcess::NotRunning; },
                               std::chrono::minutes(2));
}

int Child::acknowledged()
{
    int last = 0;
    for (const QString &line : lines()) {
        if (line.startsWith(QLatin1String("ack ")))
            last = line.mid(4).toInt();
    }
    return last;
}

::testing::AssertionResult holds(const QString &folder, const QString &subject, int acknowledged)
{
    const testing::FakeClock clock;
    Journal journal({folder, {}, {}}, clock);
    const auto report = testing::answerOf(journal.verifyChain());
    if (!report)
        return ::testing::AssertionFailure() << "not readable: " << qPrintable(report.error().detail);
    if (!report.value().isWhole())
        return ::testing::AssertionFailure()
               << "broken at " << report.value().firstBroken << ": " << qPrintable(report.value().why);
    Filter filter;
    filter.subject = subject;
    filter.limit = -1;
    const auto entries = testing::answerOf(journal.entries(filter));
    if (!entries)
        return ::testing::AssertionFailure() << "not readable: " << qPrintable(entries.error().detail);
    const auto rows = entries.value();
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (rows.at(i).detail.toInt() != int(rows.size() - i))
            return ::testing::AssertionFailure() << "row " << rows.size() - i << " is not there";
    }
    if (rows.size() < acknowledged || rows.size() > acknowledged + 1)
        return ::testing::AssertionFailure() << acknowledged << " acknowledged, " << rows.size() << " there";
    return ::testing::AssertionSuccess();
}

} // namespace envdeck::journal
