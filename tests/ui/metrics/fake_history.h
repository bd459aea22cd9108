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
        return ready<QList<deployments::Version>>(versions_.isEmpty()
                                                      ? Result<QList<deployments::Version>>(refusal())
                                                      : Result<QList<deployments::Version>>(versions_));
    }
    Async<deployments::Version> readVersion(const deployments::Version &version, std::stop_token) override
    {
        read.append(version.image.tag);
        deployments::Version known = known_.value(version.image.tag, version);
        known.isRead = true;
        return ready<deployments::Version>(known);
    }
    Async<deployments::VersionNews> news(const Target &, const deployments::Version &version,
                                         std::stop_token) override
    {
        return ready<deployments::VersionNews>(
            news_.contains(version.image.tag)
                ? Result<deployments::VersionNews>(news_.value(version.image.tag))
                : Result<deployments::VersionNews>(
                      Error{ErrorCode::NotFound, version.image.text(), QStringLiteral("no-revision"), 0}));
    }
    Async<platform::CiFacts> ci(const deployments::Version &version, std::stop_token) override
    {
        return ready<platform::CiFacts>(checks_.value(version.image.tag));
    }
    Async<deployments::Review> review(const deployments::Request &request, std::stop_token stop) override
    {
        reviewStop = stop;
        requested = request;
        return ready<deployments::Review>(refusal());
    }
    std::unique_ptr<deployments::Preflight> preflight(const deployments::Review &) override
    {
        return nullptr;
    }
    jobs::Job job(const deployments::Review &, const deployments::Decision &) override { return {}; }
    jobs::Job triggerJob(const Target &) override { return {}; }
    jobs::Job watchJob(const Target &, std::chrono::seconds) override { return {}; }
    jobs::Job holdJob(const Target &, const Hold &) override { return {}; }
    jobs::Job releaseHoldJob(const Target &, const QString &) override { return {}; }
    Async<deployments::Truth> truth(const Target &, std::stop_token) override
    {
        return ready<deployments::Truth>(truth_);
    }

    Result<deployments::History> answer{deployments::History{}};
    int asked = 0;
    QList<deployments::Version> versions_;
    QHash<QString, deployments::Version> known_; // by tag: what readVersion() answers
    QHash<QString, deployments::VersionNews> news_;
    QHash<QString, platform::CiFacts> checks_;
    QStringList read; // tags that were asked for
    deployments::Request requested;
    deployments::Truth truth_;
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
