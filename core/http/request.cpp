// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/request.h"

#include <algorithm>

namespace envdeck::http {

bool fitsAHeader(const std::optional<SecretHeader> &secret)
{
    const QByteArrayView value = secret ? secret->value.reveal() : QByteArrayView();
    return std::none_of(value.begin(), value.end(), [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; });
}

QByteArray Response::header(QByteArrayView name) const
{
    const QList<QByteArray> all = headerAll(name);
    return all.isEmpty() ? QByteArray() : all.first();
}

QList<QByteArray> Response::headerAll(QByteArrayView name) const
{
    QList<QByteArray> found;
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) != 0)
            continue;
        // Qt joins repeated headers by a line feed (set-cookie) or by a comma, which a reader of a list
        // splits.
        for (const QByteArray &line : value.split('\n'))
            found.append(line);
    }
    return found;
}

QByteArray Response::mediaType() const
{
    return header("content-type").split(';').first().trimmed().toLower();
}

} // namespace envdeck::http
