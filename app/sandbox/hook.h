// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/folder.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QJsonObject>

namespace envdeck::sandbox {

// GitHub's side of a push. The remote's post-receive hook runs `envdeck-sandbox hook`, which leaves the
// payload of the push in the folder and starts `envdeck-sandbox deliver` apart from itself: the push does not
// wait for webhooks.

// The body of GitHub's push event for one updated branch; empty when the branch was deleted or git cannot
// say.
QJsonObject pushPayload(const Folder &folder, const QString &before, const QString &after,
                        const QString &ref);

int runHook(const Folder &folder, const QByteArray &updates); // lines "OLD NEW REF", as git writes them
// Posts one payload to every webhook, as one webhook of the repository for each compose service would be;
// what each answered is a line of run/deliveries.log. Nobody retries.
int deliver(const Folder &folder, const QString &payloadFile);

} // namespace envdeck::sandbox
