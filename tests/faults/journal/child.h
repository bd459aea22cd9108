// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/journal/journal.h"
#include "tests/support/event_loop.h"
#include "tests/support/fake_clock.h"

#include <QProcess>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::journal {

// One run of journal_child, under another program where one is given.
class Child {
public:
    explicit Child(const QStringList &arguments, const QStringList &under = {});
    ~Child(); // killed

    const QStringList &lines();     // what it said so far
    bool said(const QString &line); // waits for it
    bool ended();                   // waits for that
    void kill() { m_process.kill(); }
    int acknowledged(); // the last N of "ack N"
    QByteArray errors() { return m_process.readAllStandardError(); }
    qint64 pid() const { return m_process.processId(); }
    int exitCode() const { return m_process.exitCode(); }

private:
    QProcess m_process;
    QByteArray m_output;
    QStringList m_lines;
};

// Whether every acknowledged row of that subject is there, no number is missing below the highest, and the
// chain is whole. More rows than were acknowledged may be there: the acknowledgement was lost then, not the
// row.
::testing::AssertionResult holds(const QString &folder, const QString &subject, int acknowledged);

} // namespace envdeck::journal
