// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/owner.h"

#include <unistd.h>

namespace envdeck::journal {

Owner thisOwner()
{
    static const Owner owner{identityOf(::getpid()).value_or(ProcessIdentity{}), currentBootId()};
    return owner;
}

bool isAlive(const Owner &owner)
{
    return owner.bootId == thisOwner().bootId && identityOf(owner.process.pid) == owner.process;
}

} // namespace envdeck::journal
