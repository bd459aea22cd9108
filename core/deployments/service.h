// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/deployments/review.h"
#include "core/jobs/job.h"
#include "core/platform/code_host.h"

#include <QObject>

namespace envdeck::deployments {

// A source that did not answer while a history was put together.
struct MissingSource {
    QString
        source; // "dokploy", "signoz", "registry", "journal", "git" (then the rows are from the last fetch)
    Error error;
    friend bool operator==(const MissingSource &, const MissingSource &) = default;
};

struct History {
    Target target;
    QList<Deployment> deployments; // newest first
    QString head;                  // commit it was read at
    QDateTime fetchedAt;           // UTC, of the last successful fetch of the repository
    int safest = -1;               // index of the version that is safest to go back to; -1 for none
    QList<MissingSource> missing;
    friend bool operator==(const History &, const History &) = default;
};

// A version that can be deployed.
struct Version {
    ImageRef image;              // digest where it is known without asking once more
    QDateTime created;           // UTC; null when the image does not say
    QList<EnvironmentId> runsIn; // environments whose file names it now
    bool isRead = false;         // what follows, digest and time were asked of the registry
    QString revision = {};       // commit that it was made of; empty when the image does not say
    QString repository =
        {}; // where that commit is, at the code host: "acme/api"; empty when that is elsewhere
    QStringList platforms = {}; // "linux/amd64"
    friend bool operator==(const Version &, const Version &) = default;
};

// What one version has that the one that runs has not.
struct VersionNews {
    ImageRef since; // what the file names now
    ImageRef to;
    platform::Comparison comparison;
    friend bool operator==(const VersionNews &, const VersionNews &) = default;
};

// Where the three witnesses stand after something went wrong.
struct Truth {
    std::optional<ImageRef> git;     // what the file at the remote head says
    std::optional<QString> platform; // state of the platform's newest row: "done", "error", "running"
    std::optional<ImageRef> hosts;   // what runs, as the app's version header or its containers say
    QList<MissingSource> missing;
    bool hostsAsked = false; // without `hosts` then: nothing runs
    bool agrees() const;
    friend bool operator==(const Truth &, const Truth &) = default;
};

// The checks of one review, run together, each for at most five seconds. Deleted by its owner; that stops
// them.
class Preflight : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    virtual QList<PreflightCheck>
    checks() const = 0; // in a fixed order; Unknown with empty detail while they run
    virtual bool isFinished() const = 0;

Q_SIGNALS:
    void checkChanged(int index);
    void finished();
};

// Deployments of one workspace: what was, what could be, and the jobs that change it.
// Thread: the GUI's; answers come through its event loop. Reading works while the network is down, from the
// last fetch, and says so in `missing`.
class Service {
public:
    virtual ~Service() = default;

    virtual Async<History> history(const Target &target, std::stop_token stop) = 0;
    // Newest first: by time of making where there are few, else by the numbers in their tags, and then
    // unread.
    virtual Async<QList<Version>> versions(const Target &target, std::stop_token stop) = 0;
    // The same with what the registry knows of it: for those that somebody looks at, since it may cost one of
    // few questions.
    virtual Async<Version> readVersion(const Version &version, std::stop_token stop) = 0;
    // NotFound with the detail "no-revision" and the image as its subject: one of the two does not say what
    // it was made of, or that is elsewhere. BadConfig "not-configured": there is no code host.
    virtual Async<VersionNews> news(const Target &target, const Version &to, std::stop_token stop) = 0;
    virtual Async<platform::CiFacts> ci(const Version &version, std::stop_token stop) = 0; // errors as news()
    // BadInput: the version is the current one; Conflict with a code word in detail: the file's line cannot
    // be edited.
    virtual Async<Review> review(const Request &request, std::stop_token stop) = 0;
    virtual std::unique_ptr<Preflight> preflight(const Review &review) = 0;
    // kind "deploy", "promote" or "rollback"; risk R2. Steps: recheck commit push accepted pulled replaced
    // observe record.
    virtual jobs::Job job(const Review &review, const Decision &decision) = 0;
    // Asks the platform once more to deploy what git says (after "push" went well and the platform did not
    // act), and watches that version. kind "trigger". Steps: recheck accepted pulled replaced observe record.
    virtual jobs::Job triggerJob(const Target &target) = 0;
    // Watches what git says for that long, and changes nothing. kind "watch", risk R0. Steps: recheck observe
    // record.
    virtual jobs::Job watchJob(const Target &target, std::chrono::seconds time) = 0;
    // Holds the app where it is, by a commit that changes nothing else; `hold` takes the place of one that is
    // there. kind "hold", risk R2. Steps: recheck commit push.
    virtual jobs::Job holdJob(const Target &target, const Hold &hold) = 0;
    virtual jobs::Job releaseHoldJob(const Target &target, const QString &reason) = 0;
    virtual Async<Truth> truth(const Target &target, std::stop_token stop) = 0;
};

} // namespace envdeck::deployments
