// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace envdeck::hosts {

// A text of resources/scripts.
QByteArray scriptFile(const QString &name);

bool isMarker(const QByteArray &text); // thirty-two hexadecimal digits

} // namespace envdeck::hosts
