// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// envdeck-health-board FOLDER: the health of 50 environments, 5 of which accept a connection and never
// answer, beside one question to the slowest live one. A line for each of seven rounds, in milliseconds: the
// live ones all known, the slowest alone, the dead ones all known as dead, the longest go of the window's
// thread meanwhile.
#include "core/health/service.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <cstdio>

namespace {

using namespace envdeck;

constexpr int environments = 50;
constexpr int dead = 5;
constexpr int slowest = 240; // milliseconds that the last live one takes

// Nobody's: this is about the endpoints.
class NoPlatform final : public platform::DeployPlatform {
public:
    Async<platform::PlatformInfo> info(const EnvironmentId &, std::stop_token) override
    {
        return none<platform::PlatformInfo>();
    }
    Async<QList<platform::PlatformDeployment>> deployments(const Target &, std::stop_token) override
    {
        return none<QList<platform::PlatformDeployment>>();
    }
    Async<QList<platform::Container>> containers(const Target &, std::stop_token) override
    {
        return none<QList<platform::Container>>();
    }
    Async<platform::ServiceFacts> facts(const Target &, std::stop_token) override
    {
        return none<platform::ServiceFacts>();
    }
    Async<void> deploy(const Target &, const ImageRef &, const QString &, const QString &,
                       std::stop_token) override
    {
        return none<void>();
    }
    Async<QString> log(const Target &, const QString &, int, std::stop_token) override
    {
        return none<QString>();
    }
    Async<QStringList> variableNames(const Target &, std::stop_token) override { return none<QStringList>(); }

private:
    template <typename T>
    static Async<T> none()
    {
        return ready<T>(Error{ErrorCode::BadConfig, {}, QStringLiteral("not-configured"), 0});
    }
};

class NoTelemetry final : public platform::Telemetry {
public:
    Async<platform::GoldenSignals> goldenSignals(const Target &, const platform::TimeRange &,
                                                 std::stop_token) override
    {
        return none<platform::GoldenSignals>();
    }
    Async<platform::Behaviour> behaviour(const Target &, const platform::TimeRange &,
                                         std::stop_token) override
    {
        return none<platform::Behaviour>();
    }
    Async<platform::TraceFacts> traces(const Target &, const platform::TimeRange &, const QDateTime &,
                                       std::stop_token) override
    {
        return none<platform::TraceFacts>();
    }
    Async<QList<Alert>> alerts(const EnvironmentId &, std::stop_token) override
    {
        return none<QList<Alert>>();
    }
    Async<QString> version(const EnvironmentId &, std::stop_token) override { return none<QString>(); }

private:
    template <typename T>
    static Async<T> none()
    {
        return ready<T>(Error{ErrorCode::BadConfig, {}, QStringLiteral("not-configured"), 0});
    }
};

// The other sides, in a thread of their own. A dead one takes the question and says nothing.
class Endpoints final : public QThread {
public:
    QList<quint16> ports;

    void begin()
    {
        start();
        while (!m_ready)
            msleep(5);
    }

protected:
    void run() override
    {
        std::vector<std::unique_ptr<QTcpServer>> servers;
        for (int i = 0; i < environments; ++i) {
            auto server = std::make_unique<QTcpServer>();
            server->listen(QHostAddress::LocalHost);
            ports.append(server->serverPort());
            const int wait = i < dead ? -1 : slowest * (i - dead + 1) / (environments - dead);
            QObject::connect(
                server.get(), &QTcpServer::newConnection, server.get(), [server = server.get(), wait] {
                    QTcpSocket *socket = server->nextPendingConnection();
                    QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket, wait] {
                        socket->readAll();
                        if (wait >= 0)
                            QTimer::singleShot(wait, socket, [socket] {
                                socket->write(
                                    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-App-Version: v1\r\n\r\nok");
                            });
                    });
                    QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
                });
            servers.push_back(std::move(server));
        }
        m_ready = true;
        exec();
    }

private:
    std::atomic<bool> m_ready{false};
};

Workspace board(const QList<quint16> &ports)
{
    Workspace workspace;
    workspace.name = QStringLiteral("bench");
    App app;
    app.name = QStringLiteral("api");
    app.services = {app.name};
    app.health = QStringLiteral("http://{domain}/health");
    app.versionHeader = QStringLiteral("X-App-Version");
    for (int i = 0; i < ports.size(); ++i) {
        Environment environment;
        environment.name = QStringLiteral("e%1").arg(i);
        environment.order = i;
        environment.branch = QStringLiteral("main");
        environment.domain = QStringLiteral("127.0.0.1:%1").arg(ports.at(i));
        workspace.environments.append(environment);
        app.environments.append(environment.name);
    }
    workspace.apps = {app};
    return workspace;
}

double milliseconds(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QString folder = QCoreApplication::arguments().value(1);
    const QString remote = folder + QStringLiteral("/remote.git");
    if (folder.isEmpty() ||
        QProcess::execute(QStringLiteral("git"), {QStringLiteral("init"), QStringLiteral("-q"),
                                                  QStringLiteral("--bare"), remote}) != 0)
        return 64;
    Endpoints endpoints;
    endpoints.begin();
    const Workspace workspace = board(endpoints.ports);
    SystemClock clock;
    journal::Journal journal({folder, QStringLiteral("bench"), {}, std::chrono::seconds(5)}, clock);
    git::Mirror mirror(folder + QStringLiteral("/mirror"), git::Remote::parse(remote).value(), {});
    mirror.waitFor(ready<void>({}));
    NoPlatform platform;
    NoTelemetry telemetry;
    http::Probe probe;

    for (int round = 0; round < 7; ++round) {
        QElapsedTimer timer;
        http::ProbeRequest alone;
        alone.url = QUrl(QStringLiteral("http://127.0.0.1:%1/health").arg(endpoints.ports.last()));
        alone.loopbackAllowed = true;
        timer.start();
        const auto answer = probe.look(alone);
        while (!answer.isFinished())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        const double single = milliseconds(timer);

        health::Service service({workspace, mirror, platform, telemetry, probe, journal, clock});
        double live = -1, gone = -1, longest = 0;
        timer.start();
        const auto look = service.lookOnce({});
        QTimer beat; // the loop never sleeps for longer than this: what is above it was work
        beat.start(1);
        while (!look.isFinished()) {
            QElapsedTimer turn;
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            turn.start();
            QCoreApplication::processEvents();
            longest = std::max(longest, milliseconds(turn));
            int known = 0, silent = 0;
            for (const health::EnvironmentHealth &environment : service.overview().environments) {
                for (const health::AppHealth &app : environment.apps) {
                    known += app.answer.value && app.answer.value->header == QLatin1String("v1");
                    silent += app.answer.error.has_value();
                }
            }
            if (live < 0 && known == environments - dead)
                live = milliseconds(timer);
            if (gone < 0 && silent == dead)
                gone = milliseconds(timer);
        }
        std::printf("%.2f %.2f %.2f %.2f\n", live, single, gone < 0 ? milliseconds(timer) : gone, longest);
        std::fflush(stdout);
    }
    endpoints.quit();
    endpoints.wait();
    return 0;
}
