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
    QByteArray blob; // the wire form, as in the second field of known_hosts before base64

    QString fingerprint() const; // "SHA256:…", as OpenSSH shows it
    // The same without its prefix in groups of four characters, for comparing by eye.
    QString grouped() const;
    // RSA of less than 2048 bits, DSA, and whatever cannot be read.
    bool isWeak() const;

    friend bool operator==(const HostKey &, const HostKey &) = default;
};

// A key from a type and base64. Nothing when it is not base64 or the blob names another type.
std::optional<HostKey> hostKeyFrom(const QByteArray &type, const QByteArray &base64);

} // namespace envdeck::ssh
