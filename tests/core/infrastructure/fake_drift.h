// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/drift_service.h"

#include <QPromise>
#include <map>

namespace envdeck::testing {

// Checks that take as long, and end as, a test says.
class FakeDrift final : public infrastructure::DriftService {
public:
    std::optional<infrastructure::DriftReport> report(const EnvironmentId &environment) const override
    {
        const auto it = reports.find(environment);
        return it == reports.end() ? std::nullopt : std::optional(it->second);
    }
    Async<std::optional<infrastructure::DriftReport>> restore(const EnvironmentId &environment) override
    {
        if (const auto it = kept.find(environment); it != kept.end())
            hold(it->second);
        return ready<std::optional<infrastructure::DriftReport>>(report(environment));
    }
    jobs::Job driftJob(const EnvironmentId &environment) override
    {
        asked.append(environment);
        jobs::Job job;
        job.operation =
            QStringLiteral("01890000-0000-7000-8000-%1").arg(asked.size(), 12, 10, QLatin1Char('0'));
        job.kind = QStringLiteral("drift");
        job.environment = environment;
        job.subject = infrastructure::driftSubject(environment);
        job.risk = Risk::R0;
        job.steps = {{QStringLiteral("refresh"), false, std::chrono::hours(1),
                      [held = m_held](const jobs::Context &context) {
                          if (!*held)
                              *held = std::make_shared<QPromise<Result<void>>>();
                          (*held)->start();
                          context.log->write(QStringLiteral("lab_dns.drifted: Refreshing state..."));
                          return (*held)->future();
                      }}};
        return job;
    }

    void hold(const infrastructure::DriftReport &report)
    {
        reports.insert_or_assign(report.environment, report);
        Q_EMIT reportChanged(report.environment);
    }
    bool isChecking() const { return *m_held != nullptr; }
    void end(const Result<void> &result = {})
    {
        const auto promise = std::exchange(*m_held, nullptr);
        promise->addResult(result);
        promise->finish();
    }

    QStringList asked; // environments that jobs were made for
    std::map<EnvironmentId, infrastructure::DriftReport> reports;
    std::map<EnvironmentId, infrastructure::DriftReport> kept; // by an earlier process

private:
    std::shared_ptr<std::shared_ptr<QPromise<Result<void>>>> m_held =
        std::make_shared<std::shared_ptr<QPromise<Result<void>>>>();
};

} // namespace envdeck::testing
