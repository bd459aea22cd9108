// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deployments/observation.h"

#include <algorithm>

namespace envdeck::deployments {

namespace {

constexpr int badAnswersAllowed = 2; // a proxy that reloads its configuration answers badly once or twice

int restartsOf(const QList<platform::Container> &containers)
{
    int restarts = 0;
    for (const platform::Container &container : containers)
        restarts += container.restarts;
    return restarts;
}

Error unhealthy(const QString &why, int status)
{
    return Error{ErrorCode::Unhealthy, {}, why, status};
}

QString seen(const Look &look)
{
    if (!look.hasHealth)
        return QStringLiteral("containers");
    if (!look.health)
        return QStringLiteral("no answer");
    if (look.health->status / 100 == 2)
        return QStringLiteral("version %1").arg(look.health->header);
    return look.health->excerpt;
}

} // namespace

Observer::Observer(const ImageRef &version, std::chrono::milliseconds observe,
                   std::chrono::milliseconds start)
    : m_version(version), m_observe(observe), m_start(start)
{
}

bool Observer::isOurs(const platform::Container &container) const
{
    return container.image.tag.isEmpty() || m_version.tag.isEmpty() || container.image.tag == m_version.tag;
}

bool Observer::runsAnother(const Look &look) const
{
    return std::any_of(look.containers.cbegin(), look.containers.cend(),
                       [this](const platform::Container &c) {
                           return c.state == QLatin1String("running") &&
                                  c.image.repository == m_version.repository && !isOurs(c);
                       });
}

// The old version answering or running well says nothing of the new one.
bool Observer::isGood(const Look &look) const
{
    if (look.hasHealth) {
        if (!look.health || look.health->status / 100 != 2)
            return false;
        return look.namesVersion ? m_version.tag.isEmpty() || look.health->header == m_version.tag
                                 : !runsAnother(look);
    }
    QList<platform::Container> ours;
    std::copy_if(look.containers.cbegin(), look.containers.cend(), std::back_inserter(ours),
                 [this](const auto &c) { return isOurs(c); });
    return look.containersKnown && !ours.isEmpty() && !runsAnother(look) &&
           std::all_of(ours.cbegin(), ours.cend(), [](const platform::Container &c) {
               return c.state == QLatin1String("running") && c.health != QLatin1String("unhealthy") &&
                      c.health != QLatin1String("starting");
           });
}

std::optional<Error> Observer::crash(const Look &look)
{
    for (const platform::Container &container : look.containers) {
        const bool dead = container.state == QLatin1String("exited") ||
                          container.state == QLatin1String("dead") ||
                          container.state == QLatin1String("restarting");
        if (dead && isOurs(container))
            return unhealthy(QStringLiteral("crashed %1 %2").arg(container.name, container.state),
                             container.exitCode.value_or(0));
    }
    if (m_restarts && restartsOf(look.containers) > *m_restarts)
        return unhealthy(QStringLiteral("crashed restarts %1").arg(restartsOf(look.containers)), 0);
    return std::nullopt;
}

std::optional<Result<Observation>> Observer::judge(const Look &look)
{
    if (!m_first.isValid()) {
        m_first = look.at;
        m_lastOld = look.at;
    }
    if (look.containersKnown) {
        if (const auto crashed = crash(look))
            return Result<Observation>(*crashed);
    }
    if (isGood(look)) {
        m_badInARow = 0;
        if (!m_firstGood.isValid())
            m_firstGood = look.at;
        if (!m_restarts && look.containersKnown)
            m_restarts = restartsOf(look.containers);
        if (goodFor(look.at) >= m_observe)
            return Result<Observation>(
                Observation{m_firstGood, std::chrono::milliseconds(m_lastOld.msecsTo(m_firstGood))});
        return std::nullopt;
    }
    const int status = look.health ? look.health->status : 0;
    if (m_firstGood.isValid()) {
        if (++m_badInARow > badAnswersAllowed)
            return Result<Observation>(unhealthy(QStringLiteral("health ") + seen(look), status));
        return std::nullopt;
    }
    if (look.health && look.health->status / 100 == 2)
        m_lastOld = look.at; // the old version still answers
    if (m_first.msecsTo(look.at) > m_start.count())
        return Result<Observation>(unhealthy(QStringLiteral("never-healthy ") + seen(look), status));
    return std::nullopt;
}

std::chrono::milliseconds Observer::goodFor(const QDateTime &now) const
{
    return std::chrono::milliseconds(m_firstGood.isValid() ? m_firstGood.msecsTo(now) : 0);
}

} // namespace envdeck::deployments
