// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deployments/service.h"
#include "core/git/mirror.h"
#include "core/hosts/app_look.h"
#include "core/observability/service.h"
#include "core/troubleshooting/examiner.h"

namespace envdeck {

// The four steps of a search for a cause, by the services of one session: hosts over SSH, SigNoz, the
// repository.
class AppExaminer final : public QObject, public troubleshooting::Examiner {
public:
    struct Outside { // all outlive it
        const Workspace &workspace;
        const Clock &clock;
        platform::Shell &shell;
        deployments::Service &deployments;
        observability::Service &observability;
        git::Mirror &mirror;
        std::function<Async<Redactor>()> secrets; // what words of hosts and containers must hide
    };

    AppExaminer(const Outside &outside, const Target &target, std::stop_token stop);

    Async<troubleshooting::Background> background() override;
    Async<troubleshooting::StepAnswer> look(troubleshooting::StepId step,
                                            const Async<troubleshooting::Background> &background) override;

private:
    using Background = troubleshooting::Background;
    using StepAnswer = troubleshooting::StepAnswer;

    Async<QList<hosts::HostStatus>> seenHosts();
    Async<Background> fromGit();
    Async<StepAnswer> lookAtContainers(const Async<Background> &background);
    Async<StepAnswer> lookAtLogs(const Async<Background> &background);
    Async<StepAnswer> lookAtTraces(const Async<Background> &background);
    Async<StepAnswer> lookAtNetwork();

    Outside m_outside;
    Target m_target;
    std::stop_token m_stop;
    hosts::AppLook m_look;
    std::optional<Async<QList<hosts::HostStatus>>> m_hosts; // one round trip for two steps
    Worker m_parser{QStringLiteral("trouble-git")};
};

} // namespace envdeck
