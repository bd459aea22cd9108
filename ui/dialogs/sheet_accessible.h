// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace envdeck::ui {

// From now on every GuardedSheet is a dialog to assistive technology. May be called again.
void installSheetRole();

} // namespace envdeck::ui
