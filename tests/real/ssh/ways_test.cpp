// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/ssh/ssh_world.h"

#include <QTcpSocket>
#include <arpa/inet.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace envdeck::testing {
namespace {

using namespace ssh;

struct SshWays : SshTest {};

sockaddr *plain(sockaddr_in &address)
{
    return reinterpret_cast<sockaddr *>(&address); // what the socket interface wants
}

sockaddr_in loopback(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

// A socket that gives up instead of hanging.
int impatient(int fd)
{
    const timeval limit{30, 0};
    ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    return fd;
}

QByteArray readToEnd(int fd)
{
    QByteArray all;
    char buffer[65536];
    for (auto got = ::recv(fd, buffer, sizeof buffer, 0); got > 0; got = ::recv(fd, buffer, sizeof buffer, 0))
        all.append(buffer, got);
    return all;
}

void sendAndFinish(int fd, const QByteArray &bytes)
{
    for (qsizetype at = 0; at < bytes.size();) {
        const auto wrote =
            ::send(fd, bytes.constData() + at, static_cast<size_t>(bytes.size() - at), MSG_NOSIGNAL);
        if (wrote <= 0)
            break;
        at += wrote;
    }
    ::shutdown(fd, SHUT_WR);
}

// Answers each connection with what it got, twice, after the other side has finished.
class Doubler {
public:
    Doubler() : m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address = loopback(0);
        socklen_t size = sizeof address;
        EXPECT_EQ(::bind(m_listener, plain(address), size), 0);
        EXPECT_EQ(::listen(m_listener, 8), 0);
        EXPECT_EQ(::getsockname(m_listener, plain(address), &size), 0);
        port = ntohs(address.sin_port);
        m_thread = std::thread([this] {
            for (int fd = ::accept(m_listener, nullptr, nullptr); fd >= 0;
                 fd = ::accept(m_listener, nullptr, nullptr)) {
                const QByteArray all = readToEnd(impatient(fd));
                sendAndFinish(fd, all + all);
                ::close(fd);
            }
        });
    }
    ~Doubler()
    {
        ::shutdown(m_listener, SHUT_RDWR); // which ends accept()
        m_thread.join();
        ::close(m_listener);
    }
    quint16 port = 0;

private:
    int m_listener;
    std::thread m_thread;
};

QByteArray exchange(quint16 port, const QByteArray &bytes)
{
    const int fd = impatient(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address = loopback(port);
    QByteArray got = "no connection";
    if (::connect(fd, plain(address), sizeof address) == 0) {
        sendAndFinish(fd, bytes);
        got = readToEnd(fd);
    }
    ::close(fd);
    return got;
}

TEST_F(SshWays, AForwardCarriesBothWaysForAsLongAsItLives)
{
    const Sshd sshd;
    Connection connection(settingsFor(sshd));
    Doubler far;
    auto forward = answerOf(connection.forward({s("127.0.0.1"), far.port}));
    ASSERT_TRUE(forward);
    const quint16 port = forward.value()->port();
    const QByteArray large = QByteArray("0123456789abcdef").repeated(60000);
    EXPECT_EQ(exchange(port, "hello"), "hellohello");
    EXPECT_TRUE(exchange(port, large) == large + large);
    connection.drop();
    EXPECT_EQ(exchange(port, "again"), "againagain"); // over a new session
    forward = Error{};
    EXPECT_TRUE(eventually([&] {
        QTcpSocket socket;
        socket.connectToHost(s("127.0.0.1"), port);
        return !socket.waitForConnected(200);
    }));
}

TEST_F(SshWays, AJumpHostCarriesAndEachHasItsOwnIdentity)
{
    const Sshd gate;
    const Sshd inner;
    Settings settings = settingsFor(inner);
    settings.jump = std::make_shared<Connection>(settingsFor(gate));
    Connection connection(settings);
    const auto answer = runOn(connection, "echo $SSH_CONNECTION; head -c 3000000 /dev/zero");
    ASSERT_TRUE(answer) << qPrintable(answer.error().detail);
    EXPECT_GT(answer.value().out.size(), 3000000);
    EXPECT_TRUE(gate.log().contains("direct-tcpip"));

    Settings unknownGate = settingsFor(gate);
    ASSERT_TRUE(writeFile(unknownGate.knownHostsFile, ""));
    settings.jump = std::make_shared<Connection>(unknownGate);
    Connection refused(settings);
    const auto refusal = runOn(refused, "true");
    ASSERT_FALSE(refusal);
    EXPECT_EQ(refusal.error().detail, s("host-key-unknown"));
    EXPECT_EQ(refusal.error().subject, unknownGate.target.endpoint.text()); // says which of the two
}

} // namespace
} // namespace envdeck::testing
