// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace envdeck::standins::dokploy {

struct Checkout {
    QString sha;     // full
    QString message; // the whole commit message, trailers included
    QByteArray file;
};

// The head of `branch` in a repository on this machine and one file of it. Blocks while git runs (some ms).
// Errors: ToolFailed, in git's words. As a clone would: it reads the head of the moment, not the commit of a
// push.
Result<Checkout> checkOut(const QString &repository, const QString &branch, const QString &path);

} // namespace envdeck::standins::dokploy
