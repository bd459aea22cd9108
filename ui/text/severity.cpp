// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/severity.h"

namespace envdeck::ui {

namespace {

int badness(Severity severity)
{
    switch (severity) {
    case Severity::None: return 0;
    case Severity::Ok: return 1;
    case Severity::Running: return 2;
    case Severity::Stale: return 3;
    case Severity::Unknown: return 4;
    case Severity::Warning: return 5;
    case Severity::Critical: return 6;
    }
    Q_UNREACHABLE();
}

} // namespace

Severity worse(Severity a, Severity b)
{
    return badness(b) > badness(a) ? b : a;
}

Severity worst(const QList<Severity> &all)
{
    Severity result = Severity::None;
    for (const Severity severity : all)
        result = worse(result, severity);
    return result;
}

} // namespace envdeck::ui
