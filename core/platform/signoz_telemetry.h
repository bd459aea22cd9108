// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/signoz/client.h"
#include "core/platform/telemetry.h"
#include "core/secrets/vault.h"

#include <map>
#include <memory>

namespace envdeck::platform {

// SigNoz behind Telemetry: one client for each environment, its key asked of the vault on first use.
class SignozTelemetry final : public Telemetry {
public:
    // All three outlive this.
    SignozTelemetry(const Workspace &workspace, http::Client &http, secrets::Vault &vault);
    ~SignozTelemetry() override;

    Async<GoldenSignals> goldenSignals(const Target &target, const TimeRange &range,
                                       std::stop_token stop) override;
    Async<Behaviour> behaviour(const Target &target, const TimeRange &range, std::stop_token stop) override;
    Async<TraceFacts> traces(const Target &target, const TimeRange &range, const QDateTime &failedSince,
                             std::stop_token stop) override;
    Async<QList<Alert>> alerts(const EnvironmentId &environment, std::stop_token stop) override;
    Async<QString> version(const EnvironmentId &environment, std::stop_token stop) override;

    void forgetKeys();

private:
    Async<std::shared_ptr<signoz::Client>> client(const EnvironmentId &environment);
    std::optional<signoz::Scope> scopeOf(const Target &target) const; // empty: sends nothing
    template <typename T, typename Fn>
    Async<T> ask(const EnvironmentId &environment, Fn fn);

    const Workspace &m_workspace;
    http::Client &m_http;
    secrets::Vault &m_vault;
    std::map<EnvironmentId, std::shared_ptr<signoz::Client>> m_clients;
    std::unique_ptr<QObject> m_context;
};

} // namespace envdeck::platform
