// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/scenario.h"

#include "app/sandbox/catalogue.h"
#include "app/sandbox/containers.h"
#include "app/sandbox/hosts.h"
#include "app/sandbox/parts.h"
#include "core/base/safe_file.h"
#include "core/domain/image_ref.h"
#include "tests/standins/base/git_program.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

namespace envdeck::sandbox {

using standins::runGit;

namespace {

const QStringList dokployFaults{QStringLiteral("dokploy-slow"), QStringLiteral("dokploy-silent"),
                                QStringLiteral("dokploy-html"), QStringLiteral("dokploy-unauthorized")};

Error badInput(const QString &subject, const QString &detail)
{
    return Error{ErrorCode::BadInput, subject, detail, 0};
}

// What lasts is a file named after it: "dokploy-slow:prod".
Result<void> mark(const Folder &folder, const QString &name, const QString &of = {})
{
    QDir().mkpath(folder.scenarios());
    return writeFile(folder.scenario(of.isEmpty() ? name : name + QLatin1Char(':') + of), QByteArray());
}

QStringList dokployParts(const QString &environment)
{
    QStringList parts;
    for (const QString &each : environments) {
        if (environment.isEmpty() || each == environment)
            parts.append(QStringLiteral("dokploy-") + each);
    }
    return parts;
}

Result<QString> holdDown(const Folder &folder, const QString &name, const QString &of,
                         const QStringList &parts)
{
    if (const auto marked = mark(folder, name, of); !marked)
        return marked.error();
    for (const QString &part : parts)
        endPart(folder, part);
    return parts.join(QStringLiteral(", ")) + QStringLiteral(" down");
}

Result<QString> spoil(const Folder &folder, const ScenarioRequest &request)
{
    if (const auto marked = mark(folder, request.name, request.environment); !marked)
        return marked.error();
    const QByteArray fault = request.name.section(QLatin1Char('-'), 1).toUtf8();
    for (const QString &part : dokployParts(request.environment)) {
        if (const auto written = writeFile(folder.fault(part), fault); !written)
            return written.error();
    }
    return dokployParts(request.environment).join(QStringLiteral(", ")) + QLatin1Char(' ') +
           QString::fromUtf8(fault);
}

Result<QString> loseImage(const Folder &folder, const Settings &settings, const ScenarioRequest &request)
{
    const QString app = request.app.isEmpty() ? QStringLiteral("api") : request.app;
    const QString tag = request.tag.isEmpty() ? QStringLiteral("v1.3.9") : request.tag;
    if (const auto removed = unpublish(folder, app, tag); !removed)
        return removed.error();
    if (const auto marked = mark(folder, request.name, app + QLatin1Char(':') + tag); !marked)
        return marked.error();
    pruneImages(folder, settings);
    return QStringLiteral("%1 is gone from the registry").arg(settings.image(app, tag));
}

// Commits on top of the remote's head and pushes like anybody would, so that the hooks see it.
Result<QString> conflict(const Folder &folder, const Settings &settings, const ScenarioRequest &request)
{
    const QString environment = request.environment.isEmpty() ? QStringLiteral("prod") : request.environment;
    const QString app = request.app.isEmpty() ? QStringLiteral("api") : request.app;
    const QString tag = request.tag.isEmpty() ? QStringLiteral("v1.3.9") : request.tag;
    const QTemporaryDir place;
    const QString clone = place.path() + QStringLiteral("/infra");
    if (const auto cloned =
            runGit({QStringLiteral("clone"), QStringLiteral("--quiet"), folder.remote(), clone});
        !cloned)
        return cloned.error();
    const QString path =
        QStringLiteral("%1/deploy-config/%2/apps/%3.compose.yml").arg(clone, environment, app);
    const auto before = readFile(path);
    if (!before)
        return before.error();
    QString text = QString::fromUtf8(before.value());
    text.replace(QRegularExpression(QStringLiteral("image: \\S+")),
                 QStringLiteral("image: ") + settings.image(app, tag));
    if (text.toUtf8() == before.value())
        return badInput(environment + QLatin1Char('/') + app, QStringLiteral("is at %1 already").arg(tag));
    if (const auto written = writeFile(path, text.toUtf8()); !written)
        return written.error();
    const QStringList here{QStringLiteral("-C"), clone};
    const QStringList asAnna{QStringLiteral("-c"), QStringLiteral("user.name=Anna Berg"),
                             QStringLiteral("-c"), QStringLiteral("user.email=anna@acme.example")};
    const QString message = QStringLiteral("Deploy %1 %2 to %3").arg(app, tag, environment);
    for (const QStringList &step :
         {here + asAnna +
              QStringList{QStringLiteral("commit"), QStringLiteral("--quiet"), QStringLiteral("--all"),
                          QStringLiteral("--message"), message},
          here + QStringList{QStringLiteral("push"), QStringLiteral("--quiet"), QStringLiteral("origin"),
                             QStringLiteral("main")}}) {
        if (const auto done = runGit(step); !done)
            return done.error();
    }
    const auto head = runGit(here + QStringList{QStringLiteral("rev-parse"), QStringLiteral("HEAD")});
    return head ? Result<QString>(QStringLiteral("Anna pushed %1: %2")
                                      .arg(QString::fromLatin1(head.value().trimmed()), message))
                : head.error();
}

int patchOf(const QString &tag)
{
    static const QRegularExpression shape(QStringLiteral("\\Av1\\.4\\.(\\d+)\\z"));
    const auto match = shape.match(tag);
    return match.hasMatch() ? match.captured(1).toInt() : -1;
}

Result<QString> release(const Folder &folder, const Settings &settings, bool crashes)
{
    auto catalogue = readCatalogue(folder);
    if (!catalogue)
        return catalogue.error();
    QList<Version> versions = std::move(catalogue).value();
    int newest = 0;
    for (const Version &version : std::as_const(versions))
        newest = std::max(newest, patchOf(version.tag));
    Version version = versionOf(versions, QStringLiteral("api"),
                                crashes ? QStringLiteral("v1.4.1") : QStringLiteral("v1.4.0"));
    version.tag = QStringLiteral("v1.4.%1").arg(newest + 1);
    version.daysOld = 0;
    versions.append(version);
    if (const auto written = writeCatalogue(folder, versions); !written)
        return written.error();
    if (const auto published = publish(folder, version, settings); !published)
        return published.error();
    return settings.image(version.app, version.tag);
}

Result<QString> lockState(const Folder &folder, const QString &program, const ScenarioRequest &request)
{
    const QString environment = request.environment.isEmpty() ? QStringLiteral("dev") : request.environment;
    if (const auto started = startParts(folder, program, {lockPart(environment)}); !started)
        return started.error();
    if (const auto marked = mark(folder, request.name, environment); !marked)
        return marked.error();
    return QStringLiteral("anna@acme-laptop holds the lock of %1").arg(folder.state(environment));
}

Result<QString> troubleHost(const Folder &folder, const Settings &settings, const QString &program,
                            const ScenarioRequest &request)
{
    if (!hasHosts(settings))
        return badInput(request.name, QStringLiteral("this sandbox has no hosts"));
    const bool isDisk = request.name == QLatin1String("disk-95");
    if (isDisk) {
        const auto marked = mark(folder, request.name, request.environment);
        return marked ? Result<QString>(QStringLiteral("df says 95 %")) : marked.error();
    }
    const QString environment = request.environment.isEmpty() ? QStringLiteral("prod") : request.environment;
    const QString part = hostPart(environment);
    if (request.name == QLatin1String("host-down"))
        return holdDown(folder, request.name, environment, {part});
    if (const auto marked = mark(folder, request.name, environment); !marked)
        return marked.error();
    endPart(folder, part);
    if (const auto changed = changeHostKey(folder, environment); !changed)
        return changed.error();
    if (!heldParts(folder).contains(part)) {
        if (const auto started = startParts(folder, program, {part}); !started)
            return started.error();
    }
    return QStringLiteral("%1 shows %2 now").arg(hostName(environment), hostFingerprint(folder, environment));
}

// Those whose first key is put back start anew with it.
Result<void> clearHosts(const Folder &folder)
{
    for (const QString &name : activeScenarios(folder)) {
        if (!name.startsWith(QLatin1String("host-key-changed:")))
            continue;
        const QString environment = name.section(QLatin1Char(':'), 1);
        endPart(folder, hostPart(environment));
        if (const auto restored = restoreHostKey(folder, environment); !restored)
            return restored.error();
    }
    return {};
}

Result<QString> clearAll(const Folder &folder, const Settings &settings, const QString &program)
{
    const auto catalogue = readCatalogue(folder);
    if (!catalogue)
        return catalogue.error();
    const QStringList held = heldParts(folder);
    for (const QString &name : activeScenarios(folder)) {
        if (!name.startsWith(QLatin1String("image-missing:")))
            continue;
        const Version version = versionOf(catalogue.value(), name.section(QLatin1Char(':'), 1, 1),
                                          name.section(QLatin1Char(':'), 2));
        if (const auto published = publish(folder, version, settings); !published)
            return published.error();
    }
    for (const QString &environment : environments)
        endPart(folder, lockPart(environment));
    if (const auto cleared = clearHosts(folder); !cleared)
        return cleared.error();
    QDir scenarios(folder.scenarios());
    for (const QString &file : scenarios.entryList(QDir::Files | QDir::Hidden))
        scenarios.remove(file);
    const QStringList hosts = hasHosts(settings) ? hostParts() : QStringList();
    if (const auto started = startParts(folder, program, held + hosts); !started)
        return started.error();
    return QStringLiteral("nothing is wrong any more");
}

} // namespace

QStringList scenarioNames()
{
    return {QStringLiteral("dokploy-down"),
            QStringLiteral("dokploy-slow"),
            QStringLiteral("dokploy-silent"),
            QStringLiteral("dokploy-html"),
            QStringLiteral("dokploy-unauthorized"),
            QStringLiteral("signoz-down"),
            QStringLiteral("registry-down"),
            QStringLiteral("image-missing"),
            QStringLiteral("push-rejected"),
            QStringLiteral("conflicting-push"),
            QStringLiteral("bad-release"),
            QStringLiteral("crash-release"),
            QStringLiteral("state-locked"),
            QStringLiteral("host-down"),
            QStringLiteral("host-key-changed"),
            QStringLiteral("disk-95"),
            QStringLiteral("clear")};
}

Result<QString> inject(const Folder &folder, const Settings &settings, const QString &program,
                       const ScenarioRequest &request)
{
    if (!request.environment.isEmpty() && !environments.contains(request.environment))
        return badInput(request.environment, QStringLiteral("no such environment"));
    if (!request.app.isEmpty() && !apps.contains(request.app))
        return badInput(request.app, QStringLiteral("no such app"));
    if (!request.tag.isEmpty() && !isTag(request.tag))
        return badInput(request.tag, QStringLiteral("no tag"));
    if (request.name == QLatin1String("dokploy-down"))
        return holdDown(folder, request.name, request.environment, dokployParts(request.environment));
    if (dokployFaults.contains(request.name))
        return spoil(folder, request);
    if (request.name == QLatin1String("signoz-down") || request.name == QLatin1String("registry-down"))
        return holdDown(folder, request.name, {}, {request.name.section(QLatin1Char('-'), 0, 0)});
    if (request.name == QLatin1String("image-missing"))
        return loseImage(folder, settings, request);
    if (request.name == QLatin1String("push-rejected")) {
        const auto marked = mark(folder, request.name);
        return marked ? Result<QString>(QStringLiteral("the remote refuses every push")) : marked.error();
    }
    if (request.name == QLatin1String("conflicting-push"))
        return conflict(folder, settings, request);
    if (request.name == QLatin1String("bad-release") || request.name == QLatin1String("crash-release"))
        return release(folder, settings, request.name == QLatin1String("crash-release"));
    if (request.name == QLatin1String("state-locked"))
        return lockState(folder, program, request);
    if (request.name.startsWith(QLatin1String("host-")) || request.name == QLatin1String("disk-95"))
        return troubleHost(folder, settings, program, request);
    if (request.name == QLatin1String("clear"))
        return clearAll(folder, settings, program);
    return badInput(request.name, QStringLiteral("no such scenario; there are ") +
                                      scenarioNames().join(QStringLiteral(", ")));
}

QStringList activeScenarios(const Folder &folder)
{
    QStringList names = QDir(folder.scenarios()).entryList(QDir::Files, QDir::Name);
    names.removeIf([](const QString &name) { return name.startsWith(QLatin1String("fault-")); });
    return names;
}

QStringList heldParts(const Folder &folder)
{
    QStringList held;
    for (const QString &name : activeScenarios(folder)) {
        if (name.startsWith(QLatin1String("dokploy-down")))
            held += dokployParts(name.section(QLatin1Char(':'), 1));
        else if (name.startsWith(QLatin1String("host-down:")))
            held.append(hostPart(name.section(QLatin1Char(':'), 1)));
        else if (name == QLatin1String("signoz-down") || name == QLatin1String("registry-down"))
            held.append(name.section(QLatin1Char('-'), 0, 0));
    }
    held.removeDuplicates();
    return held;
}

} // namespace envdeck::sandbox
