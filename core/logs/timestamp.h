// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <optional>

namespace envdeck::logs {

// The time in front of a line of `docker logs --timestamps` (RFC 3339 with up to nine decimals, Z or an
// offset), and how many bytes it and the one space behind it take. Docker 20 to 27 write it thus.
struct Stamp {
    qint64 milliseconds = 0; // since the epoch, UTC; finer decimals are cut off
    qsizetype size = 0;
};
std::optional<Stamp> stampOf(QByteArrayView line);

} // namespace envdeck::logs
