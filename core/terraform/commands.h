// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/plan_mode.h"
#include "core/process/spec.h"
#include "core/terraform/target.h"

namespace envdeck::terraform {

// The command lines. All have stdin closed, -input=false, TF_IN_AUTOMATION, TF_WORKSPACE, CHECKPOINT_DISABLE
// and TF_DATA_DIR set, nothing of TF_CLI_ARGS*, TF_LOG* or TF_VAR_* inherited, umask 077, and stop by one
// interrupt. No option outside what Terraform 1.5 and OpenTofu 1.6 share, but for init's -json.
process::Spec initCommand(const Target &target); // -lockfile=readonly
process::Spec validateCommand(const Target &target);
process::Spec formatCheckCommand(const Target &target, const QString &folder); // writes nothing
process::Spec formatCommand(const Target &target, const QString &folder);      // writes into the files
enum class StateLocking { Wait, None }; // None: a question that nobody will apply, such as one for drift
process::Spec planCommand(const Target &target, const QString &planFile, PlanMode mode = PlanMode::Changes,
                          StateLocking locking = StateLocking::Wait);
process::Spec showPlanCommand(const Target &target, const QString &planFile);
process::Spec applyCommand(const Target &target, const QString &planFile);
process::Spec outputCommand(const Target &target);
process::Spec statePullCommand(const Target &target);
process::Spec statePushCommand(const Target &target, const QString &stateFile);
process::Spec forceUnlockCommand(const Target &target, const QString &lockId);
// Takes the state's lock and gives it back at once, or says who holds it. Reads the state, changes nothing.
process::Spec lockProbeCommand(const Target &target);

} // namespace envdeck::terraform
