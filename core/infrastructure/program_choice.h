// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terraform/program.h"

namespace envdeck::infrastructure {

// Which terraform or tofu runs here: the one of a path, or for an empty path the one that is found in PATH
// and among our own tools.
class ProgramChoice {
public:
    virtual ~ProgramChoice() = default;

    virtual QString programPath() const = 0;
    // Counts from the next question on. What another program planned is planned again.
    virtual void setProgramPath(const QString &path) = 0;
    // Asks the one of that path for its version, and changes nothing. Errors: as terraform::findProgram().
    virtual Async<terraform::Program> programAt(const QString &path, std::stop_token stop) = 0;
};

} // namespace envdeck::infrastructure
