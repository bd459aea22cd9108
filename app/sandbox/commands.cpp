// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/commands.h"

#include "app/sandbox/catalogue.h"
#include "app/sandbox/containers.h"
#include "app/sandbox/dokploy_seed.h"
#include "app/sandbox/history.h"
#include "app/sandbox/hosts.h"
#include "app/sandbox/parts.h"
#include "app/sandbox/report.h"
#include "app/sandbox/repository.h"
#include "app/sandbox/scenario.h"
#include "app/sandbox/terraform_files.h"
#include "core/base/paths.h"
#include "core/base/safe_file.h"
#include "tests/standins/dokploy/process_engine.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>

namespace envdeck::sandbox {

namespace {

constexpr int lockPatienceMs = 30000;
constexpr int healthPatienceMs = 10000;

// One command at a time for a folder. The file lies beside the sandbox, so that `reset` may throw that away.
class Turn {
public:
    explicit Turn(const Folder &folder) : m_file(folder.dir + QStringLiteral(".lock"))
    {
        QDir().mkpath(QFileInfo(folder.dir).absolutePath());
        m_file.setStaleLockTime(0); // a holder that died is found by its pid
        m_taken = m_file.tryLock(lockPatienceMs);
    }
    std::optional<Error> refusal() const
    {
        if (m_taken)
            return std::nullopt;
        return Error{ErrorCode::Locked, m_file.fileName(),
                     QStringLiteral("another command is at work on this sandbox"), 0};
    }

private:
    QLockFile m_file;
    bool m_taken = false;
};

Result<void> makeFolders(const Folder &folder)
{
    for (const QString &dir :
         {folder.dir, folder.run(), folder.samples(), folder.scenarios(), folder.registry(),
          folder.dir + QStringLiteral("/logs"), folder.dir + QStringLiteral("/state"),
          folder.dir + QStringLiteral("/dokploy"), folder.dir + QStringLiteral("/containers"),
          folder.dir + QStringLiteral("/hosts")}) {
        if (const auto made = makePrivateFolder(dir); !made)
            return made.error();
    }
    return {};
}

Result<QHash<QString, QString>> publishAll(const Folder &folder, const QList<Version> &catalogue,
                                           const Settings &settings)
{
    QHash<QString, QString> digests;
    for (const Version &version : catalogue) {
        if (!version.published)
            continue;
        const auto digest = publish(folder, version, settings);
        if (!digest)
            return digest.error();
        digests.insert(version.app + QLatin1Char(':') + version.tag, digest.value());
    }
    return digests;
}

// Dev's last merge is not applied yet; test and prod are as the code says.
Result<void> writeTerraformStates(const Folder &folder, const QList<Event> &events)
{
    WorkspaceFiles world;
    for (const Event &event : events) {
        if (event.change != QLatin1String("grafana-record"))
            world.change(event.change);
    }
    for (const QString &environment : environments) {
        if (const auto written = writeFile(folder.state(environment), terraformState(world, environment));
            !written)
            return written.error();
    }
    return {};
}

// Everything but the settings, whose file says that the rest is complete.
Result<void> make(const Folder &folder, const Settings &settings)
{
    if (const auto made = makeFolders(folder); !made)
        return made.error();
    const QList<Version> catalogue = firstCatalogue();
    if (const auto written = writeCatalogue(folder, catalogue); !written)
        return written.error();
    const auto digests = publishAll(folder, catalogue, settings);
    if (!digests)
        return digests.error();
    const QList<Event> events = story(settings.created, digests.value());
    const auto told = makeRepository(folder, settings, events);
    if (!told)
        return told.error();
    for (const QString &environment : environments) {
        const auto book = dokployAfter(told.value(), environment, folder, settings);
        if (!book)
            return book.error();
        if (const auto written = standins::dokploy::writeState(folder.dokploy(environment), book.value());
            !written)
            return written.error();
    }
    if (const auto written = writeTerraformStates(folder, events); !written)
        return written.error();
    if (const auto made = makeHosts(folder, settings); !made)
        return made.error();
    if (const auto written = writeSecrets(folder, settings); !written)
        return written.error();
    return writeSettings(folder, settings);
}

bool isSandbox(const Folder &folder)
{
    return QFileInfo::exists(folder.settings());
}

// A folder that holds something else is nobody's to fill or to throw away. What a making that was cut short
// left is ours: it has a catalogue and no settings.
Result<void> clearUnfinished(const Folder &folder)
{
    QDir dir(folder.dir);
    if (!dir.exists() || dir.isEmpty() || isSandbox(folder))
        return {};
    if (!QFileInfo::exists(folder.catalogue()))
        return Error{ErrorCode::BadInput, folder.dir, QStringLiteral("is not empty and no sandbox"), 0};
    if (!dir.removeRecursively())
        return Error{ErrorCode::Io, folder.dir, QStringLiteral("cannot be removed"), 0};
    return {};
}

// The platform is there without them: the report says which host does not run, and why.
void startHosts(const Folder &folder, const Settings &settings, const QString &program)
{
    if (!hasHosts(settings))
        return;
    const QStringList held = heldParts(folder);
    for (const QString &part : hostParts()) {
        if (held.contains(part))
            continue;
        if (const auto started = startParts(folder, program, {part}); !started)
            qWarning("%s: %s", qPrintable(part), qPrintable(started.error().detail));
    }
}

Result<QJsonObject> start(const Folder &folder, const QString &program, const QHash<QString, int> &ports)
{
    if (const auto cleared = clearUnfinished(folder); !cleared)
        return cleared.error();
    if (!isSandbox(folder)) {
        if (const auto made = make(folder, drawSettings(QDateTime::currentDateTimeUtc(), ports)); !made)
            return made.error();
    }
    const auto settings = readSettings(folder);
    if (!settings)
        return settings.error();
    if (const auto written = writeHooks(folder, program); !written)
        return written.error();
    if (const auto written = writeHostPrograms(folder, settings.value(), program); !written)
        return written.error();
    QStringList wanted = serverParts();
    const QStringList held = heldParts(folder);
    wanted.removeIf([&](const QString &part) { return held.contains(part); });
    for (const QString &name : activeScenarios(folder)) {
        if (name.startsWith(QLatin1String("state-locked:")))
            wanted.append(lockPart(name.section(QLatin1Char(':'), 1)));
    }
    if (const auto started = startParts(folder, program, wanted); !started)
        return started.error();
    startHosts(folder, settings.value(), program);
    healApps(folder, settings.value(), healthPatienceMs);
    return report(folder, settings.value());
}

void stop(const Folder &folder, const Settings &settings)
{
    // The Dokploys first: they would take the end of a container for its crash.
    QList<ProcessIdentity> servers;
    const QStringList parts = recordedParts(folder);
    for (const QString &part : parts) {
        if (const auto process = runningPart(folder, part))
            servers.append(*process);
    }
    endProcesses(servers);
    QList<ProcessIdentity> containers;
    for (const standins::dokploy::RecordedContainer &container :
         standins::dokploy::recordedContainers(folder.dir))
        containers.append(container.process);
    for (const RunningApp &app : appsNow(folder, settings)) { // one that has not recorded itself yet
        if (app.process && !containers.contains(*app.process))
            containers.append(*app.process);
    }
    endProcesses(containers);
    for (const QString &part : parts)
        endPart(folder, part);
}

// Runs work(settings) on a sandbox that exists, alone.
template <typename Work>
Result<QJsonObject> inTurn(const Folder &folder, Work work)
{
    const Turn turn(folder);
    if (const auto refusal = turn.refusal())
        return *refusal;
    const auto settings = readSettings(folder);
    return settings ? work(settings.value()) : settings.error();
}

} // namespace

Result<QJsonObject> up(const Folder &folder, const QString &program)
{
    const Turn turn(folder);
    if (const auto refusal = turn.refusal())
        return *refusal;
    return start(folder, program, {});
}

Result<QJsonObject> down(const Folder &folder)
{
    return inTurn(folder, [&](const Settings &settings) {
        stop(folder, settings);
        return Result<QJsonObject>(report(folder, settings));
    });
}

Result<QJsonObject> status(const Folder &folder)
{
    const auto settings = readSettings(folder);
    return settings ? Result<QJsonObject>(report(folder, settings.value())) : settings.error();
}

Result<QJsonObject> reset(const Folder &folder, const QString &program)
{
    return inTurn(folder, [&](const Settings &settings) -> Result<QJsonObject> {
        stop(folder, settings);
        if (!QDir(folder.dir).removeRecursively())
            return Error{ErrorCode::Io, folder.dir, QStringLiteral("cannot be removed"), 0};
        return start(folder, program, settings.ports);
    });
}

Result<QJsonObject> scenario(const Folder &folder, const QString &program, const ScenarioRequest &request)
{
    return inTurn(folder, [&](const Settings &settings) -> Result<QJsonObject> {
        const auto injected = inject(folder, settings, program, request);
        if (!injected)
            return injected.error();
        QJsonObject after = report(folder, settings);
        after.insert(QStringLiteral("scenario"), QJsonObject{{QStringLiteral("name"), request.name},
                                                             {QStringLiteral("detail"), injected.value()}});
        return after;
    });
}

} // namespace envdeck::sandbox
