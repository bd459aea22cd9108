// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QString>

namespace envdeck::http {

enum class AddressKind { Public, Private, Loopback, LinkLocal, Metadata, Unusable };

// Where a parsed address leads. IPv6 forms that carry an IPv4 address (mapped, compatible, NAT64) count as
// that one. Metadata: the addresses at which clouds hand out credentials. Unusable: unspecified, multicast,
// broadcast, null.
AddressKind addressKind(const QHostAddress &address);

// Whether something that only looks may go there: never to link-local, metadata and unusable addresses.
bool mayProbe(const QHostAddress &address, bool loopbackAllowed);

// True when two hosts belong to one registrable domain ("auth.docker.io" and "registry-1.docker.io"), by the
// public suffix list, or are the same address. Two names below one public suffix ("a.co.uk", "b.co.uk") do
// not.
bool sameSite(const QString &host, const QString &other);

} // namespace envdeck::http
