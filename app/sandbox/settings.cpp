// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/settings.h"

#include "app/sandbox/hosts.h"
#include "core/base/safe_file.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QSet>
#include <QTcpServer>

namespace envdeck::sandbox {

namespace {

constexpr int lowestPort = 20000;
constexpr int highestPort = 32000; // Linux hands out 32768 and up by itself

QString randomKey()
{
    QByteArray bytes(24, Qt::Uninitialized);
    QRandomGenerator::system()->fillRange(reinterpret_cast<quint32 *>(bytes.data()), bytes.size() / 4);
    return QString::fromLatin1(bytes.toHex());
}

bool isFree(int port)
{
    QStringList addresses{QStringLiteral("127.0.0.1")};
    for (const QString &environment : environments)
        addresses.append(addressOf(environment));
    return std::all_of(addresses.cbegin(), addresses.cend(), [port](const QString &address) {
        QTcpServer probe;
        return probe.listen(QHostAddress(address), quint16(port));
    });
}

int freePort(QSet<int> &taken)
{
    for (;;) {
        const int port = QRandomGenerator::system()->bounded(lowestPort, highestPort);
        if (taken.contains(port) || !isFree(port))
            continue;
        taken.insert(port);
        return port;
    }
}

template <typename T>
QJsonObject toJson(const QHash<QString, T> &values)
{
    QJsonObject object;
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

QHash<QString, QString> textsOf(const QJsonValue &object)
{
    QHash<QString, QString> texts;
    const QJsonObject o = object.toObject();
    for (auto it = o.begin(); it != o.end(); ++it)
        texts.insert(it.key(), it.value().toString());
    return texts;
}

} // namespace

QUrl Settings::url(const QString &part) const
{
    QUrl url(QStringLiteral("http://127.0.0.1"));
    url.setPort(ports.value(part));
    return url;
}

QString Settings::registryHost() const
{
    return QStringLiteral("127.0.0.1:%1").arg(ports.value(QStringLiteral("registry")));
}

QString Settings::image(const QString &app, const QString &tag) const
{
    return QStringLiteral("%1/acme/%2:%3").arg(registryHost(), app, tag);
}

QUrl Settings::appUrl(const QString &environment, const QString &app) const
{
    return QUrl(QStringLiteral("http://%1:%2")
                    .arg(addressOf(environment))
                    .arg(ports.value(QStringLiteral("app-") + app)));
}

QString addressOf(const QString &environment)
{
    return QStringLiteral("127.0.0.1%1").arg(environments.indexOf(environment) + 1);
}

Settings drawSettings(const QDateTime &now, const QHash<QString, int> &keep)
{
    Settings settings;
    settings.created = now;
    settings.ports = keep;
    QStringList parts{QStringLiteral("registry"), QStringLiteral("signoz"), QStringLiteral("github")};
    for (const QString &environment : environments) {
        parts.append(QStringLiteral("dokploy-") + environment);
        settings.keys.insert(QStringLiteral("database-") + environment, randomKey());
        for (const QString &app : apps)
            settings.hooks.insert(environment + QLatin1Char('/') + app, randomKey().left(21));
    }
    for (const QString &part : std::as_const(parts))
        settings.keys.insert(part, randomKey());
    for (const QString &app : apps)
        parts.append(QStringLiteral("app-") + app);
    const bool hosts = hostsMissing().isEmpty();
    for (const QString &environment : environments) {
        if (hosts)
            parts.append(hostPart(environment));
        else
            settings.ports.remove(hostPart(environment));
    }
    QSet<int> taken(settings.ports.cbegin(), settings.ports.cend());
    for (const QString &part : std::as_const(parts)) {
        if (!settings.ports.contains(part))
            settings.ports.insert(part, freePort(taken));
    }
    return settings;
}

Result<Settings> readSettings(const Folder &folder)
{
    const auto bytes = readFile(folder.settings());
    if (!bytes)
        return bytes.error();
    const QJsonDocument document = QJsonDocument::fromJson(bytes.value());
    if (!document.isObject())
        return Error{ErrorCode::BadConfig, folder.settings(), QStringLiteral("no JSON object"), 0};
    Settings settings;
    settings.created =
        QDateTime::fromString(document[QLatin1String("created")].toString(), Qt::ISODateWithMs);
    const QJsonObject ports = document[QLatin1String("ports")].toObject();
    for (auto it = ports.begin(); it != ports.end(); ++it)
        settings.ports.insert(it.key(), it.value().toInt());
    settings.keys = textsOf(document[QLatin1String("keys")]);
    settings.hooks = textsOf(document[QLatin1String("hooks")]);
    return settings;
}

Result<void> writeSettings(const Folder &folder, const Settings &settings)
{
    const QJsonObject object{
        {QStringLiteral("created"), settings.created.toUTC().toString(Qt::ISODateWithMs)},
        {QStringLiteral("ports"), toJson(settings.ports)},
        {QStringLiteral("keys"), toJson(settings.keys)},
        {QStringLiteral("hooks"), toJson(settings.hooks)}};
    return writeFile(folder.settings(), QJsonDocument(object).toJson());
}

Result<void> writeSecrets(const Folder &folder, const Settings &settings)
{
    const auto entry = [&](const QString &value, const QString &part) {
        return QJsonObject{{QStringLiteral("value"), value},
                           {QStringLiteral("origin"), settings.url(part).toString()}};
    };
    QJsonObject secrets;
    for (const QString &environment : environments) {
        const QString part = QStringLiteral("dokploy-") + environment;
        secrets.insert(QStringLiteral("dokploy/") + environment, entry(settings.keys.value(part), part));
    }
    const QString signoz = QStringLiteral("signoz");
    const QString registry = QStringLiteral("registry");
    const QString github = QStringLiteral("github");
    secrets.insert(github, entry(settings.keys.value(github), github));
    secrets.insert(signoz, entry(settings.keys.value(signoz), signoz));
    secrets.insert(QStringLiteral("registry/") + settings.registryHost(),
                   entry(registryUser + QLatin1Char(':') + settings.keys.value(registry), registry));
    for (const QString &environment : environments) {
        if (!hasHosts(settings))
            break;
        const auto key = loginKey(folder, environment);
        if (!key)
            return key.error();
        // It is the repository that says where it is used.
        secrets.insert(QStringLiteral("ssh/") + environment,
                       QJsonObject{{QStringLiteral("value"), QString::fromLatin1(key.value())},
                                   {QStringLiteral("origin"), QDir::cleanPath(folder.remote())}});
    }
    return writeFile(folder.secrets(), QJsonDocument(secrets).toJson());
}

} // namespace envdeck::sandbox
