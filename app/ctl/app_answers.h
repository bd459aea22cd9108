// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/answer.h"
#include "core/apps/matrix.h"
#include "core/health/service.h"

namespace envdeck::ctl {

// One app in one environment, as health and panel say it.
struct AppLook {
    health::AppHealth health;
    apps::AppFacts facts;
};

// What `apps`, `vars list`, `vars diff` and `diff` say; frozen by the golden files in tests/data/ctl. Values
// of variables are in none of them.
Answer appsAnswer(const QList<AppLook> &looks, const Arguments &arguments, const QDateTime &now,
                  const health::Intervals &intervals);
Answer variablesAnswer(const QList<apps::AppFacts> &environments, const Arguments &arguments);
// Of two environments; only the rows that differ.
Answer variablesDiffAnswer(const apps::AppFacts &from, const apps::AppFacts &to, const Arguments &arguments);

// One side of a comparison.
struct DiffSide {
    QString name; // "dev", "v1.3.8"
    ImageRef image;
    QString commit;
    QByteArray compose;
};
// `rows` are those of the variables; empty for two deployments of one environment.
Answer diffAnswer(const DiffSide &from, const DiffSide &to, const QList<apps::VariableRow> &rows,
                  const Arguments &arguments);

} // namespace envdeck::ctl
