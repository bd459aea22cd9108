// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QChar>

namespace envdeck::logs {

// The sign that stands for a character which would hide or turn around text; any other one is itself.
QChar visible(QChar c);

} // namespace envdeck::logs
