// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/deployment.h"
#include "ui/text/severity.h"

namespace envdeck::ui {

QString deploymentStateWord(DeploymentState state); // "Healthy", "Mismatch"
Severity deploymentSeverity(DeploymentState state);
// One word or two for the history: "Current, degraded", "Rolled back", "Superseded", "Healthy".
QString deploymentWord(const Deployment &deployment);
Severity deploymentSeverity(const Deployment &deployment);
// What git, registry and hosts say differently: "Git says v1.3.8, and another version runs."; empty without a
// mismatch.
QString mismatchText(const Deployment &deployment);
QString actionWord(Action action);                         // "Roll back"
QString actionTitle(Action action, const Target &target);  // "Roll back api in prod"
QString actionButton(Action action, const Target &target); // "Roll back prod/api"
QString holdOffer(const QString &app,
                  const QString &version); // "Hold api at v1.3.7, or the next merge raises it again"
QString holdText(const Hold &hold, const QDateTime &now); // "Held at v1.3.7 until 1 Dec by bo: reason"
QString liveForText(const Deployment &deployment);        // "2 d 4 h", "never", dash
// "v1.3.7 was live 2 d 4 h: error 0.1 %, p95 88 ms"; says what is not known.
QString recordText(const Deployment &deployment);

} // namespace envdeck::ui
