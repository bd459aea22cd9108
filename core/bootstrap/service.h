// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bootstrap/outside.h"
#include "core/bootstrap/plan.h"
#include "core/bootstrap/run.h"
#include "core/jobs/job_center.h"

#include <QObject>

namespace envdeck::bootstrap {

// What a person decides on.
struct Review {
    Wishes wishes;
    Look look;
    Plan plan;
    Result<Installer> fetched; // NotFound where none is to run
    QDateTime at;              // UTC, our clock, of the look
    const Installer *installer() const { return fetched ? &fetched.value() : nullptr; }
};

// From a bare host to a running Dokploy that we hold a key for. Thread: the one it was made in.
class Service final : public QObject {
public:
    explicit Service(Outside outside, QObject *parent = nullptr);
    ~Service() override; // whoever still waits on a host is answered no more

    // Looks at the host, the keychain and the installer; changes nothing. Errors: NotFound, and the shell's.
    Async<Review> review(const HostId &host, const Ask &ask, std::stop_token stop);
    // kind "bootstrap", R3. BadInput for a review that is refused. The steps are those that the plan adopts
    // or does, by their ids; every one of them may be repeated. A host that is not as it was reviewed is a
    // Conflict whose detail is a code of PlanItem::why.
    Result<jobs::Job> job(const Review &review);
    void registerRebuild(jobs::JobCenter &center);

private:
    Async<Wishes> knowing(const Wishes &wishes); // what the keychain has
    jobs::Job made(const Wishes &wishes, const QStringList &steps, const QString &operation);

    Outside m_outside;
    std::shared_ptr<InstallerSource> m_installers;
    QList<std::weak_ptr<Run>> m_runs;
};

} // namespace envdeck::bootstrap
