// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/redactor.h"
#include "core/base/secret.h"
#include "core/terraform/program.h"

#include <QMap>
#include <QStringList>
#include <chrono>

namespace envdeck::terraform {

// What one environment's terraform is run on and with.
struct Target {
    Program program;

    // The root module inside a clean export of the commit, together with the modules beside it. It must stay
    // as it is from init until the apply of the plan has ended: terraform reads files of it then too. A local
    // state with a relative path would lie in here and go with it: see Backend::insideConfiguration.
    QString configuration;

    // Ours alone, 0700, one per workspace and environment, kept between runs: TF_DATA_DIR, and an
    // errored.tfstate that an apply left.
    QString work;

    QString workspace = QStringLiteral("default"); // TF_WORKSPACE of every call
    QStringList variableFiles;                     // -var-file, in order; relative to configuration
    QString backendConfig; // -backend-config=FILE; empty means backend.hcl where configuration has one
    QString cliConfig;     // TF_CLI_CONFIG_FILE; empty leaves the user's ~/.terraformrc

    // Environment of the program alone: TF_VAR_token, HCLOUD_TOKEN, PG_CONN_STR. Handed to the runner over
    // stdin.
    QMap<QString, Secret> secrets;
    QMap<QString, Secret> hidden;     // given to no program: known only so that they are never shown
    QStringList secretSources;        // where each came from, a line for a log; never a value
    QMap<QString, QString> variables; // TF_VAR_* that are no secret, by variable name

    std::chrono::seconds lockTimeout{30};
    // Of the short commands: ends our waiting only (init downloads providers). Zero: each is answered when it
    // has ended, however late.
    std::chrono::milliseconds deadline = std::chrono::minutes(10);

    QString dataFolder() const;        // work/data
    QString erroredState() const;      // work/errored.tfstate, where an apply that could not save left one
    QString backendConfigFile() const; // backendConfig or the backend.hcl found; empty for none
    Redactor redactor() const;         // knows secrets and hidden

    // Every file that gives values to variables, in the order that terraform reads them: terraform.tfvars,
    // terraform.tfvars.json, *.auto.tfvars(.json) by name, then variableFiles. Absolute; only those that
    // exist.
    QStringList valueFiles() const;
    QStringList environmentVariableNames() const; // x of every TF_VAR_x among secrets and variables
};

} // namespace envdeck::terraform
