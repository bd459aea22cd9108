// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deployments/service.h"

namespace envdeck::testing {

// A history to look at; nothing can be changed through it.
class FakeHistory final : public deployments::Service {
public:
    Async<deployments::History> history(const Target &, std::stop_token) override
    {
        ++asked;
        return ready<deployments::History>(answer);
    }
    Async<QList<deployments::Version>> versions(const Target &, std::stop_token) override
    {
        return ready<QList<deployments::Version>>(refusal());
    }
    Async<deployments::Review> review(const deployments::Request &, std::stop_token stop) override
    {
        reviewStop = stop;
        return ready<deployments::Review>(refusal());
    }
    std::unique_ptr<deployments::Preflight> preflight(const deployments::Review &) override
    {
        return nullptr;
    }
    jobs::Job job(const deployments::Review &, const deployments::Decision &) override { return {}; }
    jobs::Job triggerJob(const Target &) override { return {}; }
    jobs::Job releaseHoldJob(const Target &, const QString &) override { return {}; }
    Async<deployments::Truth> truth(const Target &, std::stop_token) override
    {
        return ready<deployments::Truth>(refusal());
    }

    Result<deployments::History> answer{deployments::History{}};
    int asked = 0;
    std::stop_token reviewStop; // of the newest review asked for

private:
    static Error refusal() { return Error{ErrorCode::Internal, {}, QStringLiteral("not in this test"), 0}; }
};

inline Deployment deploymentAt(const QDateTime &at, const char *tag, const char *author,
                               Action action = Action::Deploy)
{
    Deployment deployment;
    deployment.target = {QStringLiteral("prod"), QStringLiteral("api")};
    deployment.image = {QStringLiteral("acme/api"), QString::fromLatin1(tag), {}};
    deployment.author = QString::fromLatin1(author);
    deployment.commit = QStringLiteral("a91f03c%1").arg(QLatin1String(tag));
    deployment.at = at;
    deployment.action = action;
    return deployment;
}

} // namespace envdeck::testing
