// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/dokploy/log_follower.h"

#include <algorithm>

namespace envdeck::dokploy {

namespace {

constexpr int patience = 3;      // looks in a row that may fail
constexpr int mostLines = 10000; // that one reading gives
constexpr qsizetype longestLine = 16 * 1024;

// Dokploy upgrades every request and refuses afterwards: 4000 for a bad parameter, 4003 for no right, and no
// code at all (which Qt reads as a normal end) for no valid key. It never ends a log by itself.
Error errorOfClose(int code, const QString &reason, bool toldAnything, const QString &subject)
{
    if (code == 4003)
        return {ErrorCode::Forbidden, subject, reason, code};
    if (code == 4000)
        return {ErrorCode::BadInput, subject, reason, code};
    return {toldAnything ? ErrorCode::Unreachable : ErrorCode::Unauthorized, subject, reason, code};
}

} // namespace

LogFollower::LogFollower(Client &client, const ServiceRef &service, const QString &deploymentId,
                         const FollowTiming &timing, QObject *parent)
    : QObject(parent), m_client(client), m_service(service), m_id(deploymentId), m_timing(timing)
{
    m_poll.setSingleShot(true);
    m_poll.setInterval(timing.poll);
    connect(&m_poll, &QTimer::timeout, this, &LogFollower::look);
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(timing.quiet);
    connect(&m_quiet, &QTimer::timeout, this, [this] { finish({}); });
}

LogFollower::~LogFollower()
{
    m_stop.request_stop();
}

void LogFollower::start()
{
    look();
}

void LogFollower::look()
{
    whenDone(m_client.deployments(m_service, m_stop.get_token()), this,
             [this](const Result<QList<DeploymentRow>> &rows) { looked(rows); });
}

void LogFollower::looked(const Result<QList<DeploymentRow>> &rows)
{
    if (m_over)
        return;
    if (!rows) {
        if (rows.error().code == ErrorCode::Unauthorized || ++m_failures >= patience)
            return finish(rows.error());
        return m_poll.start();
    }
    m_failures = 0;
    const auto row = std::find_if(rows.value().cbegin(), rows.value().cend(),
                                  [this](const DeploymentRow &candidate) { return candidate.id == m_id; });
    if (row == rows.value().cend())
        return finish(Error{ErrorCode::NotFound, m_id, {}, 0});
    if (row->status != DeploymentStatus::Running)
        m_status = row->status;
    if (!m_socket && !m_lost)
        listen(*row);
    if (m_lost)
        return readAgain();
    m_status ? endWhenQuiet() : m_poll.start();
}

void LogFollower::listen(const DeploymentRow &row)
{
    auto socket = m_client.listenToLog(row, m_timing.opening);
    if (!socket) {
        m_lost = socket.error();
        return;
    }
    m_socket = std::move(socket).value();
    connect(m_socket.get(), &http::TextSocket::received, this, &LogFollower::take);
    connect(m_socket.get(), &http::TextSocket::opened, this, [this] {
        m_isOpen = true;
        if (m_status)
            endWhenQuiet();
    });
    connect(m_socket.get(), &http::TextSocket::failed, this, &LogFollower::losing);
    connect(m_socket.get(), &http::TextSocket::closed, this, [this](int code, const QString &reason) {
        losing(errorOfClose(code, reason, m_told > 0, m_id));
    });
}

void LogFollower::take(const QString &text)
{
    m_part += text;
    QStringList lines = m_part.split(QLatin1Char('\n'));
    m_part = lines.takeLast();
    if (m_part.size() > longestLine) // a program that never ends its line
        lines.append(std::exchange(m_part, QString()));
    for (QString &line : lines)
        line = m_client.redacted(line.left(longestLine)).remove(QLatin1Char('\r'));
    if (!lines.isEmpty()) {
        m_told += lines.size();
        m_last = lines.last();
        Q_EMIT arrived(lines);
    }
    if (m_status && !m_over)
        endWhenQuiet();
}

void LogFollower::losing(const Error &why)
{
    if (m_over)
        return;
    m_lost = why;
    m_socket.release()->deleteLater(); // it is telling us so just now
    m_part.clear();                    // read again whole
    m_quiet.stop();
    if (!m_poll.isActive())
        m_poll.start();
}

void LogFollower::readAgain()
{
    if (std::exchange(m_reading, true))
        return;
    whenDone(m_client.log(m_id, mostLines, m_stop.get_token()), this, [this](const Result<QString> &text) {
        m_reading = false;
        if (m_over)
            return;
        if (!text)
            return finish(text.error().code == ErrorCode::NotFound ? *m_lost : text.error());
        QStringList lines = text.value().split(QLatin1Char('\n'));
        if (!m_status || lines.last().isEmpty())
            lines.removeLast(); // not ended yet, or nothing
        for (QString &line : lines)
            line = line.left(longestLine).remove(QLatin1Char('\r'));
        // Beyond what one reading gives the lines no longer count from the beginning.
        const qsizetype known = lines.size() < mostLines ? m_told : lines.lastIndexOf(m_last) + 1;
        const QStringList fresh = lines.mid(known);
        if (!fresh.isEmpty()) {
            m_told += fresh.size();
            m_last = fresh.last();
            Q_EMIT arrived(fresh);
        }
        m_status ? finish({}) : m_poll.start();
    });
}

void LogFollower::endWhenQuiet()
{
    if (m_isOpen) // else it has not told us anything yet
        m_quiet.start();
}

void LogFollower::finish(const std::optional<Error> &error)
{
    if (std::exchange(m_over, true))
        return;
    m_poll.stop();
    m_quiet.stop();
    m_socket.reset();
    if (!error && !m_part.isEmpty())
        Q_EMIT arrived({m_client.redacted(std::exchange(m_part, QString()))});
    if (error)
        Q_EMIT failed(*error);
    else
        Q_EMIT ended(*m_status);
}

} // namespace envdeck::dokploy
