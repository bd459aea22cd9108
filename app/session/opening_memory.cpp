// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/opening_memory.h"

#include "core/base/paths.h"
#include "core/base/safe_file.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace envdeck {

namespace {

QString fileOf(const QString &stateFolder)
{
    return stateFolder + QStringLiteral("/opened.json");
}

} // namespace

void remember(const QString &stateFolder, const OpeningMemory &memory)
{
    const QJsonObject object{{QStringLiteral("remote"), memory.remote.text()},
                             {QStringLiteral("actor"), memory.actor}};
    if (makePrivateFolder(stateFolder))
        static_cast<void>(
            bool(writeFile(fileOf(stateFolder), QJsonDocument(object).toJson(QJsonDocument::Compact))));
}

void forget(const QString &stateFolder)
{
    QFile::remove(fileOf(stateFolder));
}

std::optional<OpeningMemory> recall(const QString &stateFolder)
{
    const auto text = readFile(fileOf(stateFolder), 64 * 1024);
    if (!text)
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(text.value()).object();
    const auto remote = git::Remote::parse(object.value(QLatin1String("remote")).toString());
    const QString actor = object.value(QLatin1String("actor")).toString();
    if (!remote || actor.isEmpty())
        return std::nullopt;
    return OpeningMemory{remote.value(), actor};
}

} // namespace envdeck
