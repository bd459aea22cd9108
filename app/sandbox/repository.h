// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/history.h"
#include "app/sandbox/workspace_files.h"

#include <QList>

namespace envdeck::sandbox {

// An event of the story and the commit that tells it.
struct ToldEvent {
    Event event;
    QString sha;
};

// Makes the bare remote with the story as its history, and the checkout whose origin it is. Both must not
// exist yet. Answers the commits of main, oldest first, without the very first one. Needs git; takes some 100
// ms.
Result<QList<ToldEvent>> makeRepository(const Folder &folder, const Settings &settings,
                                        const QList<Event> &events);

// The remote's hooks call this program: pre-receive refuses while the scenario says so, post-receive tells
// the webhooks. Written at every start, since the program may have moved.
Result<void> writeHooks(const Folder &folder, const QString &program);

} // namespace envdeck::sandbox
