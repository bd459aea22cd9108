// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

namespace envdeck {

// What another machine said, fit to be shown on one line: what is hidden (isHidden()) stands as a visible
// escape
// ("\x1b", "\u202e"), and the rest is cut to `most` characters with "…" at the end.
QString remoteText(QStringView text, qsizetype most = 300);
QString remoteText(QByteArrayView utf8, qsizetype most = 300);
// Its lines, each of them so, without the blank ones: for a log, which hides secrets that go over several.
QString remoteLines(QByteArrayView utf8, qsizetype mostOfOne = 2000);

} // namespace envdeck
