// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/redactor.h"
#include "core/domain/guard.h"

#include <QJsonObject>

namespace envdeck::journal {

// How values stand in text columns. What cannot be read back reads as empty.
QString textOf(const QJsonObject &object); // compact JSON
QJsonObject objectOf(const QString &text);
QString textOf(const std::optional<Error> &error); // empty without one
std::optional<Error> errorOf(const QString &text);
QJsonObject jsonOf(const Error &error);
Risk riskOf(qint64 number);

// Every text in it redacted, keys and shape kept.
QJsonObject redacted(const QJsonObject &object, const Redactor &redactor);
std::optional<Error> redacted(std::optional<Error> error, const Redactor &redactor);

} // namespace envdeck::journal
