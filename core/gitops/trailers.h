// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/deployment.h"

#include <QString>
#include <optional>

namespace envdeck::gitops {

// What a commit of Envdeck says about itself, at the end of its message.
struct Trailers {
    QString operation;            // Envdeck-Operation; empty: not a commit of Envdeck
    std::optional<Action> action; // Envdeck-Action
    Target target;                // Envdeck-App, Envdeck-Environment
    QString from;                 // Envdeck-From: the version before, "v1.3.8"
    QString to;                   // Envdeck-To
    QString digest;               // Envdeck-Digest: what the tag pointed at when it was confirmed
    QString reason;               // Envdeck-Reason
    friend bool operator==(const Trailers &, const Trailers &) = default;
};

// "subject", a blank line, and one trailer a line; empty ones are left out. Every value is made one line by
// oneLine(), so none can add a trailer of its own.
QString commitMessage(const QString &subject, const Trailers &trailers);

// The last paragraph of the message that holds Envdeck trailers; unknown actions and malformed operations,
// digests are left empty. Written by whoever may push: facts to show, not proof.
Trailers trailersOf(const QString &message);

// Control characters, line and paragraph separators become spaces, invisible direction marks go, white space
// is squeezed, and the rest is cut to `limit` characters.
QString oneLine(const QString &text, int limit = 500);

} // namespace envdeck::gitops
