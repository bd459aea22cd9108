// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace envdeck::ui {

// From now on every LogStoreView reads as a list to assistive technology: the lines in view are its value,
// the current one its description. May be called again.
void installLogRole();

} // namespace envdeck::ui
