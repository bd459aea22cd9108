// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace envdeck::standins::dokploy {

struct ComposeService {
    QString name;
    QString image;
    QString restart = QStringLiteral("no");
    QString address; // a loopback one, whatever the file says; empty when nothing is published
    int port = 0;
    QString fingerprint; // of everything that the file says about it
};

// The services of a compose file with ${VARIABLE:-default} filled in from `env` (dotenv text), in the file's
// order. BadInput carries the words of docker compose.
Result<QList<ComposeService>> readCompose(const QByteArray &yaml, const QString &env);

} // namespace envdeck::standins::dokploy
