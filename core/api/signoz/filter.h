// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/signoz/types.h"
#include "core/base/result.h"

namespace envdeck::signoz {

// `value` as a literal of the filter language: whatever it holds, it stays one value.
QString quoted(const QString &value);

// True when the expression ends in no open quote and closes exactly the parentheses it opens, so that it can
// stand between parentheses of ours without reaching out of them.
bool isClosed(const QString &expression);

// "(FILTER) AND service.name = '…'", with `extra` in front; empty parts are left out. BadConfig when the
// scope's filter is not closed.
Result<QString> filterOf(const Scope &scope, const QString &extra = {});

} // namespace envdeck::signoz
