// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/trust_store.h"

namespace envdeck::ssh {

// The lines of a TrustStore as text: what is not ours to change stays byte for byte.

// "[example.org]:2222 ssh-ed25519 AAAA… envdeck verified at=2026-01-02T03:04:05.678Z by=mira", without line
// end.
QByteArray lineOf(const Trust &trust);
// who, at, verified and comment of a comment; a comment that lineOf did not write says nothing, so
// unverified.
Trust noteIn(const QByteArray &comment);
// One for each name of a host field; a pattern or a hash as it is written, with port 0.
QList<Endpoint> endpointsIn(const QByteArray &hosts);

QByteArray withLine(const QByteArray &content, const QByteArray &line);
// Takes a name out of every line without a marker, and lines that name nothing else with it; only from lines
// with that key when one is given. Patterns stay.
QByteArray withoutName(const QByteArray &content, const QByteArray &name, const HostKey *only);

} // namespace envdeck::ssh
