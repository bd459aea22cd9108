// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace envdeck::ssh {

// Where an SSH server listens. The name is what known_hosts is asked for; an address is written bare ("::1").
struct Endpoint {
    QString host;
    int port = 22;

    // "example.org", "example.org:2222", "[::1]:2222": for people.
    QString text() const;
    friend bool operator==(const Endpoint &, const Endpoint &) = default;
};

struct Target {
    Endpoint endpoint;
    QString user;
    friend bool operator==(const Target &, const Target &) = default;
};

// A DNS name (letters, digits, hyphens, dots) or an IP literal without zone and brackets, and a port of 1 to
// 65535. The answer has one spelling for one endpoint: names in lower case, addresses as inet_ntop(3) writes
// them. Errors: BadInput with "host" or "port" as detail; the hostile text itself is not repeated.
Result<Endpoint> endpointFrom(const QString &host, int port);
// The same, and a user of [a-z_][a-z0-9_-]{0,31}: BadInput with "user".
Result<Target> targetFrom(const QString &host, const QString &user, int port);

// Whether a value made elsewhere keeps to that grammar, in whichever spelling.
Result<void> check(const Endpoint &endpoint);
Result<void> check(const Target &target);

} // namespace envdeck::ssh
