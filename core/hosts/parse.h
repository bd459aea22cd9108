// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/redactor.h"
#include "core/hosts/host_facts.h"

namespace envdeck::hosts {

// Reads what the probe of probe_script.h said, with `marker` of that run. Also of a part of it: a probe that
// ran into its deadline still tells what it had said. Never fails as a whole. Costs about a millisecond for
// twenty containers: with hundreds, call it from a worker.
HostFacts parseProbe(const QByteArray &output, const QByteArray &marker, const Redactor &redactor = {});

} // namespace envdeck::hosts
