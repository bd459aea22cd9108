// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/deployment.h"
#include "core/git/commit.h"

#include <QStringList>

namespace envdeck::gitops {

// The deployments of one app that the history of its compose file shows, newest first: each commit that
// changed the image of the app (of the first of `services`). Versions that do not read as compose, or whose
// image is interpolated, change nothing. Sets image (digest from the trailer when the line has none), commit,
// subject, author, at, action, operation, reason, source ("PR #214", else the short sha), liveFor up to the
// next one or `now`, and the marks:
//   current     what the newest version of the file says
//   rolledBack  the one after it went back to an earlier image, or says that it is a rollback
//   superseded  neither
//   held        current, and a hold of the app is in force today
// State stays Unknown: git does not know how a version behaved. A history that is not complete gives no row
// for its oldest version, which only says what was there before. It must begin at the head of the branch:
// join the pages of a longer one first. Reads YAML as often as there are versions: call it from a worker.
QList<Deployment> deploymentsOf(const Target &target, const QStringList &services,
                                const git::FileHistory &history, const QDateTime &now);

} // namespace envdeck::gitops
