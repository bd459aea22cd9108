// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/host_key.h"

namespace envdeck::testing {

inline QByteArray wire(const QByteArray &text)
{
    QByteArray size(4, '\0');
    size[3] = static_cast<char>(text.size() & 0xff);
    size[2] = static_cast<char>(text.size() >> 8);
    return size + text;
}

// Ed25519 keys that differ by a byte; a public key is any 32 bytes.
inline ssh::HostKey keyOf(char fill)
{
    return {"ssh-ed25519", wire("ssh-ed25519") + wire(QByteArray(32, fill))};
}

inline ssh::HostKey rsaOf(char fill, int bits = 2048)
{
    // A modulus whose highest bit is set has a zero before it.
    return {"ssh-rsa", wire("ssh-rsa") + wire(QByteArray("\x01\x00\x01", 3)) +
                           wire(QByteArray(1, '\0') + '\xc0' + QByteArray(bits / 8 - 1, fill))};
}

inline QByteArray written(const ssh::HostKey &key)
{
    return key.type + ' ' + key.blob.toBase64();
}

} // namespace envdeck::testing
