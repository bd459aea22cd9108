// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/containers.h"

#include "app/sandbox/parts.h"
#include "core/domain/image_ref.h"
#include "tests/standins/base/poster.h"
#include "tests/standins/dokploy/store.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QJsonDocument>
#include <QTimer>

namespace envdeck::sandbox {

namespace {

constexpr int killed = 137;
constexpr int lookAgainMs = 100;
constexpr int restartPatienceMs = 30000;

// One request, waited for: this program does nothing else meanwhile.
standins::PeerAnswer ask(const QByteArray &method, const QUrl &url, const QString &key,
                         const QJsonObject &body)
{
    standins::Poster poster;
    standins::PeerAnswer answer;
    QEventLoop loop;
    QTimer::singleShot(3000, &loop, &QEventLoop::quit);
    poster.ask(method, url, {{"x-api-key", key.toUtf8()}, {"Content-Type", "application/json"}},
               body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson(),
               [&](const standins::PeerAnswer &given) {
                   answer = given;
                   loop.quit();
               });
    loop.exec();
    return answer;
}

RunningApp appOf(const standins::dokploy::DokployState &book, const QJsonObject &compose,
                 const QString &environment, const Settings &settings)
{
    RunningApp now;
    now.environment = environment;
    now.app = compose.value(QLatin1String("name")).toString();
    now.composeId = compose.value(QLatin1String("composeId")).toString();
    now.url = settings.appUrl(environment, now.app);
    now.state = QStringLiteral("absent");
    for (const standins::dokploy::Container &container : book.containers) {
        if (container.serviceId != now.composeId || container.service != now.app)
            continue;
        now.container = container.id;
        now.image = container.image;
        if (const auto image = ImageRef::parse(container.image))
            now.version = image->tag.isEmpty() ? image->digest : image->tag;
        const bool runs = container.process.pid > 0 && identityOf(container.process.pid) == container.process;
        now.state = runs ? QStringLiteral("running") : QStringLiteral("exited");
        // Dokploy may not have looked since it went.
        now.exitCode = runs ? 0 : container.running ? killed : container.exitCode;
        if (runs)
            now.process = container.process;
    }
    return now;
}

bool answersHealth(const RunningApp &app)
{
    QUrl url = app.url;
    url.setPath(QStringLiteral("/health"));
    return ask("GET", url, {}, {}).status != 0;
}

} // namespace

QList<RunningApp> appsNow(const Folder &folder, const Settings &settings)
{
    QList<RunningApp> now;
    for (const QString &environment : environments) {
        const auto book = standins::dokploy::readState(folder.dokploy(environment));
        if (!book)
            continue;
        for (const QJsonObject &compose : book.value().composes)
            now.append(appOf(book.value(), compose, environment, settings));
    }
    return now;
}

void healApps(const Folder &folder, const Settings &settings, int patienceMs)
{
    QStringList expected;
    for (const RunningApp &app : appsNow(folder, settings)) {
        const QString part = QStringLiteral("dokploy-") + app.environment;
        const bool crashed = app.state == QLatin1String("exited") && app.exitCode != killed;
        if (!runningPart(folder, part) || crashed)
            continue;
        expected.append(app.environment + QLatin1Char('/') + app.app);
        if (app.state == QLatin1String("running"))
            continue;
        QUrl url = settings.url(part);
        const bool absent = app.container.isEmpty();
        url.setPath(absent ? QStringLiteral("/api/compose.deploy")
                           : QStringLiteral("/api/docker.startContainer"));
        ask("POST", url, settings.keys.value(part),
            absent ? QJsonObject{{QStringLiteral("composeId"), app.composeId}}
                   : QJsonObject{{QStringLiteral("containerId"), app.container.left(12)}});
    }
    QElapsedTimer waited;
    waited.start();
    while (!expected.isEmpty() && !waited.hasExpired(patienceMs)) {
        for (const RunningApp &app : appsNow(folder, settings)) {
            const QString name = app.environment + QLatin1Char('/') + app.app;
            if (expected.contains(name) &&
                (answersHealth(app) || (app.state == QLatin1String("exited") && app.exitCode != killed)))
                expected.removeAll(name);
        }
        if (expected.isEmpty())
            break;
        QEventLoop pause;
        QTimer::singleShot(lookAgainMs, &pause, &QEventLoop::quit);
        pause.exec();
    }
}

Result<void> restartContainer(const Folder &folder, const Settings &settings, const QString &environment,
                              const QString &containerId)
{
    const QString part = QStringLiteral("dokploy-") + environment;
    if (!runningPart(folder, part))
        return Error{ErrorCode::Unreachable, part,
                     QStringLiteral("the sandbox's Dokploy starts its containers, and it is down"), 0};
    const auto processNow = [&]() -> std::optional<ProcessIdentity> {
        for (const RunningApp &app : appsNow(folder, settings)) {
            if (app.container == containerId)
                return app.process;
        }
        return std::nullopt;
    };
    const auto before = processNow();
    QUrl url = settings.url(part);
    url.setPath(QStringLiteral("/api/docker.restartContainer"));
    const auto answer = ask("POST", url, settings.keys.value(part),
                            QJsonObject{{QStringLiteral("containerId"), containerId.left(12)}});
    if (answer.status != 0 && answer.status != 200)
        return Error{ErrorCode::ToolFailed, part, QString::fromUtf8(answer.body), answer.status};
    QElapsedTimer waited;
    waited.start();
    while (!waited.hasExpired(restartPatienceMs)) {
        const auto now = processNow();
        if (now && now != before)
            return {};
        QEventLoop pause;
        QTimer::singleShot(lookAgainMs, &pause, &QEventLoop::quit);
        pause.exec();
    }
    return Error{ErrorCode::Timeout, part, QStringLiteral("it does not run again"), 0};
}

void pruneImages(const Folder &folder, const Settings &settings)
{
    for (const QString &environment : environments) {
        const QString part = QStringLiteral("dokploy-") + environment;
        if (!runningPart(folder, part))
            continue;
        QUrl url = settings.url(part);
        url.setPath(QStringLiteral("/api/settings.cleanUnusedImages"));
        ask("POST", url, settings.keys.value(part), QJsonObject{{QStringLiteral("serverId"), QString()}});
    }
}

} // namespace envdeck::sandbox
