// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/dokploy/panel_parts.h"

#include "core/base/redactor.h"

namespace envdeck::dokploy {

using http::JsonReader;

Result<PanelDomain> panelDomainFrom(const QJsonValue &json, const QString &subject)
{
    const JsonReader answer(json, subject);
    const PanelDomain domain{answer.optionalString(u"host").value_or(QString()), answer.boolean(u"https")};
    return answer.done(domain);
}

Result<QList<RegistryRow>> registriesFrom(const QJsonValue &json, const QString &subject)
{
    const JsonReader answer(json, subject);
    QList<RegistryRow> rows;
    for (const JsonReader &row : answer.asArray())
        rows.append({row.string(u"registryId"), row.string(u"registryUrl"),
                     row.optionalString(u"registryName").value_or(QString())});
    return answer.done(rows);
}

Result<QList<SshKeyRow>> sshKeysFrom(const QJsonValue &json, const QString &subject)
{
    const JsonReader answer(json, subject);
    QList<SshKeyRow> rows;
    for (const JsonReader &row : answer.asArray())
        rows.append({row.string(u"sshKeyId"), row.string(u"name"), row.string(u"publicKey").trimmed()});
    return answer.done(rows);
}

Result<QList<GitSource>> gitSourcesFrom(const QJsonValue &json, const QString &subject)
{
    const JsonReader answer(json, subject);
    QList<GitSource> rows;
    for (const JsonReader &row : answer.asArray())
        rows.append({row.string(u"gitProviderId"), row.string(u"name"), row.string(u"providerType")});
    return answer.done(rows);
}

Result<QList<Notification>> notificationsFrom(const QJsonValue &json, const QString &subject)
{
    const JsonReader answer(json, subject);
    QList<Notification> rows;
    for (const JsonReader &row : answer.asArray()) {
        Notification notification{
            row.string(u"notificationId"), row.string(u"name"), row.string(u"notificationType"), {}};
        for (const QString &key : row.keys()) { // the events of later versions too
            if (row.json()[key].isBool() && row.json()[key].toBool())
                notification.events.append(key);
        }
        rows.append(notification);
    }
    return answer.done(rows);
}

Result<PanelHealth> panelHealthFrom(const QJsonValue &json, const QString &subject)
{
    const JsonReader answer(json, subject);
    PanelHealth health;
    for (const QString &name : answer.keys()) {
        const JsonReader part = answer.object(name);
        health.parts.append(
            {name, part.string(u"status") == QLatin1String("healthy"),
             Redactor().redacted(part.optionalString(u"message").value_or(QString())).left(300)});
    }
    return answer.done(health);
}

Result<QString> newerVersionFrom(const QJsonValue &json, const QString &subject)
{
    const JsonReader answer(json, subject);
    const bool available = answer.boolean(u"updateAvailable");
    return answer.done(available ? answer.optionalString(u"latestVersion").value_or(QString()) : QString());
}

} // namespace envdeck::dokploy
