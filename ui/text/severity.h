// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMetaType>

namespace envdeck::ui {

// How a value or an object is doing. Models and texts hand it out; only the theme turns it into a shape and
// a colour, and a word always stands beside it.
enum class Severity { None, Ok, Warning, Critical, Running, Stale, Unknown };

// Which of two speaks for both. Stale and unknown win over ok and running: they are never folded into a
// green total; a warning or failure that was seen wins over both.
Severity worse(Severity a, Severity b);
Severity worst(const QList<Severity> &all); // None when empty

} // namespace envdeck::ui

Q_DECLARE_METATYPE(envdeck::ui::Severity)
