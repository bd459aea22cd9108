// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/answer.h"
#include "core/base/async.h"

#include <stop_token>

namespace envdeck::ctl {

// An answer, and the name of the workspace that it is about where one was read.
struct LocalAnswer {
    Answer answer;
    QString workspace;
};

// Verbs that need files alone: no remote, no journal, no key. The answer itself is never an error.
using LocalCommand = Async<LocalAnswer> (*)(QObject *context, const Arguments &arguments,
                                            std::stop_token stop);

// Null for a verb that works on an opened workspace.
LocalCommand localCommandOf(const Arguments &arguments);

Async<LocalAnswer> newWorkspace(QObject *context, const Arguments &arguments, std::stop_token stop);
Async<LocalAnswer> checkWorkspace(QObject *context, const Arguments &arguments, std::stop_token stop);
// parity and variables with --checkout
Async<LocalAnswer> readCheckout(QObject *context, const Arguments &arguments, std::stop_token stop);

} // namespace envdeck::ctl
