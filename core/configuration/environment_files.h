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
    std::optional<Error> error; // NotFound without a branch or folder, BadConfig with file:line:column
};

// Which of the environments are read, and at what.
struct EnvironmentsWanted {
    QString commit;            // full sha for all of them; empty: each at the head of its own branch
    EnvironmentId environment; // this one alone, of the workspace; empty for all
};

// The environments' folders as they lie in the operator's checkout, ignored value files too, in the
// workspace's order. `environmentNames` are given as TF_VAR_. Blocks.
QList<EnvironmentSide> readCheckout(const Workspace &workspace, const QStringList &environmentNames);

// Those sides that could be read, for terraform::compare().
QList<terraform::ParitySide> readable(const QList<EnvironmentSide> &sides);

// Reads the environments' terraform folders from git. Thread: the one that made it.
class EnvironmentFiles final : public QObject {
public:
    // Both outlive it.
    EnvironmentFiles(const Workspace &workspace, git::Mirror &mirror, QObject *parent = nullptr);

    // Fetches, then reads them. Errors: those of Mirror::fetch(), and Canceled. An environment that cannot be
    // read has its own error, and the others are there.
    Async<QList<EnvironmentSide>> read(const EnvironmentsWanted &wanted = {}, std::stop_token stop = {});

private:
    Async<QList<EnvironmentSide>> readAll(const EnvironmentsWanted &wanted, std::stop_token stop);
    Async<EnvironmentSide> readOne(const Environment &environment, const QString &commit,
                                   std::stop_token stop);

    const Workspace &m_workspace;
    git::Mirror &m_mirror;
    Worker m_worker{QStringLiteral("environments")};
};

} // namespace envdeck::configuration
