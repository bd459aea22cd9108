// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace envdeck {

// A UUID version 7 (RFC 9562), lower case: sorts by the time it was made. Names operations.
QString newOperationId(const QDateTime &at);
bool isOperationId(QStringView text);

} // namespace envdeck
