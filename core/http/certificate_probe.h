// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"

#include <QDateTime>
#include <QObject>
#include <stop_token>

namespace envdeck::http {

// The certificate that a name is served with.
struct CertificateFacts {
    QString issuer;    // "R11", "TRAEFIK DEFAULT CERT"
    QDateTime expires; // UTC
    bool trusted = false;
    QString problem; // why it is not, in the words of the TLS library; empty when it is trusted
    friend bool operator==(const CertificateFacts &, const CertificateFacts &) = default;
};

// Shakes hands with a name and says with what certificate it answered; sends nothing. A certificate that is
// not trusted is an answer, and the connection ends there. The addresses are held to the rules of Probe.
// Errors: Unreachable, Timeout, Forbidden, Tls (no handshake at all), Canceled. Thread: the one it was made
// in.
class CertificateProbe final : public QObject {
public:
    using QObject::QObject;
    Async<CertificateFacts> look(const QString &host, bool loopbackAllowed, std::stop_token stop = {},
                                 quint16 port = 443);
};

} // namespace envdeck::http
