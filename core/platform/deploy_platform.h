// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/domain/deployment.h"

#include <QDateTime>
#include <stop_token>

namespace envdeck::platform {

enum class PlatformState { Idle, Running, Done, Error };

// One row of the platform's own deployment list. The platform keeps few (Dokploy: ten a service).
struct PlatformDeployment {
    QString id;
    QString title;
    QString commit;    // full sha when the platform knows it; empty otherwise
    QString operation; // our operation id when the row carries it
    PlatformState state = PlatformState::Idle;
    QDateTime created;  // UTC
    QDateTime finished; // null while it runs
    QString error;      // the platform's own words, redacted
    friend bool operator==(const PlatformDeployment &, const PlatformDeployment &) = default;
};

struct Container {
    QString name;
    QString service; // compose service; empty when the platform does not say
    ImageRef image;
    QString state;  // "running", "restarting", "exited"
    QString health; // "healthy", "unhealthy", "starting"; empty without a health check
    int restarts = 0;
    std::optional<int> exitCode; // of one that ended
    friend bool operator==(const Container &, const Container &) = default;
};

// How the platform is set up for one app.
struct ServiceFacts {
    bool deploysOnPush = false; // by itself, through its webhook; deploy() is then only the fallback
    bool stopsFirst = true;     // a new version is started after the old one was stopped; false: it rolls
    friend bool operator==(const ServiceFacts &, const ServiceFacts &) = default;
};

struct PlatformInfo {
    QString version;
    bool outdated = false; // works, and lacks security fixes
    friend bool operator==(const PlatformInfo &, const PlatformInfo &) = default;
};

// What runs the containers of the environments (Dokploy). Where an environment has none, every call answers
// BadConfig with the detail "not-configured". Reads may be repeated; deploy() is sent once, and
// ErrorCode::OutcomeUnknown means: look at deployments() before anything else.
// Thread: the caller's; answers come through its event loop. Every call has a deadline of its own.
class DeployPlatform {
public:
    virtual ~DeployPlatform() = default;

    virtual Async<PlatformInfo> info(const EnvironmentId &environment, std::stop_token stop) = 0;
    virtual Async<QList<PlatformDeployment>> deployments(const Target &target,
                                                         std::stop_token stop) = 0; // newest first
    virtual Async<QList<Container>> containers(const Target &target, std::stop_token stop) = 0;
    virtual Async<ServiceFacts> facts(const Target &target, std::stop_token stop) = 0;
    // `image` is what the file names (empty: whatever the platform has): an app of a single image, which does
    // not read the file, is set to it first, and the deployment is asked for only when it has it.
    virtual Async<void> deploy(const Target &target, const ImageRef &image, const QString &title,
                               const QString &operation, std::stop_token stop) = 0;
    virtual Async<QString> log(const Target &target, const QString &deployment, int lines,
                               std::stop_token stop) = 0; // redacted
    virtual Async<QStringList> variableNames(const Target &target, std::stop_token stop) = 0;
};

} // namespace envdeck::platform
