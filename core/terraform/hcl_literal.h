// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <optional>

namespace envdeck::terraform {

enum class LiteralShape { Text, Number, Bool, Null, List, Object };

// The outer shape of an expression that says the same wherever it stands: no variable, no function, no
// template, and lists and objects of such. Nothing for any other, and for what HCL would not read as one
// value. Stricter than HCL where nobody types it: no heredoc inside of a list, nothing more than 64 deep.
std::optional<LiteralShape> literalShape(const QByteArray &expression);

} // namespace envdeck::terraform
