// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/dokploy/client.h"

#include <QTimer>

namespace envdeck::dokploy {

struct FollowTiming {
    std::chrono::milliseconds poll{2000}; // of the row's status: the socket never ends by itself
    std::chrono::milliseconds quiet{600}; // without a line after the row's end, before we hang up
    std::chrono::milliseconds opening{8000};
};

// Follows the log of one deployment: what there is, then what comes, until its row says that it is over. Live
// over a WebSocket; when that is refused or breaks, by reading the log again with every look at the row
// (0.29.6 and later; before, the socket's error is the end). Lines are whole and redacted; they may hold ANSI
// colours. Ends once, by ended() or failed(): NotFound when the row is gone, Unauthorized and Forbidden when
// the key may not listen. Destroying it hangs up. Thread: the client's.
class LogFollower final : public QObject {
    Q_OBJECT

public:
    // `client` outlives it.
    LogFollower(Client &client, const ServiceRef &service, const QString &deploymentId,
                const FollowTiming &timing = {}, QObject *parent = nullptr);
    ~LogFollower() override;

    void start(); // once
    bool isLive() const { return m_socket != nullptr; }

Q_SIGNALS:
    void arrived(const QStringList &lines);
    void ended(envdeck::dokploy::DeploymentStatus status);
    void failed(const envdeck::Error &error);

private:
    void look();
    void looked(const Result<QList<DeploymentRow>> &rows);
    void listen(const DeploymentRow &row);
    void take(const QString &text);
    void losing(const Error &why); // the socket
    void readAgain();
    void endWhenQuiet();
    void finish(const std::optional<Error> &error);

    Client &m_client;
    const ServiceRef m_service;
    const QString m_id;
    const FollowTiming m_timing;
    std::unique_ptr<http::TextSocket> m_socket;
    std::optional<Error> m_lost; // why there is no socket
    QTimer m_poll;
    QTimer m_quiet;
    QString m_part;                           // of a line
    qsizetype m_told = 0;                     // lines
    QString m_last;                           // of them
    int m_failures = 0;                       // of looks, in a row
    std::optional<DeploymentStatus> m_status; // once it is over
    bool m_isOpen = false;                    // the socket
    bool m_reading = false;
    bool m_over = false;
    std::stop_source m_stop;
};

} // namespace envdeck::dokploy
