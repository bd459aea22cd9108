// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <optional>
#include <random>

namespace envdeck::testing {

enum class FaultKind {
    Close,   // FIN to both sides
    Reset,   // RST to the client
    Stall,   // nothing more is passed on, connections stay
    Corrupt, // one bit of the byte at the point is flipped; the rest passes
};
enum class FaultSide { Up, Down }; // client to server, server to client

// What happens after `after` bytes of one direction of one connection; 0: before the first byte.
struct Fault {
    FaultKind kind = FaultKind::Close;
    FaultSide side = FaultSide::Up;
    qint64 after = 0;
};

// A TCP proxy on a random port of 127.0.0.1 in front of a server. Connections take the faults in turn; those
// after the last one pass untouched. It knows bytes only, so it works for TLS as well.
class FaultProxy : public QTcpServer {
public:
    explicit FaultProxy(quint16 targetPort, quint64 seed = 1);

    void setFaults(const QList<std::optional<Fault>> &faults); // empty optional: that connection passes
    void setEveryFault(const Fault &fault);                    // for all connections
    // A fault of any kind but Corrupt somewhere in the first `up` and `down` bytes; same seed, same faults.
    Fault anyFault(qint64 up, qint64 down);

    int connections() const { return m_connections; }
    void refuse();                       // stops listening: connection refused from now on
    QUrl through(const QUrl &url) const; // the same URL by way of this proxy

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    class Link;
    quint16 m_target;
    std::mt19937_64 m_random;
    QList<std::optional<Fault>> m_faults;
    std::optional<Fault> m_every;
    int m_connections = 0;
};

} // namespace envdeck::testing
