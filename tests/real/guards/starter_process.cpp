// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/guards/starter_process.h"

#include "tests/support/event_loop.h"

namespace envdeck::infrastructure {

using namespace std::chrono_literals;

StarterProcess::StarterProcess(const QString &checkout, const QString &remote, const QString &folder)
{
    m_process.start(QStringLiteral(ENVDECK_APPLY_STARTER), {checkout, remote, folder});
}

StarterProcess::~StarterProcess()
{
    kill();
}

bool StarterProcess::read()
{
    m_out += m_process.readAllStandardOutput();
    m_errors += m_process.readAllStandardError();
    return m_process.state() != QProcess::NotRunning;
}

bool StarterProcess::said(const QString &beginning)
{
    const QByteArray wanted = '\n' + beginning.toUtf8();
    testing::eventually([&] { return !read() || ('\n' + m_out).contains(wanted); }, 240s);
    return ('\n' + m_out).contains(wanted);
}

void StarterProcess::kill()
{
    m_process.kill();
    m_process.waitForFinished(60'000);
    read();
}

bool StarterProcess::ended()
{
    return testing::eventually([&] { return !read(); }, 240s);
}

QString StarterProcess::lastLine()
{
    return QString::fromUtf8(m_out.trimmed().split('\n').last());
}

} // namespace envdeck::infrastructure
