// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/standin_dokploy/bench.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTcpSocket>

namespace envdeck::testing {
namespace {

class Spoilt {
public:
    explicit Spoilt(const char *fault)
    {
        bench.dokploy->setFaultFile(file());
        QFile written(file());
        EXPECT_TRUE(written.open(QIODevice::WriteOnly));
        written.write(fault);
    }
    QString file() const { return bench.folder.path() + QStringLiteral("/fault"); }

    Bench bench;
};

TEST(DokployFaults, ARefusedKeyLooksLikeARealOneAndSparesHealthAndWebhooks)
{
    Spoilt spoilt("unauthorized");
    const Fetched refused = spoilt.bench.ask("GET", QStringLiteral("/api/project.all"));
    EXPECT_EQ(refused.status, 401);
    EXPECT_EQ(refused.body, "{\"message\":\"Unauthorized\"}");
    EXPECT_EQ(spoilt.bench.askWithoutKey("GET", QStringLiteral("/api/health")).status, 200);
    EXPECT_EQ(spoilt.bench.askWithoutKey("POST", QStringLiteral("/api/deploy/compose/none")).status, 404);
    QFile::remove(spoilt.file());
    EXPECT_EQ(spoilt.bench.ask("GET", QStringLiteral("/api/project.all")).status, 200);
}

TEST(DokployFaults, AProxysPageIsHtmlWithStatus200)
{
    Spoilt spoilt("html");
    const Fetched page = spoilt.bench.ask("GET", QStringLiteral("/api/settings.getDokployVersion"));
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.header("Content-Type").startsWith("text/html"));
}

TEST(DokployFaults, ASilentServerAcceptsAndSaysNothing)
{
    Spoilt spoilt("silent");
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), spoilt.bench.dokploy->port());
    EXPECT_TRUE(eventually([&] { return socket.state() == QAbstractSocket::ConnectedState; }));
    socket.write("GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_FALSE(eventually([&] { return socket.bytesAvailable() > 0; }, std::chrono::milliseconds(300)));
}

// A client that gave up must not take the server with it when the late answer comes.
TEST(DokployFaults, ASlowAnswerToAClientThatLeftHarmsNobody)
{
    Spoilt spoilt("slow 500");
    {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), spoilt.bench.dokploy->port());
        EXPECT_TRUE(eventually([&] { return socket.state() == QAbstractSocket::ConnectedState; }));
        socket.write("GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n");
        EXPECT_FALSE(eventually([&] { return socket.bytesAvailable() > 0; }, std::chrono::milliseconds(200)));
    }
    const Fetched late = spoilt.bench.askWithoutKey("GET", QStringLiteral("/api/health"));
    EXPECT_EQ(late.body, "{\"ok\":true}");
}

TEST(DokployFaults, EveryPathButThePublicOnesNeedsTheKey)
{
    Bench bench;
    for (const char *path : {"/api/project.all", "/api/settings.health", "/api/docker.getContainers",
                             "/api/trpc/project.all", "/", "/api/deployment.queueList"})
        EXPECT_EQ(bench.askWithoutKey("GET", QLatin1String(path)).status, 401) << path;
    bench.options.apiKey.clear();
    bench.restart();
    EXPECT_EQ(fetch("GET", QUrl(bench.dokploy->url().toString() + QStringLiteral("/api/project.all")),
                    {{"x-api-key", ""}})
                  .status,
              401);
}

TEST(DokployFaults, ListensOnLoopbackOnly)
{
    Bench bench;
    standins::Dokploy other(bench.options, bench.engine, bench.clock);
    EXPECT_FALSE(other.start(0, QHostAddress(QStringLiteral("0.0.0.0"))));
    EXPECT_FALSE(other.start(bench.dokploy->port()));
}

} // namespace
} // namespace envdeck::testing
