// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/backend.h"

#include "core/base/safe_file.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

#include <algorithm>

namespace envdeck::terraform {

namespace {

// What says where the state is, in this order; everything else is how to get there.
const QStringList addressKeys{
    QStringLiteral("address"),        QStringLiteral("conn_str"),      QStringLiteral("schema_name"),
    QStringLiteral("endpoint"),       QStringLiteral("bucket"),        QStringLiteral("key"),
    QStringLiteral("prefix"),         QStringLiteral("region"),        QStringLiteral("storage_account_name"),
    QStringLiteral("container_name"), QStringLiteral("hostname"),      QStringLiteral("organization"),
    QStringLiteral("path"),           QStringLiteral("workspace_dir"), QStringLiteral("secret_suffix"),
    QStringLiteral("namespace"),      QStringLiteral("endpoints"),     QStringLiteral("workspaces"),
};

const QStringList credentialKeys{
    QStringLiteral("access_key"),  QStringLiteral("secret_key"),   QStringLiteral("token"),
    QStringLiteral("password"),    QStringLiteral("sas_token"),    QStringLiteral("client_secret"),
    QStringLiteral("credentials"), QStringLiteral("access_token"), QStringLiteral("encryption_key"),
};

QString withoutCredentials(const QString &value)
{
    if (!value.contains(QLatin1String("://"))) {
        // libpq's other form: "host=db user=x password=y"
        QStringList kept;
        const QStringList words = value.split(u' ', Qt::SkipEmptyParts);
        for (const QString &word : words) {
            if (!word.startsWith(QLatin1String("password=")) && !word.startsWith(QLatin1String("user=")))
                kept.append(word);
        }
        return kept.join(u' ');
    }
    const QUrl url(value);
    if (!url.isValid())
        return value.section(QStringLiteral("://"), 0, 0) + QStringLiteral("://");
    return url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment).toString();
}

bool hasPassword(const QString &value)
{
    return !QUrl(value).password().isEmpty() || value.contains(QLatin1String("password="));
}

// What a value says; a nested object (endpoints of s3, workspaces of Terraform Cloud) by its entries, sorted.
QStringList wordsOf(const QJsonValue &value)
{
    if (value.isString())
        return {value.toString()};
    QStringList words;
    const QJsonObject entries = value.toObject();
    for (auto it = entries.constBegin(); it != entries.constEnd(); ++it)
        words += wordsOf(it.value());
    for (const QJsonValue &entry : value.toArray())
        words += wordsOf(entry);
    words.removeAll(QString());
    return words;
}

Backend localBackend(const QString &path, const QString &configuration)
{
    const QString file = path.isEmpty() ? QStringLiteral("terraform.tfstate") : path;
    Backend backend;
    backend.address = QDir::isAbsolutePath(file) ? QDir::cleanPath(file) : file;
    const QString absolute = QDir::cleanPath(QDir(configuration).absoluteFilePath(file));
    backend.insideConfiguration =
        absolute.startsWith(QDir::cleanPath(configuration) + u'/') || !QDir::isAbsolutePath(file);
    return backend;
}

} // namespace

QString Backend::label() const
{
    return address.isEmpty() ? type : type + u' ' + address;
}

Result<Backend> readBackend(const QString &dataFolder, const QString &configuration)
{
    const Result<QByteArray> text = readFile(dataFolder + QStringLiteral("/terraform.tfstate"));
    if (text)
        return backendFrom(text.value(), configuration);
    // Without a backend block init writes no such file, and the state lies beside the configuration.
    if (text.error().code == ErrorCode::NotFound)
        return localBackend({}, configuration);
    return text.error();
}

Result<Backend> backendFrom(const QByteArray &dataFolderState, const QString &configuration)
{
    const QJsonDocument document = QJsonDocument::fromJson(dataFolderState);
    const QJsonObject block = document.object()[QLatin1String("backend")].toObject();
    if (!document.isObject())
        return Error{ErrorCode::BadResponse, QStringLiteral("terraform.tfstate"), {}, 0};
    const QJsonObject config = block[QLatin1String("config")].toObject();
    const QString type = block[QLatin1String("type")].toString();
    if (type.isEmpty() || type == QLatin1String("local"))
        return localBackend(config[QLatin1String("path")].toString(), configuration);

    Backend backend;
    backend.type = type;
    QStringList words;
    for (const QString &key : addressKeys) {
        for (const QString &value : wordsOf(config[key])) {
            backend.storesCredentials |= hasPassword(value);
            words.append(key == QLatin1String("schema_name") ? QStringLiteral("schema ") + value
                                                             : withoutCredentials(value));
        }
    }
    backend.address = words.join(u' ');
    backend.storesCredentials |=
        std::any_of(credentialKeys.cbegin(), credentialKeys.cend(),
                    [&](const QString &key) { return !config[key].toString().isEmpty(); });
    return backend;
}

} // namespace envdeck::terraform
