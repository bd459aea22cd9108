// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/settings.h"

#include <QStringList>

namespace envdeck::sandbox {

struct ScenarioRequest {
    QString name;
    QString environment; // empty: the scenario's own choice
    QString app;         // of image-missing, conflicting-push
    QString tag;
};

// dokploy-down dokploy-slow dokploy-silent dokploy-html dokploy-unauthorized  (of every environment, or of
// one) signoz-down signoz-slow registry-down image-missing      the registry loses a tag (api:v1.3.9), Docker
// has no copy of it either push-rejected      the remote refuses every push conflicting-push   at once:
// somebody else changes the image line (prod/api to v1.3.9) and pushes bad-release        at once: publishes
// the next api v1.4.x, whose errors rise crash-release      at once: publishes the next api v1.4.x, which
// ends five seconds after its start state-locked       somebody holds the lock of a terraform state (dev's)
// host-down          nobody answers there (prod's, or of one environment) and open connections break off
// host-key-changed   the host shows another key (prod's), as after a new installation or to a thief
// disk-95            df says 95 percent (of every host, or of one)
// clear ends all that last
QStringList scenarioNames();

// Answers a sentence about what is now so: the image, the commit. Errors: BadInput for an unknown name or
// target.
Result<QString> inject(const Folder &folder, const Settings &settings, const QString &program,
                       const ScenarioRequest &request);

QStringList activeScenarios(const Folder &folder); // "dokploy-down", "dokploy-slow:prod", …
QStringList heldParts(const Folder &folder);       // that a scenario keeps down

} // namespace envdeck::sandbox
