// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/process_identity.h"

namespace envdeck::journal {

// The process that wrote a row or holds a lock, told apart from every other one of this and earlier boots.
struct Owner {
    ProcessIdentity process;
    QString bootId;
    friend bool operator==(const Owner &, const Owner &) = default;
};

Owner thisOwner();
// That very process lives now. One of an earlier boot, of another machine, or whose pid went to somebody
// else does not.
bool isAlive(const Owner &owner);

} // namespace envdeck::journal
