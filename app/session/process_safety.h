// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace envdeck {

// To be called first in main(): files of ours are for this user alone (umask 077), no core dump holds a
// secret, and no other program of this user reads our memory or environment.
void makeProcessSafe();

} // namespace envdeck
