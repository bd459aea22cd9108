// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/answer.h"
#include "core/secrets/secret_key.h"

namespace envdeck::ctl {

// The answer with a next step for every problem that has none yet, and with keys named as people know them.
// `keys` are those of the opened workspace; none where none was opened.
Answer withGuidance(Answer answer, const Arguments &arguments, const QList<secrets::SecretKey> &keys);

} // namespace envdeck::ctl
