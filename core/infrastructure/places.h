// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terraform/run.h"

namespace envdeck::infrastructure {

// Where the runs of one environment lie, under Envdeck's data folder. Everything 0700.
struct Places {
    QString folder; // <data>/infrastructure/<workspace>/<environment>

    QString work() const { return folder + QStringLiteral("/work"); } // TF_DATA_DIR and an errored.tfstate
    QString reading() const
    {
        return folder + QStringLiteral("/read");
    } // the same for reads, and their export
    QString runs() const { return folder + QStringLiteral("/runs"); }
    QString run(const QString &operation) const { return runs() + QLatin1Char('/') + operation; }
    QString exported(const QString &operation) const { return run(operation) + QStringLiteral("/commit"); }
    QString record(const QString &operation) const { return run(operation) + QStringLiteral("/record.json"); }
    QString log(const QString &operation) const { return run(operation) + QStringLiteral("/log"); }
    QString appliedBy(const QString &plan) const { return run(plan) + QStringLiteral("/applied-by"); }
    QString erroredState() const { return work() + QStringLiteral("/errored.tfstate"); }
    // States that a person gave up writing back; nothing here is ever removed by us.
    QString setAside() const { return folder + QStringLiteral("/set-aside"); }
    terraform::RunPlace place(const QString &operation) const { return {run(operation)}; }
};

} // namespace envdeck::infrastructure
