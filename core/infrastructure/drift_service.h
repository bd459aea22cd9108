// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/infrastructure/drift.h"
#include "core/jobs/job.h"

#include <QObject>

namespace envdeck::infrastructure {

// Whether what is there is still what the last apply left, environment by environment.
// Thread: the GUI's; answers come through its event loop.
class DriftService : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    // The newest report that is known here; nothing when none was ever made.
    virtual std::optional<DriftReport> report(const EnvironmentId &environment) const = 0;
    // Takes over the report of an earlier or another process when it is newer. A journal that cannot be read
    // answers what is known here.
    virtual Async<std::optional<DriftReport>> restore(const EnvironmentId &environment) = 0;

    // kind "drift", risk R0, subject "ENVIRONMENT/drift". Steps: fetch export init refresh compare. Leaves
    // the plan at hand alone; its own plan file is gone when it ends. Its success makes report() newer.
    // Errors: ToolMissing; BadConfig; Locked; NotFound "no-terraform-folder"; ToolFailed with what the
    // provider said.
    virtual jobs::Job driftJob(const EnvironmentId &environment) = 0;

Q_SIGNALS:
    void reportChanged(const QString &environment);
};

QString driftSubject(const EnvironmentId &environment);

} // namespace envdeck::infrastructure
