// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/settings.h"

#include <QJsonObject>
#include <QList>

namespace envdeck::sandbox {

// What runs in one environment as Docker would tell it, under the names that its client's templates know:
// the app processes with their images, states, exit codes and restarts.
struct DockerWorld {
    QList<QJsonObject> containers; // of `docker inspect`, newest first
    QList<QJsonObject> images;     // of `docker image ls`; "Bytes" is the size as a number
};
Result<DockerWorld> dockerWorld(const Folder &folder, const Settings &settings, const QString &environment);

QJsonObject dockerInfo();
QList<QJsonObject> diskRows(const DockerWorld &world);                           // of `docker system df`
QJsonObject listedContainer(const QJsonObject &container, const QDateTime &now); // of `docker ps`
QString sizeText(qint64 bytes);                                                  // "68.4MB"

// From now on that image is not on the host's disk, as long as nothing is made of it. The book of Dokploy,
// which pulls, does not know: it would start it again without asking the registry.
Result<void> removeImage(const Folder &folder, const QString &environment, const QString &reference);

} // namespace envdeck::sandbox
