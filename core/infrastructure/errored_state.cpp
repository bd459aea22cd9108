// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/errored_state.h"

#include "core/base/paths.h"
#include "core/base/safe_file.h"
#include "core/terraform/state.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

namespace envdeck::infrastructure {

namespace {

constexpr qint64 largestState = 1024LL * 1024 * 1024;

QByteArray digestOfText(const QByteArray &text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex();
}

// What an earlier try moved; empty when there is none.
QString movedBefore(const Places &places, const QByteArray &digest)
{
    const auto files = QDir(places.setAside()).entryInfoList(QDir::Files);
    for (const QFileInfo &file : files) {
        const auto text = readFile(file.filePath(), largestState);
        if (text && digestOfText(text.value()) == digest)
            return file.filePath();
    }
    return {};
}

QString freeName(const QString &folder, const QDateTime &now)
{
    const QString base =
        folder + QStringLiteral("/errored-") + now.toUTC().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'"));
    QString name = base + QStringLiteral(".tfstate");
    for (int i = 2; QFileInfo::exists(name); ++i)
        name = QStringLiteral("%1-%2.tfstate").arg(base).arg(i);
    return name;
}

} // namespace

Result<std::optional<ErroredState>> readErroredState(const Places &places)
{
    using Answer = std::optional<ErroredState>;
    const QString path = places.erroredState();
    const QFileInfo info(path);
    if (!info.exists())
        return Answer();
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    const auto text = readFile(path, largestState);
    if (!text)
        return text.error().code == ErrorCode::NotFound ? Result<Answer>(Answer()) : text.error();
    const auto state = terraform::stateFrom(text.value());
    if (!state || !state.value().exists)
        return Error{ErrorCode::BadResponse, path, {}, 0};
    return Answer(ErroredState{path, info.lastModified().toUTC(), digestOfText(text.value()),
                               state.value().serial, state.value().lineage,
                               int(state.value().resources.size())});
}

Result<QByteArray> erroredDigest(const Places &places)
{
    const auto text = readFile(places.erroredState(), largestState);
    if (!text)
        return text.error().code == ErrorCode::NotFound ? Result<QByteArray>(QByteArray()) : text.error();
    return digestOfText(text.value());
}

Result<QString> setErroredStateAside(const Places &places, const QByteArray &digest, const QDateTime &now)
{
    const auto found = erroredDigest(places);
    if (!found)
        return found.error();
    if (found.value().isEmpty()) {
        const QString moved = movedBefore(places, digest);
        return moved.isEmpty()
                   ? Result<QString>(Error{ErrorCode::NotFound, {}, QStringLiteral("no-errored-state"), 0})
                   : Result<QString>(moved);
    }
    if (found.value() != digest) // another one lies there, whatever was moved before
        return Error{ErrorCode::Conflict, {}, QStringLiteral("errored-state-changed"), 0};
    if (const auto made = makePrivateFolder(places.setAside()); !made)
        return made.error();
    QFile file(places.erroredState());
    const QString name = freeName(places.setAside(), now);
    if (!file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) || !file.rename(name))
        return Error{ErrorCode::Io, places.erroredState(), file.errorString(), 0};
    return name;
}

} // namespace envdeck::infrastructure
