// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "core/workspace/problem.h"

#include <QByteArray>
#include <optional>

namespace envdeck::workspace {

struct Parsed {
    std::optional<Workspace> workspace; // empty when there is any problem
    QList<Problem> problems;            // all of them, by line and column

    friend bool operator==(const Parsed &, const Parsed &) = default;
};

// Reads the text of an envdeck.yaml, from a checkout or from a blob at the remote's head. Touches no disk and
// no network; the same text gives the same answer. Every problem is found at once, except that text which is
// no YAML ends at its first.
//
// Hostile text is bounded: 1 MiB, 64 levels, 100,000 nodes with aliases counted each time they are used.
// Aliases are understood, merge keys ("<<") are an unknown key. Never throws. Up to a second for the largest
// text: call it from a worker when the text may be large.
Parsed parse(const QByteArray &text, const QString &root = {});

} // namespace envdeck::workspace
