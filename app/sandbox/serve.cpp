// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/serve.h"

#include "app/sandbox/catalogue.h"
#include "app/sandbox/history.h"
#include "app/sandbox/hosts.h"
#include "app/sandbox/parts.h"
#include "app/sandbox/pull_checks.h"
#include "app/sandbox/sources.h"
#include "app/sandbox/settings.h"
#include "app/sandbox/state_lock.h"
#include "core/base/clock.h"
#include "tests/standins/base/quit_on_signals.h"
#include "tests/standins/dokploy/dokploy.h"
#include "tests/standins/dokploy/process_engine.h"
#include "tests/standins/registry/registry.h"
#include "tests/standins/signoz/signoz.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTimer>

namespace envdeck::sandbox {

namespace {

constexpr int lookForFolderMs = 2000;
constexpr int failed = 1;

int complain(const QString &part, const Error &error)
{
    qCritical("%s: %s: %s", qPrintable(part), qPrintable(error.subject), qPrintable(error.detail));
    return failed;
}

bool listens(standins::HttpStandin &server, const Folder &folder, const Settings &settings,
             const QString &part)
{
    server.setFaultFile(folder.fault(part));
    const int port = settings.ports.value(part);
    if (server.start(quint16(port)))
        return true;
    complain(part, Error{ErrorCode::Unreachable, QStringLiteral("127.0.0.1:%1").arg(port),
                         QStringLiteral("the port is taken"), 0});
    return false;
}

int run(const Folder &folder, const QString &part)
{
    tellReady(folder, part);
    return QCoreApplication::exec();
}

int serveRegistry(const Folder &folder, const Settings &settings, const QString &part)
{
    const SystemClock clock;
    standins::RegistryOptions options;
    options.folder = folder.registry();
    options.access = standins::RegistryAccess::Basic;
    options.user = registryUser;
    options.password = settings.keys.value(part);
    standins::Registry registry(options, clock);
    return listens(registry, folder, settings, part) ? run(folder, part) : failed;
}

int serveDokploy(const Folder &folder, const Settings &settings, const QString &part,
                 const QString &environment)
{
    const SystemClock clock;
    standins::dokploy::DokployOptions options;
    options.stateFile = folder.dokploy(environment);
    options.apiKey = settings.keys.value(part);
    options.version = QStringLiteral("v0.31.1"); // an older one would draw eyes away from the story
    options.logins.insert(settings.registryHost(),
                          {registryUser, settings.keys.value(QStringLiteral("registry"))});
    standins::dokploy::ProcessEngine engine(QCoreApplication::applicationFilePath(), folder.dir, environment);
    standins::Dokploy dokploy(options, engine, clock);
    if (!listens(dokploy, folder, settings, part))
        return failed;
    const auto begun = dokploy.begin();
    return begun ? run(folder, part) : complain(part, begun.error());
}

standins::SignozOptions signozOptions(const Folder &folder, const Settings &settings, const QString &part,
                                      const QList<Version> &catalogue)
{
    standins::SignozOptions options;
    options.apiKey = settings.keys.value(part).toLatin1();
    options.pendingFor = std::chrono::seconds(20); // nobody wants to watch a demonstration for a minute
    options.seed = quint64(settings.created.toMSecsSinceEpoch());
    options.historyUntil = settings.created;
    options.samplesFolder = folder.samples();
    for (const LiveSpan &span : liveSpans(settings.created)) {
        const Version version = versionOf(catalogue, span.app, span.tag);
        options.releases.append({span.app, span.environment, span.tag, span.from, span.to,
                                 errorPercentIn(version, span.environment), p95In(version, span.environment),
                                 requestsPerSecond(span.app, span.environment) * 60});
    }
    const QDateTime begun = settings.created.addDays(-14);
    for (const QString &environment : environments) {
        const double busy = environment == QLatin1String("prod")   ? 52
                            : environment == QLatin1String("test") ? 18
                                                                   : 22;
        options.hosts.append(
            {environment + QStringLiteral("-1"), environment, begun, {}, busy, busy + 10, busy / 2 + 30});
        options.rules.append(standins::errorRateRule(environment, 1, QStringLiteral("critical")));
    }
    options.rules.append(standins::p95Rule(QStringLiteral("prod"), 500, QStringLiteral("warning")));
    options.rules.append(standins::hostCpuRule(QStringLiteral("prod"), 80, QStringLiteral("warning")));
    return options;
}

int serveSignoz(const Folder &folder, const Settings &settings, const QString &part)
{
    const auto catalogue = readCatalogue(folder);
    if (!catalogue)
        return complain(part, catalogue.error());
    const SystemClock clock;
    standins::Signoz signoz(signozOptions(folder, settings, part, catalogue.value()), clock);
    if (const auto begun = signoz.begin(); !begun)
        return complain(part, begun.error());
    return listens(signoz, folder, settings, part) ? run(folder, part) : failed;
}

int serveGithub(const Folder &folder, const Settings &settings, const QString &part)
{
    standins::GithubOptions options;
    options.folder = folder.remote();
    standins::Github github(options);
    github.access().addClassic(settings.keys.value(part).toLatin1(), QStringLiteral("anna"),
                               {QStringLiteral("repo")});
    const auto catalogue = readCatalogue(folder);
    if (!catalogue)
        return complain(part, catalogue.error());
    addSources(github, catalogue.value(), settings.created);
    PullChecks checks(github, folder);
    return listens(github, folder, settings, part) ? run(folder, part) : failed;
}

int serveLock(const Folder &folder, const QString &part, const QString &environment)
{
    const StateLock lock(folder.state(environment));
    if (!lock.isHeld())
        return complain(part, Error{ErrorCode::Locked, folder.state(environment),
                                    QStringLiteral("somebody else holds it"), 0});
    return run(folder, part);
}

} // namespace

void endWithFolder(const Folder &folder)
{
    auto *look = new QTimer(qApp);
    QObject::connect(look, &QTimer::timeout, qApp, [settings = folder.settings()] {
        if (!QFileInfo::exists(settings))
            QCoreApplication::exit(0);
    });
    look->start(lookForFolderMs);
}

int servePart(const Folder &folder, const QString &part)
{
    standins::quitOnSignals();
    endWithFolder(folder);
    const auto settings = readSettings(folder);
    if (!settings)
        return complain(part, settings.error());
    const QString environment = part.section(QLatin1Char('-'), 1);
    if (part == QLatin1String("registry"))
        return serveRegistry(folder, settings.value(), part);
    if (part == QLatin1String("signoz"))
        return serveSignoz(folder, settings.value(), part);
    if (part == QLatin1String("github"))
        return serveGithub(folder, settings.value(), part);
    if (part.startsWith(QLatin1String("dokploy-")) && environments.contains(environment))
        return serveDokploy(folder, settings.value(), part, environment);
    if (part == hostPart(environment) && environments.contains(environment))
        return serveHost(folder, settings.value(), environment);
    if (part == lockPart(environment) && environments.contains(environment))
        return serveLock(folder, part, environment);
    return complain(part, Error{ErrorCode::BadInput, part, QStringLiteral("no such part"), 0});
}

} // namespace envdeck::sandbox
