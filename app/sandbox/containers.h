// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/settings.h"
#include "core/base/process_identity.h"

#include <QList>

namespace envdeck::sandbox {

// An app of one environment as it is now, from Dokploy's book and the process table.
struct RunningApp {
    QString environment;
    QString app;
    QString image;
    QString version;
    QUrl url;
    QString state; // "running", "exited", "absent"
    int exitCode = 0;
    std::optional<ProcessIdentity> process;
    QString composeId;
    QString container; // empty when absent
};

// In the order of environments, then apps. Those of a Dokploy whose book cannot be read are left out.
QList<RunningApp> appsNow(const Folder &folder, const Settings &settings);

// What a killed container or an interrupted deployment left behind is started again, through Dokploy's own
// API as an operator would: a container that was killed is started, an app without one is deployed. What
// crashed by itself stays. Waits until every app that was asked for answers its health, `patienceMs` at most.
// Dokploys that are down are left out.
void healApps(const Folder &folder, const Settings &settings, int patienceMs);

// Through Dokploy, which keeps the book of containers, and waits until another process of it runs. Errors:
// Unreachable when that Dokploy is down; Timeout; ToolFailed with its status.
Result<void> restartContainer(const Folder &folder, const Settings &settings, const QString &environment,
                              const QString &containerId);

// `docker image prune --all` on every Dokploy that is up: what no container uses is pulled anew next time.
void pruneImages(const Folder &folder, const Settings &settings);

} // namespace envdeck::sandbox
