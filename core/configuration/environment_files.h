// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/worker.h"
#include "core/domain/workspace.h"
#include "core/git/mirror.h"
#include "core/terraform/parity.h"

#include <QObject>
#include <optional>

namespace envdeck::configuration {

// What one environment's terraform folder says, or why it could not be read.
struct EnvironmentSide {
    EnvironmentId environment;
    QString commit; // it was read from; empty for the checkout
    terraform::ParitySide side;
    std::optional<Error> error; // NotFound without a folder, BadConfig with file:line:column
};

// The environments' folders as they lie in the operator's checkout, ignored value files too, in the workspace's
// order. `environmentNames` are given as TF_VAR_. Blocks.
QList<EnvironmentSide> readCheckout(const Workspace &workspace, const QStringList &environmentNames);

// Those sides that could be read, for terraform::compare().
QList<terraform::ParitySide> readable(const QList<EnvironmentSide> &sides);

// Reads the environments' terraform folders from git. Thread: the one that made it.
class EnvironmentFiles final : public QObject {
public:
    // Both outlive it.
    EnvironmentFiles(const Workspace &workspace, git::Mirror &mirror, QObject *parent = nullptr);

    // Fetches, then reads each environment at the head of its own branch; with a commit, all of them at that.
    // Errors: those of the mirror. An environment that cannot be read has its own error.
    Async<QList<EnvironmentSide>> read(const QString &commit = {}, std::stop_token stop = {});

private:
    Async<EnvironmentSide> readOne(const Environment &environment, const QString &commit, std::stop_token stop);

    const Workspace &m_workspace;
    git::Mirror &m_mirror;
    Worker m_worker{QStringLiteral("environments")};
};

} // namespace envdeck::configuration
