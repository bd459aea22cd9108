// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/base/paths.h"
#include "core/git/checkout.h"
#include "core/git/remote.h"
#include "core/workspace/load.h"

#include <QObject>

namespace envdeck {

// A workspace that was found and read, before anything runs on it.
struct Opened {
    Workspace workspace;
    git::CheckoutFacts checkout;
    git::Remote remote;
    QString actor; // who works here: the git identity's name, else the user's login
    // Remote and actor are those of the last time and the checkout's facts are empty: to be read again before
    // anything is asked of the world.
    bool remembered = false;
};

// Why a workspace cannot be opened: an error, or problems of its envdeck.yaml, or both.
struct OpenFailure {
    Error error;
    QString file; // of the problems
    QList<workspace::Problem> problems;
};

struct OpenResult {
    std::optional<Opened> opened;
    OpenFailure failure; // when it is not
};

// The workspace's own folder: journal, locks, logs, and what is remembered of it.
QString stateFolderOf(const Paths &paths, const QString &workspaceRoot);

// Finds, reads and checks the workspace that `folder` is in. The answer itself is never an error.
// Errors of the failure: those of workspace::load(), BadConfig with problems, BadConfig "no-remote", those of
// git::Remote::parse() and git::Checkout::readFacts().
Async<OpenResult> openWorkspace(const QString &folder, QObject *context);

// The same without waiting for a program: what git said the last time is taken, where there was a last time.
// Otherwise, and for readAgain(), what git says is remembered.
Async<OpenResult> openAsLastTime(const QString &folder, const Paths &paths, QObject *context);
Async<OpenResult> readAgain(const Workspace &workspace, const Paths &paths, QObject *context);

} // namespace envdeck
