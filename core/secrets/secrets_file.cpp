// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/secrets_file.h"

#include "core/base/safe_file.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace envdeck::secrets {

namespace {

constexpr qint64 largestFile = 1024 * 1024;
const QString fileValueField = QStringLiteral("value");
const QString fileOriginField = QStringLiteral("origin");

// Nothing when the file is fit to hold secrets.
QString unfitness(int descriptor)
{
    struct stat info = {};
    if (::fstat(descriptor, &info) != 0)
        return qt_error_string();
    if (!S_ISREG(info.st_mode))
        return QStringLiteral("not a regular file");
    if (info.st_uid != ::geteuid())
        return QStringLiteral("owner %1").arg(info.st_uid);
    const unsigned mode = info.st_mode & 07777;
    if (mode != 0600 && mode != 0400)
        return QStringLiteral("mode %1").arg(mode, 4, 8, QLatin1Char('0'));
    if (info.st_size > largestFile)
        return QStringLiteral("longer than %1 bytes").arg(largestFile);
    return {};
}

// What is wrong with one entry; nothing when it was taken over.
QString readEntry(const QString &kind, const QJsonValue &entry, SecretsFile &secrets)
{
    const QJsonObject object = entry.toObject();
    if (object.size() != 2 || !object.value(fileValueField).isString() ||
        !object.value(fileOriginField).isString())
        return QStringLiteral("\"%1\" is no object of \"value\" and \"origin\"").arg(kind);
    secrets.insert(kind, {Secret(object.value(fileValueField).toString().toUtf8()),
                          object.value(fileOriginField).toString()});
    return {};
}

FileContent parsed(const QString &path, const QByteArray &json)
{
    QJsonParseError wrong;
    const QJsonDocument document = QJsonDocument::fromJson(json, &wrong);
    if (wrong.error != QJsonParseError::NoError || !document.isObject())
        return {fileStatus(path, StoreState::Refused,
                           QStringLiteral("no JSON object, at byte %1").arg(wrong.offset)),
                {}};
    FileContent content{fileStatus(path, StoreState::Ready, {}), {}};
    const QJsonObject root = document.object();
    for (auto it = root.constBegin(); it != root.constEnd(); ++it) {
        if (const QString detail = readEntry(it.key(), it.value(), content.secrets); !detail.isEmpty())
            return {fileStatus(path, StoreState::Refused, detail), {}};
    }
    return content;
}

} // namespace

StoreStatus fileStatus(const QString &path, StoreState state, const QString &detail)
{
    return {StoreKind::File, state, path, detail};
}

FileContent readSecretsFile(const QString &path)
{
    // O_NONBLOCK: a pipe by that name must not hang the thread that opens it.
    const int descriptor =
        ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    const int number = errno;
    if (descriptor < 0 && number == ENOENT)
        return {fileStatus(path, StoreState::Absent, {}), {}};
    if (descriptor < 0)
        return {fileStatus(path, StoreState::Refused,
                           number == ELOOP ? QStringLiteral("a link") : qt_error_string(number)),
                {}};

    QFile file;
    if (!file.open(descriptor, QIODevice::ReadOnly | QIODevice::Unbuffered, QFileDevice::AutoCloseHandle))
        return {fileStatus(path, StoreState::Failed, file.errorString()), {}};
    if (const QString detail = unfitness(descriptor); !detail.isEmpty())
        return {fileStatus(path, StoreState::Refused, detail), {}};
    const Secret json(file.read(largestFile + 1)); // so that this copy is wiped
    if (file.error() != QFileDevice::NoError || json.reveal().size() > largestFile)
        return {fileStatus(path, StoreState::Failed, file.errorString()), {}};
    return parsed(path, QByteArray::fromRawData(json.reveal().data(), json.reveal().size()));
}

Result<void> writeSecretsFile(const QString &path, const SecretsFile &secrets)
{
    QJsonObject root;
    for (auto it = secrets.cbegin(); it != secrets.cend(); ++it)
        root.insert(it.key(), QJsonObject{{fileValueField, QString::fromUtf8(it->value.reveal())},
                                          {fileOriginField, it->origin}});
    const Secret json(QJsonDocument(root).toJson());
    return writeFile(path, QByteArray::fromRawData(json.reveal().data(), json.reveal().size()), 0600);
}

} // namespace envdeck::secrets
