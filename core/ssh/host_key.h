// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

namespace envdeck::ssh {

// The public key by which a server identifies itself.
struct HostKey {
    QByteArray type; // "ssh-ed25519"
    QByteArray blob; // the wire form, as in the key field of known_hosts before base64

    QString fingerprint() const; // "SHA256:…", as ssh-keygen -l shows it
    // The same without its prefix in groups of four characters, for comparing by eye.
    QString grouped() const;
    // Whether the blob is one key of that type, whole and in the only spelling it has.
    bool isWellFormed() const;
    // RSA of less than 2048 bits, DSA, and whatever is not well formed.
    bool isWeak() const;

    friend bool operator==(const HostKey &, const HostKey &) = default;
};

// A key as known_hosts holds it. Nothing when the base64 is not exactly what encoding gives, or when the key
// is not well formed: certificates and types that OpenSSH does not know are no host keys here.
std::optional<HostKey> hostKeyFrom(const QByteArray &type, const QByteArray &base64);

} // namespace envdeck::ssh
