// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/report.h"

#include "app/sandbox/containers.h"
#include "app/sandbox/hosts.h"
#include "app/sandbox/parts.h"
#include "app/sandbox/scenario.h"
#include "tests/standins/sshd/sshd.h"

#include <QFile>
#include <QJsonArray>

namespace envdeck::sandbox {

namespace {

QJsonValue pidOf(const std::optional<ProcessIdentity> &process)
{
    return process ? QJsonValue(process->pid) : QJsonValue(QJsonValue::Null);
}

QJsonArray appsReport(const Folder &folder, const Settings &settings)
{
    QJsonArray rows;
    for (const RunningApp &app : appsNow(folder, settings))
        rows.append(QJsonObject{
            {QStringLiteral("name"), app.app},
            {QStringLiteral("environment"), app.environment},
            {QStringLiteral("url"), app.url.toString()},
            {QStringLiteral("version"), app.version.isEmpty() ? QJsonValue() : QJsonValue(app.version)},
            {QStringLiteral("state"), app.state},
            {QStringLiteral("exitCode"),
             app.state == QLatin1String("exited") ? QJsonValue(app.exitCode) : QJsonValue()},
            {QStringLiteral("pid"), pidOf(app.process)}});
    return rows;
}

// The end of what it said, for one that should run and does not.
QString lastWords(const Folder &folder, const QString &part)
{
    QFile log(folder.log(part));
    if (!log.open(QIODevice::ReadOnly))
        return {};
    log.seek(std::max<qint64>(0, log.size() - 2000));
    return QString::fromUtf8(log.readAll()).trimmed().section(QLatin1Char('\n'), -1);
}

QString whyNoHosts()
{
    const QString missing = hostsMissing();
    return missing.isEmpty()
               ? QStringLiteral("it was made where there was no sshd; `reset` makes one with hosts")
               : missing;
}

QString stateOf(const Folder &folder, const QString &part, const QStringList &held)
{
    return runningPart(folder, part) ? QStringLiteral("running")
           : held.contains(part)     ? QStringLiteral("held")
                                     : QStringLiteral("stopped");
}

// A host that was taken down with everything else has no reason of its own to be stopped.
QJsonArray hostsReport(const Folder &folder, const Settings &settings, const QStringList &held, bool running)
{
    QJsonArray rows;
    if (!hasHosts(settings))
        return rows;
    for (const QString &environment : environments) {
        const QString part = hostPart(environment);
        const QString state = stateOf(folder, part, held);
        const QString why =
            running && state == QLatin1String("stopped") ? lastWords(folder, part) : QString();
        rows.append(QJsonObject{{QStringLiteral("name"), hostName(environment)},
                                {QStringLiteral("environment"), environment},
                                {QStringLiteral("address"), QStringLiteral("127.0.0.1")},
                                {QStringLiteral("port"), settings.ports.value(part)},
                                {QStringLiteral("user"), standins::sshd::userName()},
                                {QStringLiteral("fingerprint"), hostFingerprint(folder, environment)},
                                {QStringLiteral("state"), state},
                                {QStringLiteral("pid"), pidOf(runningPart(folder, part))},
                                {QStringLiteral("why"), why.isEmpty() ? QJsonValue() : QJsonValue(why)}});
    }
    return rows;
}

} // namespace

QJsonObject report(const Folder &folder, const Settings &settings)
{
    QJsonObject dokploy;
    for (const QString &environment : environments)
        dokploy.insert(environment, settings.url(QStringLiteral("dokploy-") + environment).toString());
    const QStringList held = heldParts(folder);
    QJsonArray parts;
    bool running = true;
    for (const QString &part : serverParts()) {
        const auto process = runningPart(folder, part);
        const QString state = stateOf(folder, part, held);
        running = running && state != QLatin1String("stopped");
        parts.append(QJsonObject{{QStringLiteral("name"), part},
                                 {QStringLiteral("state"), state},
                                 {QStringLiteral("pid"), pidOf(process)}});
    }
    return {{QStringLiteral("workspace"), folder.workspace()},
            {QStringLiteral("remote"), folder.remote()},
            {QStringLiteral("secretsFile"), folder.secrets()},
            {QStringLiteral("endpoints"),
             QJsonObject{{QStringLiteral("dokploy"), dokploy},
                         {QStringLiteral("signoz"), settings.url(QStringLiteral("signoz")).toString()},
                         {QStringLiteral("registry"), settings.url(QStringLiteral("registry")).toString()},
                         {QStringLiteral("github"), settings.url(QStringLiteral("github")).toString()}}},
            {QStringLiteral("apps"), appsReport(folder, settings)},
            {QStringLiteral("hosts"), hostsReport(folder, settings, held, running)},
            {QStringLiteral("noHosts"), hasHosts(settings) ? QJsonValue() : QJsonValue(whyNoHosts())},
            {QStringLiteral("parts"), parts},
            {QStringLiteral("scenarios"), QJsonArray::fromStringList(activeScenarios(folder))},
            {QStringLiteral("running"), running}};
}

QString asText(const QJsonObject &report)
{
    const auto text = [&](const char *key) { return report.value(QLatin1String(key)).toString(); };
    QString out = QStringLiteral("workspace     %1\nremote        %2\nsecrets file  %3\n")
                      .arg(text("workspace"), text("remote"), text("secretsFile"));
    for (const QJsonValue &part : report.value(QLatin1String("parts")).toArray())
        out += QStringLiteral("%1  %2\n")
                   .arg(part[QLatin1String("name")].toString(), -12)
                   .arg(part[QLatin1String("state")].toString());
    for (const QJsonValue &app : report.value(QLatin1String("apps")).toArray())
        out += QStringLiteral("%1  %2  %3  %4\n")
                   .arg(QStringLiteral("%1/%2").arg(app[QLatin1String("environment")].toString(),
                                                    app[QLatin1String("name")].toString()),
                        -12)
                   .arg(app[QLatin1String("state")].toString(), -8)
                   .arg(app[QLatin1String("version")].toString(), -11)
                   .arg(app[QLatin1String("url")].toString());
    for (const QJsonValue &host : report.value(QLatin1String("hosts")).toArray())
        out += QStringLiteral("%1  %2  ssh -p %3 %4@127.0.0.1  %5\n")
                   .arg(QStringLiteral("%1/%2").arg(host[QLatin1String("environment")].toString(),
                                                    host[QLatin1String("name")].toString()),
                        -12)
                   .arg(host[QLatin1String("state")].toString(), -8)
                   .arg(host[QLatin1String("port")].toInt())
                   .arg(host[QLatin1String("user")].toString(),
                        host[QLatin1String("why")].isNull() ? host[QLatin1String("fingerprint")].toString()
                                                            : host[QLatin1String("why")].toString());
    if (const QString why = text("noHosts"); !why.isEmpty())
        out += QStringLiteral("no hosts      %1\n").arg(why);
    QStringList active;
    for (const QJsonValue &scenario : report.value(QLatin1String("scenarios")).toArray())
        active.append(scenario.toString());
    if (!active.isEmpty())
        out += QStringLiteral("scenarios     %1\n").arg(active.join(QStringLiteral(", ")));
    return out;
}

} // namespace envdeck::sandbox
