// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/local.h"

namespace envdeck::ctl {

LocalCommand localCommandOf(const Arguments &arguments)
{
    if (arguments.verb == QLatin1String("new"))
        return newWorkspace;
    if (arguments.verb == QLatin1String("workspace check"))
        return checkWorkspace;
    return arguments.checkout ? readCheckout : nullptr;
}

} // namespace envdeck::ctl
