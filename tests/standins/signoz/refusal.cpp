// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/refusal.h"

#include <QJsonArray>

namespace envdeck::standins::signoz {

QJsonObject Refusal::toJson() const
{
    QJsonArray lines;
    for (const QString &line : errors)
        lines.append(
            QJsonObject{{QStringLiteral("message"), line}, {QStringLiteral("suggestions"), QJsonArray()}});
    return {{QStringLiteral("status"), QStringLiteral("error")},
            {QStringLiteral("error"),
             QJsonObject{{QStringLiteral("type"), type},
                         {QStringLiteral("code"), code},
                         {QStringLiteral("message"), message},
                         {QStringLiteral("errors"), lines},
                         {QStringLiteral("suggestions"), QJsonArray::fromStringList(suggestions)}}}};
}

Refusal invalidInput(const QString &message, const QStringList &errors, const QStringList &suggestions)
{
    return {400,        QStringLiteral("invalid-input"), QStringLiteral("invalid_input"), message, errors,
            suggestions};
}

Refusal unauthenticated()
{
    return {401,
            QStringLiteral("unauthenticated"),
            QStringLiteral("unauthenticated"),
            QStringLiteral("unauthenticated"),
            {},
            {}};
}

Refusal forbidden(const QString &message)
{
    return {403, QStringLiteral("forbidden"), QStringLiteral("authz_forbidden"), message, {}, {}};
}

Refusal notFound(const QString &message)
{
    return {404, QStringLiteral("not-found"), QStringLiteral("not_found"), message, {}, {}};
}

Refusal unsupported(const QString &what)
{
    return {501, QStringLiteral("unsupported"), QStringLiteral("unsupported"), what, {}, {}};
}

} // namespace envdeck::standins::signoz
