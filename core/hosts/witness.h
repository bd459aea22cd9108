// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/hosts/host_status.h"
#include "core/hosts/probe_script.h"
#include "core/platform/host_witness.h"
#include "core/platform/shell.h"

#include <memory>

namespace envdeck::hosts {

// The hosts that run apps, asked over SSH with one short probe each.
class Witness final : public platform::HostWitness {
public:
    // All outlive it.
    Witness(const Workspace &workspace, platform::Shell &shell, const Clock &clock);
    ~Witness() override;

    Async<QStringList> platforms(const EnvironmentId &environment, std::stop_token stop) override;
    Async<qint64> freeBytes(const EnvironmentId &environment, std::stop_token stop) override;
    Async<QList<platform::Container>> containers(const Target &target, std::stop_token stop) override;
    Async<QStringList> lastLines(const Target &target, const QString &container, int lines,
                                 std::stop_token stop) override;

private:
    QList<HostSpec> hostsOf(const EnvironmentId &environment) const; // those with the role "apps", else all
    // As far as they answered; the first error when none did.
    Async<QList<HostStatus>> looked(const EnvironmentId &environment, ProbeParts parts, std::stop_token stop);

    const Workspace &m_workspace;
    platform::Shell &m_shell;
    const Clock &m_clock;
    QHash<QString, QString> m_platforms; // by HostId::path(): a host keeps its processor
    std::unique_ptr<QObject> m_context;
};

} // namespace envdeck::hosts
