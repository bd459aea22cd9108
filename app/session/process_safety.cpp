// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/process_safety.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace envdeck {

void makeProcessSafe()
{
    ::umask(077);
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

} // namespace envdeck
