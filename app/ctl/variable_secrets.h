// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/answer.h"
#include "app/session/session.h"

#include <stop_token>

namespace envdeck::ctl {

// `answer` of the variables of an environment, with the secrets that its terraform can be given: "set",
// "process" (this process was started with it), "file", "not-set", "moved", "unreadable".
Async<Answer> withSecrets(Session &session, const configuration::EnvironmentSide &side, const Answer &answer);

// What is kept: not from a terminal, where what is typed stays in sight. Without the end of its line. Errors:
// BadInput "terminal", "empty", "too-long", "nul". Blocks.
Result<Secret> readValue(int descriptor);
// What is said of such an error: usage, with `command` and a file as the next one.
Answer valueAnswer(const Error &error, const Arguments &arguments, const QString &command);

} // namespace envdeck::ctl
