// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/http/fault_proxy.h"

#include <QHostAddress>
#include <sys/socket.h>

namespace envdeck::testing {

// One connection of a client and the one to the server behind it.
class FaultProxy::Link : public QObject {
public:
    Link(qintptr descriptor, quint16 target, std::optional<Fault> fault, QObject *parent)
        : QObject(parent), m_fault(fault)
    {
        m_client.setSocketDescriptor(descriptor);
        if (m_fault && m_fault->side == FaultSide::Up && m_fault->after == 0 &&
            m_fault->kind != FaultKind::Corrupt) {
            QMetaObject::invokeMethod(this, &Link::act, Qt::QueuedConnection);
            return;
        }
        m_server.connectToHost(QHostAddress::LocalHost, target);
        connect(&m_client, &QTcpSocket::readyRead, this,
                [this] { pass(m_client, m_server, FaultSide::Up, m_up); });
        connect(&m_server, &QTcpSocket::readyRead, this,
                [this] { pass(m_server, m_client, FaultSide::Down, m_down); });
        connect(&m_client, &QTcpSocket::disconnected, this, [this] { m_server.disconnectFromHost(); });
        connect(&m_server, &QTcpSocket::disconnected, this, [this] {
            if (!m_stalled)
                m_client.disconnectFromHost();
        });
        connect(&m_client, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    }

private:
    void pass(QTcpSocket &from, QTcpSocket &to, FaultSide side, qint64 &passed)
    {
        QByteArray bytes = from.readAll();
        if (m_stalled)
            return;
        const bool here = m_fault && m_fault->side == side && passed + bytes.size() > m_fault->after;
        if (!here) {
            passed += bytes.size();
            to.write(bytes);
            return;
        }
        const qsizetype point = m_fault->after - passed;
        if (m_fault->kind == FaultKind::Corrupt) {
            bytes[point] = char(bytes.at(point) ^ 0x10);
            m_fault.reset();
            to.write(bytes);
            return;
        }
        to.write(bytes.left(point));
        to.flush();
        act();
    }

    void act()
    {
        switch (m_fault->kind) {
        case FaultKind::Corrupt: break;
        case FaultKind::Stall: m_stalled = true; break;
        case FaultKind::Reset: {
            const linger immediately{1, 0};
            ::setsockopt(int(m_client.socketDescriptor()), SOL_SOCKET, SO_LINGER, &immediately,
                         sizeof immediately);
            m_server.disconnectFromHost();
            m_client.abort();
            break;
        }
        case FaultKind::Close:
            m_server.disconnectFromHost();
            m_client.disconnectFromHost();
            break;
        }
    }

    QTcpSocket m_client;
    QTcpSocket m_server;
    std::optional<Fault> m_fault;
    qint64 m_up = 0;
    qint64 m_down = 0;
    bool m_stalled = false;
};

FaultProxy::FaultProxy(quint16 targetPort, quint64 seed) : m_target(targetPort), m_random(seed)
{
    listen(QHostAddress::LocalHost);
}

void FaultProxy::setFaults(const QList<std::optional<Fault>> &faults)
{
    m_faults = faults;
    m_every.reset();
}

void FaultProxy::setEveryFault(const Fault &fault)
{
    m_every = fault;
}

Fault FaultProxy::anyFault(qint64 up, qint64 down)
{
    const auto below = [this](qint64 limit) {
        return std::uniform_int_distribution<qint64>(0, limit - 1)(m_random);
    };
    Fault fault;
    fault.side = below(2) == 0 ? FaultSide::Up : FaultSide::Down;
    fault.kind = std::array{FaultKind::Close, FaultKind::Reset, FaultKind::Stall}.at(size_t(below(3)));
    fault.after = below(fault.side == FaultSide::Up ? up : down);
    return fault;
}

void FaultProxy::refuse()
{
    close();
}

QUrl FaultProxy::through(const QUrl &url) const
{
    QUrl other = url;
    other.setPort(serverPort());
    return other;
}

void FaultProxy::incomingConnection(qintptr descriptor)
{
    const int index = m_connections++;
    new Link(descriptor, m_target, m_every ? m_every : m_faults.value(index), this);
}

} // namespace envdeck::testing
