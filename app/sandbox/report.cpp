// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/report.h"

#include "app/sandbox/containers.h"
#include "app/sandbox/parts.h"
#include "app/sandbox/scenario.h"

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
        const QString state = process               ? QStringLiteral("running")
                              : held.contains(part) ? QStringLiteral("held")
                                                    : QStringLiteral("stopped");
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
            {QStringLiteral("hosts"), QJsonArray()},
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
    QStringList active;
    for (const QJsonValue &scenario : report.value(QLatin1String("scenarios")).toArray())
        active.append(scenario.toString());
    if (!active.isEmpty())
        out += QStringLiteral("scenarios     %1\n").arg(active.join(QStringLiteral(", ")));
    return out;
}

} // namespace envdeck::sandbox
