// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/record.h"

#include <algorithm>
#include <array>

namespace envdeck::journal {

QString kindName(Kind kind)
{
    switch (kind) {
    case Kind::Intent: return QStringLiteral("intent");
    case Kind::Step: return QStringLiteral("step");
    case Kind::Outcome: return QStringLiteral("outcome");
    case Kind::Deployment: return QStringLiteral("deployment");
    case Kind::Review: return QStringLiteral("review");
    case Kind::Seen: return QStringLiteral("seen");
    }
    Q_UNREACHABLE();
}

std::optional<Kind> kindFromName(QStringView name)
{
    static constexpr std::array kinds{Kind::Intent,     Kind::Step,   Kind::Outcome,
                                      Kind::Deployment, Kind::Review, Kind::Seen};
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [&](Kind kind) { return kindName(kind) == name; });
    return found == kinds.end() ? std::nullopt : std::optional(*found);
}

} // namespace envdeck::journal
