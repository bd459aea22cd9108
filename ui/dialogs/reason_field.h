// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLineEdit;

namespace envdeck::ui {

class GuardedSheet;

// A row of the sheet for why it is done, which goes into the commit message; required, the sheet is blocked
// until one is given.
QLineEdit *addReason(GuardedSheet *sheet, bool required);

} // namespace envdeck::ui
