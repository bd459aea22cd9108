// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <optional>

namespace envdeck::hosts {

// One part of a script's output.
struct Section {
    QByteArray name;
    QByteArray body;
    std::optional<int> code; // how its command ended; nothing: it was cut off
    QList<QByteArray> lines() const;
};

// The parts that lines beginning with `marker` make of it; the first one of a name counts.
QHash<QByteArray, Section> sectionsOf(const QByteArray &output, const QByteArray &marker);

// Why a section says nothing of use, from how it ended and what it said: Timeout (of the limit in the
// script), ToolMissing, Forbidden, ToolFailed with its words, BadResponse when it ended well or was cut off.
Error errorOf(const Section &section);

} // namespace envdeck::hosts
