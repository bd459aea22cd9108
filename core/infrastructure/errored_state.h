// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/infrastructure/places.h"

#include <QDateTime>
#include <optional>

namespace envdeck::infrastructure {

// A state that terraform could not write to its backend and left in a file: the only record of what was done.
// The file holds every secret in clear; none of it is in here.
struct ErroredState {
    QString path;
    QDateTime at;      // UTC, when terraform wrote it
    QByteArray digest; // SHA-256 of the file, hex: exactly this one is pushed back
    qint64 serial = 0;
    QString lineage;
    int resources = 0;
    friend bool operator==(const ErroredState &, const ErroredState &) = default;
};

// Nothing when there is none. Takes others' rights off the file. Blocks.
// Errors: BadResponse, it is no state; Io.
Result<std::optional<ErroredState>> readErroredState(const Places &places);
// Its digest alone, also of one that is no state. Empty when there is none. Blocks. Errors: Io.
Result<QByteArray> erroredDigest(const Places &places);
// Moves the file with that digest to Places::setAside(), 0600, under a name with the time
// ("errored-20261201T021351Z.tfstate") and answers its path. Once more it answers the same, unless another
// one lies there by then. Blocks. Errors: NotFound "no-errored-state", Conflict "errored-state-changed", Io.
Result<QString> setErroredStateAside(const Places &places, const QByteArray &digest, const QDateTime &now);

} // namespace envdeck::infrastructure
