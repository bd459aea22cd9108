// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/ssh/ssh_world.h"

#include <QtEndian>
#include <atomic>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>

namespace envdeck::testing {
namespace {

using namespace ssh;

QByteArray sized(const QByteArray &bytes)
{
    char size[4];
    qToBigEndian(static_cast<quint32>(bytes.size()), size);
    return QByteArray(size, 4) + bytes;
}

// An agent that shows one key, if that, and never signs.
class StubbornAgent {
public:
    StubbornAgent(const QString &path, const QByteArray &publicKey) : socket(path)
    {
        const QByteArray blob = QByteArray::fromBase64(publicKey.split(' ').value(1));
        if (!blob.isEmpty())
            m_identities = sized("\x0c" + QByteArray("\0\0\0\1", 4) + sized(blob) + sized("key"));
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const QByteArray name = path.toLocal8Bit();
        std::copy(name.cbegin(), name.cend(), address.sun_path);
        m_listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        EXPECT_EQ(::bind(m_listener, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
        EXPECT_EQ(::listen(m_listener, 8), 0);
        m_thread = std::thread([this] { serve(); });
    }
    ~StubbornAgent()
    {
        m_quit = true;
        m_thread.join();
        for (const Client &client : m_clients)
            ::close(client.fd);
        ::close(m_listener);
    }
    int questions() const { return m_questions; }
    int signatures() const { return m_signatures; } // that were asked for
    QString socket;

private:
    struct Client {
        int fd;
        QByteArray heard;
    };

    void serve()
    {
        while (!m_quit) {
            std::vector<pollfd> polled{{m_listener, POLLIN, 0}};
            for (const Client &client : m_clients)
                polled.push_back({client.fd, POLLIN, 0});
            ::poll(polled.data(), polled.size(), 20);
            for (size_t i = 1; i < polled.size(); ++i) {
                if (polled[i].revents)
                    hear(m_clients[i - 1]);
            }
            if (polled[0].revents)
                m_clients.push_back({::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC), {}});
        }
    }
    void hear(Client &client)
    {
        char buffer[8192];
        const auto got = ::recv(client.fd, buffer, sizeof buffer, MSG_DONTWAIT);
        client.heard.append(buffer, std::max<qsizetype>(0, got));
        while (client.heard.size() > 4) { // questions come in pieces
            const qsizetype size = qFromBigEndian<quint32>(client.heard.constData());
            if (client.heard.size() < 4 + size)
                return;
            ++m_questions;
            if (client.heard.at(4) == 13) // SSH_AGENTC_SIGN_REQUEST
                ++m_signatures;
            else if (!m_identities.isEmpty())
                ::send(client.fd, m_identities.constData(), static_cast<size_t>(m_identities.size()),
                       MSG_NOSIGNAL);
            client.heard.remove(0, 4 + size);
        }
    }

    QByteArray m_identities;
    int m_listener = -1;
    std::vector<Client> m_clients;
    std::atomic<bool> m_quit{false};
    std::atomic<int> m_questions{0};
    std::atomic<int> m_signatures{0};
    std::thread m_thread;
};

struct SshAgent : SshTest {
    static QByteArray publicKey(const Sshd &sshd) { return fileContent(sshd.keyFile() + s(".pub")); }
};

TEST_F(SshAgent, OneThatNeverSignsIsGivenUpAtTheLimitOfConnecting)
{
    const Sshd sshd;
    const StubbornAgent agent(sshd.folder() + s("/agent"), publicKey(sshd));
    Settings settings = settingsFor(sshd);
    settings.login.agentSocket = agent.socket; // the key file that follows is not tried: nobody said no
    settings.connectLimit = std::chrono::seconds(6);
    Connection connection(settings);
    const auto answer = runOn(connection, "true");
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::Timeout);
    EXPECT_EQ(agent.signatures(), 1);
}

// The limit is an hour, so whatever returns here does so because it was told to.
TEST_F(SshAgent, OneThatNeverSignsKeepsNobodyWaiting)
{
    const Sshd sshd;
    const StubbornAgent agent(sshd.folder() + s("/agent"), publicKey(sshd));
    Settings settings = settingsFor(sshd);
    settings.login.agentSocket = agent.socket;
    settings.connectLimit = std::chrono::hours(1);
    auto connection = std::make_unique<Connection>(settings);
    std::stop_source stop;
    const auto patient = connection->run(sh("true"), {std::chrono::milliseconds(0), 1000, false});
    const auto canceled =
        connection->run(sh("true"), {std::chrono::milliseconds(0), 1000, false}, stop.get_token());
    ASSERT_TRUE(eventually([&] { return agent.signatures() == 1; }));
    stop.request_stop();
    EXPECT_EQ(answerOf(canceled).error().code, ErrorCode::Canceled);
    const auto late = runOn(*connection, "true", {std::chrono::milliseconds(100), 1000, false});
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ErrorCode::Timeout);
    EXPECT_FALSE(patient.isFinished());
    connection.reset();
    EXPECT_EQ(answerOf(patient).error().code, ErrorCode::Canceled);
}

TEST_F(SshAgent, OneThatSaysNothingAtAllKeepsNobodyWaitingEither)
{
    const Sshd sshd;
    const StubbornAgent agent(sshd.folder() + s("/agent"), {});
    Settings settings = settingsFor(sshd);
    settings.login.agentSocket = agent.socket;
    settings.connectLimit = std::chrono::hours(1);
    auto connection = std::make_unique<Connection>(settings);
    const auto patient = connection->run(sh("true"), {std::chrono::milliseconds(0), 1000, false});
    ASSERT_TRUE(eventually([&] { return agent.questions() == 1; }));
    connection.reset();
    EXPECT_EQ(answerOf(patient).error().code, ErrorCode::Canceled);
}

} // namespace
} // namespace envdeck::testing
