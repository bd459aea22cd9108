// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

namespace envdeck {

// The time of day, given by constructor wherever it matters, so that a test decides what time it is.
class Clock {
public:
    virtual ~Clock() = default;
    virtual QDateTime now() const = 0; // UTC, milliseconds
};

class SystemClock final : public Clock {
public:
    QDateTime now() const override;
};

} // namespace envdeck
