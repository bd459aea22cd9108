// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/answer.h"
#include "core/configuration/environment_files.h"

namespace envdeck::ctl {

// What parity and variables say of what was read, whether it came from git or from the checkout.
Answer parityAnswer(const QList<configuration::EnvironmentSide> &sides, const Arguments &arguments);
// Only the environment that was asked for; it must be among them.
Answer variablesAnswer(const QList<configuration::EnvironmentSide> &sides, const Arguments &arguments);

} // namespace envdeck::ctl
