// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/deployment.h"

#include <array>

namespace envdeck {

namespace {

constexpr std::array<const char *, 6> stateNames{"running", "healthy", "degraded",
                                                 "failed",  "unknown", "mismatch"};
constexpr std::array<const char *, 4> actionNames{"deploy", "promote", "rollback", "hold"};

template <typename Enum, std::size_t N>
std::optional<Enum> named(const std::array<const char *, N> &names, QStringView name)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (name == QLatin1String(names[i]))
            return static_cast<Enum>(i);
    }
    return std::nullopt;
}

} // namespace

QString stateName(DeploymentState state)
{
    return QString::fromLatin1(stateNames[static_cast<std::size_t>(state)]);
}

std::optional<DeploymentState> stateFromName(QStringView name)
{
    return named<DeploymentState>(stateNames, name);
}

QString actionName(Action action)
{
    return QString::fromLatin1(actionNames[static_cast<std::size_t>(action)]);
}

std::optional<Action> actionFromName(QStringView name)
{
    return named<Action>(actionNames, name);
}

int safestTarget(const QList<Deployment> &history, double errorRateThresholdPercent)
{
    int healthy = -1;
    // By tag: the row that rolled back to it may know no digest, and going there once more would change
    // nothing.
    const auto isCurrent = [&history](const ImageRef &image) {
        return image.repository == history.first().image.repository && image.tag == history.first().image.tag;
    };
    for (int i = 0; i < history.size(); ++i) {
        const Deployment &d = history.at(i);
        if (d.current || d.state != DeploymentState::Healthy || d.rolledBack || isCurrent(d.image))
            continue;
        if (d.errorPercent && *d.errorPercent < errorRateThresholdPercent)
            return i;
        if (healthy < 0 && !d.errorPercent)
            healthy = i;
    }
    return healthy;
}

} // namespace envdeck
