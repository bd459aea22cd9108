// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <vector>

namespace envdeck {

// Samples of one metric, oldest first. NaN is a gap: no data, never zero.
struct Series {
    QString name;
    QString unit;               // "%", "ms", "req/s"
    std::vector<qint64> times;  // milliseconds since epoch, ascending
    std::vector<double> values; // as many as times
    friend bool operator==(const Series &, const Series &) = default;
};

} // namespace envdeck
