// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/finding.h"

#include <QDateTime>
#include <QStringList>
#include <QUrl>
#include <chrono>
#include <optional>

namespace envdeck::hosts {

enum class RungState {
    Passed,
    Failed,
    NotReached, // a rung below failed
    NotChecked, // the tool for it is missing, or the answer did not read
    NotNeeded,  // TLS of an http URL
};

struct Rung {
    RungState state = RungState::NotReached;
    std::optional<std::chrono::milliseconds> took;
    Cause cause = Cause::Unknown; // of a failed one
    QString words;                // of whoever refused, made visible
    friend bool operator==(const Rung &, const Rung &) = default;
};

struct CertificateFacts {
    QString subject; // common name
    QString issuer;
    QDateTime until; // UTC
    friend bool operator==(const CertificateFacts &, const CertificateFacts &) = default;
};

// How far one came on the way to a URL: name, connection, TLS, HTTP.
struct NetworkLadder {
    QString from; // the host it was climbed on; empty: this computer
    QUrl url;
    QStringList addresses; // that the name stands for
    QString address;       // that was taken
    Rung resolve;
    Rung connect;
    Rung tls;
    Rung http;
    std::optional<CertificateFacts> certificate; // also of one that was refused, where it was seen
    int status = 0; // of HTTP; 0: no answer. Any answer is a passed rung, but for 5xx
    friend bool operator==(const NetworkLadder &, const NetworkLadder &) = default;
};

// The script for the standard input of `sh` on a host (see probe_script.h), and what it said. BadInput for
// other schemes than http and https, user information, and a host or path that does not keep to a strict
// grammar.
Result<QByteArray> ladderScript(const QUrl &url, const QByteArray &marker);
NetworkLadder parseLadder(const QByteArray &output, const QByteArray &marker, const QUrl &url,
                          const QString &host);

// One finding a rung that was climbed or failed; with `now` for the days that a certificate has left, of
// which fewer than `certificateDays` are worth saying.
QList<Finding> lookAtLadder(const NetworkLadder &ladder, const QDateTime &now, int certificateDays);
// From both ends: what fails from here alone is a matter of the way, what fails from the host too is a matter
// of the service, and then the ladder from here is no cause of its own.
QList<Finding> lookAtLadders(const NetworkLadder &here, const std::optional<NetworkLadder> &there,
                             const QDateTime &now, int certificateDays);

} // namespace envdeck::hosts
