// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/step_link.h"

namespace envdeck::jobs {

std::shared_ptr<StepLink> StepLink::make(std::shared_ptr<CancelGate> gate)
{
    // The last copy may die in a worker's thread.
    return {new StepLink(std::move(gate)), [](StepLink *link) { link->deleteLater(); }};
}

bool StepLink::passPointOfNoReturn()
{
    if (!m_gate->pass())
        return false;
    Q_EMIT pointOfNoReturnPassed();
    return true;
}

Async<void> StepLink::keep(const QString &key, const QJsonValue &value)
{
    auto answer = std::make_shared<QPromise<Result<void>>>();
    answer->start();
    QMetaObject::invokeMethod(this, [this, key, value, answer] { Q_EMIT kept(key, value, answer); });
    return answer->future();
}

} // namespace envdeck::jobs
