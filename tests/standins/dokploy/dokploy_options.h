// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <chrono>

namespace envdeck::standins::dokploy {

// How long the steps of a deployment take, beside what they really take.
struct DokployTiming {
    std::chrono::milliseconds clone{300};
    std::chrono::milliseconds pull{900}; // of an image that is not on disk yet
    std::chrono::milliseconds create{200};
    std::chrono::milliseconds stopGrace{5000}; // SIGTERM to SIGKILL
};

struct RegistryLogin {
    QString user;
    QString password;
};

struct DokployOptions {
    QString stateFile; // see DokployState; made when absent
    QString apiKey;    // of the header x-api-key; empty refuses every key
    QString version = QStringLiteral("v0.30.2");
    QHash<QString, RegistryLogin> logins; // by registry host, "127.0.0.1:5000": as `docker login` leaves them
    DokployTiming timing;
};

} // namespace envdeck::standins::dokploy
