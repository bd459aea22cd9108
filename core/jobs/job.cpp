// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/job.h"

#include "core/jobs/step_link.h"

#include <algorithm>

namespace envdeck::jobs {

void Context::note(const QString &text) const
{
    Q_EMIT m_link->noted(text);
}

void Context::evidence(const QString &key, const QJsonValue &value) const
{
    Q_EMIT m_link->found(key, value);
}

Async<void> Context::keep(const QString &key, const QJsonValue &value) const
{
    return m_link->keep(key, value);
}

void Context::commit(const QString &sha) const
{
    Q_EMIT m_link->committed(sha);
}

bool Context::passPointOfNoReturn() const
{
    return m_link->passPointOfNoReturn();
}

bool Job::reachesOutside() const
{
    return std::any_of(steps.begin(), steps.end(), [](const Step &step) { return step.outside; });
}

} // namespace envdeck::jobs
