// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/configuration/format_facts.h"

#include <QCryptographicHash>
#include <QJsonArray>

namespace envdeck::configuration {

QStringList FormatFacts::names() const
{
    QStringList all;
    for (const File &each : files)
        all.append(each.file);
    return all;
}

QByteArray digestOf(const QByteArray &content)
{
    return QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex();
}

QJsonObject toJson(const FormatFacts &facts)
{
    QJsonArray files;
    for (const FormatFacts::File &each : facts.files)
        files.append(QJsonObject{{QStringLiteral("file"), each.file},
                                 {QStringLiteral("from"), QString::fromLatin1(each.from)},
                                 {QStringLiteral("to"), QString::fromUtf8(each.to)}});
    return {{QStringLiteral("operation"), facts.operation},
            {QStringLiteral("environment"), facts.environment},
            {QStringLiteral("branch"), facts.branch},
            {QStringLiteral("files"), files},
            {QStringLiteral("reason"), facts.reason},
            {QStringLiteral("path"), facts.path == ChangePath::PullRequest ? QStringLiteral("pull-request")
                                                                           : QStringLiteral("push")}};
}

Result<FormatFacts> formatFactsFrom(const QJsonObject &json)
{
    const auto text = [&json](const char *field) { return json.value(QLatin1String(field)).toString(); };
    for (const char *field : {"operation", "environment", "branch"}) {
        if (text(field).isEmpty())
            return Error{ErrorCode::BadInput, QString::fromLatin1(field), {}, 0};
    }
    FormatFacts facts;
    facts.operation = text("operation");
    facts.environment = text("environment");
    facts.branch = text("branch");
    facts.reason = text("reason");
    facts.path = text("path") == QLatin1String("pull-request") ? ChangePath::PullRequest : ChangePath::Push;
    const QJsonArray files = json.value(QLatin1String("files")).toArray();
    for (const QJsonValue &each : files)
        facts.files.append({each[QLatin1String("file")].toString(),
                            each[QLatin1String("from")].toString().toLatin1(),
                            each[QLatin1String("to")].toString().toUtf8()});
    if (facts.files.isEmpty() || facts.names().contains(QString()))
        return Error{ErrorCode::BadInput, QStringLiteral("files"), {}, 0};
    return facts;
}

} // namespace envdeck::configuration
