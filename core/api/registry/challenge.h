// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QUrl>

namespace envdeck::registry {

// One challenge of WWW-Authenticate (RFC 9110 section 11.6.1).
struct Challenge {
    QByteArray scheme;                        // lower case: "bearer", "basic"
    QHash<QByteArray, QByteArray> parameters; // names in lower case, values unquoted
    friend bool operator==(const Challenge &, const Challenge &) = default;
};

// All of them: several in one header and several headers, quoted strings with commas, any case. What cannot
// be read is left out.
QList<Challenge> challengesOf(const QList<QByteArray> &headers);

// Whether the password of a registry may go to a token server that the registry named: same host, or https
// and the same registrable domain; http only to the loopback address that the registry itself is on.
bool mayReceivePassword(const QUrl &realm, const QUrl &registry);

} // namespace envdeck::registry
