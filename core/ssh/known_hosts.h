// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/ssh/endpoint.h"
#include "core/ssh/host_key.h"

#include <QList>

namespace envdeck::ssh {

// What a known_hosts file says about a key that a server shows. Only Known lets a credential leave us.
enum class Verdict {
    Known,
    Unknown,   // no key is recorded for this host and port
    Changed,   // another key of this type is
    OtherType, // only keys of other types are; to be treated like Changed
    Revoked,   // this very key stands in a @revoked line, of whichever host
    Error, // the file cannot be relied on, or two keys of one type stand for this host, or the key is weak
};
QString verdictName(Verdict verdict); // "other-type"

// One line of the file that holds a key.
struct KnownLine {
    enum class Marker { None, Revoked, CertAuthority };
    Marker marker = Marker::None;
    QByteArray hosts; // as written: "|1|salt|hash", or patterns with commas
    HostKey key;
};

// A file in OpenSSH's format, read as strictly as OpenSSH with StrictHostKeyChecking=yes or more so: a key
// for the plain name does not stand for another port, and what looks like a marker and is none spoils the
// file.
class KnownHosts {
public:
    static constexpr qint64 mostBytes = 8 * 1024 * 1024;

    // BadConfig with the number of the line as status: a NUL, too large, a broken line with a marker. Other
    // lines that cannot be read are skipped, as OpenSSH does.
    static Result<KnownHosts> parse(const QByteArray &content);

    Verdict verdict(const Endpoint &endpoint, const HostKey &key) const;
    // The types recorded for this host: those a client should ask for first.
    QList<QByteArray> typesOf(const Endpoint &endpoint) const;
    QList<HostKey> keysOf(const Endpoint &endpoint) const;
    const QList<KnownLine> &lines() const { return m_lines; }

private:
    QList<KnownLine> m_lines;
};

// The name that a line is asked for: "example.org", "[example.org]:2222"; lower case.
QByteArray lookupName(const Endpoint &endpoint);
// Whether a host field covers that name: wildcards, negation, hashes.
bool covers(const QByteArray &hosts, const QByteArray &name);

} // namespace envdeck::ssh
