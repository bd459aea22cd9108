// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/plan_reader.h"

#include <QRegularExpression>
#include <QSet>

namespace envdeck::terraform {

bool isSecretName(const QString &name)
{
    static const QSet<QString> words{
        QStringLiteral("password"), QStringLiteral("passwd"),     QStringLiteral("passphrase"),
        QStringLiteral("pwd"),      QStringLiteral("pw"),         QStringLiteral("token"),
        QStringLiteral("secret"),   QStringLiteral("key"),        QStringLiteral("private"),
        QStringLiteral("apikey"),   QStringLiteral("credential"), QStringLiteral("userdata"),
        QStringLiteral("dsn"),
    };
    // Words of admin_password, apiToken, DB-Secret2; a plural is the same word.
    static const QRegularExpression word(QStringLiteral("[A-Z]+(?![a-z])|[A-Z]?[a-z]+"));
    QStringList parts;
    auto match = word.globalMatch(name);
    while (match.hasNext())
        parts.append(match.next().captured().toLower());
    if (parts.contains(QLatin1String("public")))
        return false;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const QString &part = parts.at(i);
        const bool isUserData = part == QLatin1String("user") && parts.value(i + 1) == QLatin1String("data");
        const bool isPlural = part.endsWith(u's') && words.contains(part.chopped(1));
        if (isUserData || isPlural || words.contains(part))
            return true;
    }
    return false;
}

} // namespace envdeck::terraform
