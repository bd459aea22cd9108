// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/signoz/filter.h"

#include <QStringList>

namespace envdeck::signoz {

QString quoted(const QString &value)
{
    QString escaped = value;
    escaped.replace(QLatin1Char('\\'), QLatin1String("\\\\"))
        .replace(QLatin1Char('\''), QLatin1String("\\'"));
    return QLatin1Char('\'') + escaped + QLatin1Char('\'');
}

bool isClosed(const QString &expression)
{
    QString open; // brackets that wait for their partner
    QChar quote;
    for (qsizetype i = 0; i < expression.size(); ++i) {
        const QChar c = expression.at(i);
        if (!quote.isNull()) {
            if (c == QLatin1Char('\\'))
                ++i;
            else if (c == quote)
                quote = QChar();
        } else if (c == QLatin1Char('\'') || c == QLatin1Char('"')) {
            quote = c;
        } else if (c == QLatin1Char('(') || c == QLatin1Char('[')) {
            open.append(c);
        } else if (c == QLatin1Char(')') || c == QLatin1Char(']')) {
            const QLatin1Char partner(c == QLatin1Char(')') ? '(' : '[');
            if (!open.endsWith(partner))
                return false;
            open.chop(1);
        }
    }
    return quote.isNull() && open.isEmpty();
}

Result<QString> filterOf(const Scope &scope, const QString &extra)
{
    if (!isClosed(scope.filter))
        return Error{ErrorCode::BadConfig, QStringLiteral("signoz.filter"), scope.filter, 0};
    QStringList parts;
    if (!extra.isEmpty())
        parts.append(extra);
    if (!scope.filter.trimmed().isEmpty())
        parts.append(QLatin1Char('(') + scope.filter.trimmed() + QLatin1Char(')'));
    if (!scope.service.isEmpty())
        parts.append(QStringLiteral("service.name = ") + quoted(scope.service));
    return parts.join(QStringLiteral(" AND "));
}

} // namespace envdeck::signoz
