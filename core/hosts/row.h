// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <optional>

namespace envdeck::hosts {

// One line that is to be a JSON object. What is missing or of another type makes the row bad (the first such
// place is kept) and answers something empty: look at problem() before believing any of it.
class Row {
public:
    Row(const QByteArray &line, QString where);

    const std::optional<Error> &problem() const { return m_problem; } // BadResponse: "containers[3].exit"
    QString text(const char *key, qsizetype most = 300);              // made visible
    QString raw(const char *key);                                     // as it is, at most 1024 characters
    QString label(const char *key, qsizetype most = 300);             // null and absent read as empty
    qint64 number(const char *key);                                   // whole, also when written as text
    bool flag(const char *key);
    QDateTime time(const char *key); // RFC 3339; the year 1 reads as null
    QJsonValue value(const char *key) const { return m_object.value(QLatin1String(key)); }
    void fail(const char *key, const char *why);

private:
    QJsonObject m_object;
    QString m_where;
    std::optional<Error> m_problem;
};

} // namespace envdeck::hosts
