// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QStringList>

namespace envdeck::infrastructure {

// A running apply_starter.
class StarterProcess {
public:
    StarterProcess(const QString &checkout, const QString &remote, const QString &folder);
    ~StarterProcess(); // killed

    bool said(const QString &beginning); // waits for such a line
    void go() { m_process.write("go\n"); }
    void kill(); // -9, and waits until it is gone
    bool ended();
    QString lastLine();
    QString all() const { return QString::fromUtf8(m_out) + QString::fromUtf8(m_errors); }

private:
    bool read();

    QProcess m_process;
    QByteArray m_out, m_errors;
};

} // namespace envdeck::infrastructure
