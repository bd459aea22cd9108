// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

namespace envdeck::hosts {

// What a host said, fit to be shown on one line: control characters, line ends, bidirectional overrides and
// zero-width characters stand as visible escapes ("\x1b", "\u202e"), and the rest is cut to `most` characters
// with "…" at the end.
QString remoteText(QStringView text, qsizetype most = 300);
QString remoteText(QByteArrayView utf8, qsizetype most = 300);

// Container, image, service, task and node ids: 12 to 64 lower-case letters and digits. Only such may stand
// in a command.
bool isDockerId(QStringView text);

} // namespace envdeck::hosts
