// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/journal/database.h"

namespace envdeck::journal {

Schema journalSchema();
Schema snapshotSchema();

} // namespace envdeck::journal
