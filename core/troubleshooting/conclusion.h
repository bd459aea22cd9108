// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/troubleshooting/report.h"

namespace envdeck::troubleshooting {

// The most likely cause among what all steps found. Beside its own confidence a finding is weighed by what it
// has to do with the complaint, by whether it began with the version in force, and by whether another step
// says the same. That a host does not answer is no cause while the app answers from here.
Conclusion conclude(const QList<StepReport> &steps, Complaint complaint, const Background &background);

// Began within a quarter of an hour after the version came.
bool beganWithVersion(const Finding &finding);

} // namespace envdeck::troubleshooting
