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
    Error,     // nothing can be relied on: see KnownHosts::verdict
};
QString verdictName(Verdict verdict); // "other-type"

// One line that holds a key.
struct KnownLine {
    enum class Marker { None, Revoked, CertAuthority };
    Marker marker = Marker::None;
    QByteArray hosts; // as written: "|1|salt|hash", or patterns with commas
    HostKey key;
    QByteArray comment; // what stands behind the key
};

// A file in OpenSSH's format.
class KnownHosts {
public:
    static constexpr qint64 mostBytes = 10 * 1024 * 1024;

    // BadConfig with the number of the line as status and why as detail: "too-large", "nul", "marker" for one
    // that OpenSSH does not know, perhaps a misspelled revocation, "key" for a marked line without a readable
    // key. A line of garbage only spoils the hosts that it names.
    static Result<KnownHosts> parse(const QByteArray &content);

    // As strict as OpenSSH with StrictHostKeyChecking=yes, or stricter: a key for the plain name does not
    // stand for another port, a revoked key is revoked for every host, and a @cert-authority line makes
    // nothing known. Error: the key is weak or malformed, the endpoint is none, a line that names it cannot
    // be read, or two keys of the shown type stand for it, so that nobody knows which one was confirmed.
    Verdict verdict(const Endpoint &endpoint, const HostKey &shown) const;

    // Recorded for this host, without markers; the types are those that a client should ask for first.
    QList<HostKey> keysOf(const Endpoint &endpoint) const;
    QList<QByteArray> typesOf(const Endpoint &endpoint) const;

    const QList<KnownLine> &lines() const { return m_lines; }

private:
    QList<KnownLine> m_lines;
    QList<QByteArray> m_unreadable; // host fields of lines without a marker whose key cannot be read
};

// The same of a file that may not have been readable, which is an Error too.
Verdict verdictOf(const Result<KnownHosts> &known, const Endpoint &endpoint, const HostKey &shown);

// The name that lines are asked for: "example.org", "[example.org]:2222", in the spelling of endpointFrom.
QByteArray lookupName(const Endpoint &endpoint);
// Whether a host field covers that name: wildcards, negation, hashes.
bool covers(const QByteArray &hosts, const QByteArray &name);

} // namespace envdeck::ssh
