// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/dokploy/log_follower.h"
#include "tests/contract/standin_dokploy/bench.h"
#include "tests/support/event_loop.h"
#include "tests/support/fixtures.h"
#include "tests/support/http/http_server.h"
#include "tests/support/text.h"

#include <QJsonDocument>

namespace envdeck::dokploy {
namespace {

using namespace testing;
using namespace std::chrono_literals;

const FollowTiming quick{30ms, 250ms, 400ms};

// Everything that a follower says.
struct Heard {
    explicit Heard(LogFollower &follower)
    {
        QObject::connect(&follower, &LogFollower::arrived, &follower,
                         [this, &follower](const QStringList &more) {
                             wasLive = wasLive || follower.isLive();
                             lines += more;
                         });
        QObject::connect(&follower, &LogFollower::ended, &follower, [this](DeploymentStatus how) {
            status = how;
            ++ends;
        });
        QObject::connect(&follower, &LogFollower::failed, &follower, [this](const Error &why) {
            error = why;
            ++ends;
        });
    }
    bool isOver() const { return ends > 0; }

    QStringList lines;
    bool wasLive = false;
    std::optional<DeploymentStatus> status;
    std::optional<Error> error;
    int ends = 0;
};

struct Panel {
    Panel() : client(http, bench.dokploy->url(), Secret(benchKey))
    {
        EXPECT_TRUE(http.allow(bench.dokploy->url()));
    }

    Bench bench;
    http::Client http;
    Client client;
};

const QString oneService = s("services:\n  api:\n    image: %1\n");

TEST(LogFollower, TellsALogAsItGrowsAndEndsWithItsDeployment)
{
    Panel panel;
    const QString id = panel.bench.makeCompose(oneService.arg(panel.bench.image(s("demo/app"), s("v1"))));
    panel.bench.post(s("compose.deploy"), {{s("composeId"), id}});
    ASSERT_TRUE(eventually([&] { return !panel.bench.rows(id).isEmpty(); }));
    const ServiceRef ref{DokployKind::Compose, id};
    LogFollower follower(panel.client, ref, panel.bench.rows(id).first()[s("deploymentId")].toString(),
                         quick);
    Heard heard(follower);
    follower.start();
    ASSERT_TRUE(eventually([&] { return heard.isOver(); }));
    EXPECT_EQ(heard.status, DeploymentStatus::Done);
    ASSERT_FALSE(heard.lines.isEmpty());
    EXPECT_TRUE(heard.wasLive);
    EXPECT_EQ(heard.lines.first(), s("Initializing deployment"));
    EXPECT_EQ(heard.lines.join(s("\n")) + s("\n"), panel.bench.log(panel.bench.rows(id).first()));
    EXPECT_EQ(heard.ends, 1);
}

TEST(LogFollower, AFailedDeploymentEndsInError)
{
    Panel panel;
    const QString id =
        panel.bench.makeCompose(oneService.arg(panel.bench.reference(s("demo/app"), s("none"))));
    EXPECT_EQ(panel.bench.deploy(id), s("error"));
    LogFollower follower(panel.client, {DokployKind::Compose, id},
                         panel.bench.rows(id).first()[s("deploymentId")].toString(), quick);
    Heard heard(follower);
    follower.start();
    ASSERT_TRUE(eventually([&] { return heard.isOver(); }));
    EXPECT_EQ(heard.status, DeploymentStatus::Error);
    EXPECT_TRUE(heard.lines.join(s("\n")).contains(s("Error occurred")));
}

TEST(LogFollower, ARowThatIsGoneIsNotFound)
{
    Panel panel;
    const QString id = panel.bench.makeCompose(oneService.arg(panel.bench.image(s("demo/app"), s("v1"))));
    LogFollower follower(panel.client, {DokployKind::Compose, id}, s("gone"), quick);
    Heard heard(follower);
    follower.start();
    ASSERT_TRUE(eventually([&] { return heard.isOver(); }));
    EXPECT_EQ(heard.error->code, ErrorCode::NotFound);
}

struct Closing {
    int code = 0;
    QString reason;
};

std::optional<Closing> closingOf(Client &client, const QString &path)
{
    DeploymentRow row;
    row.logPath = path;
    auto socket = client.listenToLog(row, 2s);
    if (!socket)
        return {};
    std::optional<Closing> closing;
    QObject::connect(socket.value().get(), &http::TextSocket::closed, socket.value().get(),
                     [&](int code, const QString &reason) {
                         closing = {code, reason};
                     });
    QObject::connect(socket.value().get(), &http::TextSocket::failed, socket.value().get(),
                     [&](const Error &why) { ADD_FAILURE() << qPrintable(why.detail); });
    eventually([&] { return closing.has_value(); });
    return closing;
}

TEST(LogSocket, ClosesAsRecorded)
{
    Panel panel;
    const QJsonObject recorded = QJsonDocument::fromJson(testData(
        s("dokploy/ws-listen-deployment-badpath.json")))[s("response")][s("body")][s("closedByServer")]
                                     .toObject();
    const auto closing = closingOf(panel.client, s("/etc/passwd"));
    ASSERT_TRUE(closing);
    EXPECT_EQ(closing->code, recorded.value(s("code")).toInt());
    EXPECT_EQ(closing->reason, recorded.value(s("reason")).toString());
    // Ours never asks without a path, nor for one that climbs.
    EXPECT_FALSE(closingOf(panel.client, {}));
    EXPECT_FALSE(closingOf(panel.client, s("/etc/dokploy/logs/../../passwd")));
}

TEST(LogSocket, AWrongKeyIsABareClose)
{
    Panel panel;
    Client stranger(panel.http, panel.bench.dokploy->url(), Secret("another-key-entirely"));
    const auto closing = closingOf(stranger, s("/etc/dokploy/logs/x/x.log"));
    ASSERT_TRUE(closing);
    EXPECT_EQ(closing->code, 1000);
    EXPECT_TRUE(closing->reason.isEmpty());
    LogFollower follower(stranger, {DokployKind::Compose, s("c1")}, s("d1"), quick);
    Heard heard(follower);
    follower.start();
    ASSERT_TRUE(eventually([&] { return heard.isOver(); }));
    EXPECT_EQ(heard.error->code, ErrorCode::Unauthorized);
}

// A server without WebSockets, whose deployment goes on for a while.
struct PlainServer {
    PlainServer() : client(http, server.url(), Secret("canary-dokploy-key-4711"))
    {
        EXPECT_TRUE(http.allow(server.url()));
        server.onAny([this](const ReceivedRequest &request) {
            if (request.path() == "/api/deployment.allByCompose")
                return jsonReply(
                    R"([{"deploymentId":"d1","composeId":"c1","title":"t","status":")" +
                    QByteArray(++looks > 3 ? "done" : "running") +
                    R"(","createdAt":"2026-11-23T08:29:58.697Z","logPath":"/etc/dokploy/logs/a/a.log"}])");
            if (request.path() == "/api/deployment.readLogs")
                return readLogs;
            return upgrade;
        });
    }

    HttpServer server;
    http::Client http;
    Client client;
    ScriptedReply upgrade = jsonReply("{}", 404);
    ScriptedReply readLogs = jsonReply("\"one\\ntwo\\ncanary-dokploy-key-4711\\n\"");
    int looks = 0;
};

TEST(LogFollower, WithoutAWebSocketItReadsAgainAndTellsEachLineOnce)
{
    PlainServer plain;
    LogFollower follower(plain.client, {DokployKind::Compose, s("c1")}, s("d1"), quick);
    Heard heard(follower);
    follower.start();
    ASSERT_TRUE(eventually([&] { return heard.isOver(); }));
    EXPECT_EQ(heard.status, DeploymentStatus::Done);
    EXPECT_EQ(heard.lines, (QStringList{s("one"), s("two"), s("******")}));
    EXPECT_GT(plain.server.count("GET /api/deployment.readLogs"), 1);
}

TEST(LogFollower, AnUpgradeThatNobodyAnswersEndsInTime)
{
    PlainServer plain;
    plain.upgrade.never = true;
    LogFollower follower(plain.client, {DokployKind::Compose, s("c1")}, s("d1"), {30ms, 5s, 100ms});
    Heard heard(follower);
    follower.start();
    ASSERT_TRUE(eventually([&] { return heard.isOver(); }));
    EXPECT_EQ(heard.lines.size(), 3);
}

TEST(LogFollower, AnOldServerWithNeitherSaysWhyThereIsNoLog)
{
    PlainServer plain;
    plain.readLogs = jsonReply(R"({"message":"Not found","code":"NOT_FOUND"})", 404);
    LogFollower follower(plain.client, {DokployKind::Compose, s("c1")}, s("d1"), quick);
    Heard heard(follower);
    follower.start();
    ASSERT_TRUE(eventually([&] { return heard.isOver(); }));
    EXPECT_EQ(heard.error->code, ErrorCode::Unreachable) << qPrintable(heard.error->detail);
}

} // namespace
} // namespace envdeck::dokploy
