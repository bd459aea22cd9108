// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/shell_model.h"

class QWidget;

namespace envdeck::ui {

// What is known of one back end: address, last call, error in a sentence, and Retry. Plain text.
void showSegmentPopover(QWidget *anchor, const StripSegment &segment, ShellModel &model);

} // namespace envdeck::ui
