// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/audit_export.h"

#include "core/journal/stored_json.h"

#include <QJsonDocument>

namespace envdeck::journal {

namespace {

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QString durationText(const AuditEntry &entry)
{
    return entry.ended.isValid() ? QString::number(entry.at.msecsTo(entry.ended)) : QString();
}

QByteArray cell(QString text)
{
    static const QString formula = QStringLiteral("=+-@\t\r\n");
    if (!text.isEmpty() && formula.contains(text.at(0)))
        text.prepend(QLatin1Char('\''));
    const bool quoted = text.contains(QLatin1Char('"')) || text.contains(QLatin1Char(',')) ||
                        text.contains(QLatin1Char('\n')) || text.contains(QLatin1Char('\r'));
    if (quoted)
        text = QLatin1Char('"') + text.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
    return text.toUtf8();
}

QByteArray line(const QStringList &cells)
{
    QByteArray out;
    for (const QString &text : cells) {
        if (&text != &cells.constFirst())
            out.append(',');
        out.append(cell(text));
    }
    return out.append("\r\n");
}

QString errorText(const std::optional<Error> &error)
{
    if (!error)
        return {};
    return error->detail.isEmpty() ? errorCodeName(error->code)
                                   : errorCodeName(error->code) + QLatin1String(": ") + error->detail;
}

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonObject objectOf(const AuditEntry &entry)
{
    return {{QStringLiteral("operation"), entry.operation},
            {QStringLiteral("outside"), entry.outside},
            {QStringLiteral("at"), timeText(entry.at)},
            {QStringLiteral("ended"), orNull(timeText(entry.ended))},
            {QStringLiteral("actor"), entry.actor},
            {QStringLiteral("machine"), entry.machine},
            {QStringLiteral("environment"), entry.environment},
            {QStringLiteral("action"), entry.action},
            {QStringLiteral("subject"), entry.subject},
            {QStringLiteral("detail"), orNull(entry.detail)},
            {QStringLiteral("reason"), orNull(entry.reason)},
            {QStringLiteral("risk"), int(entry.risk)},
            {QStringLiteral("state"), entry.state},
            {QStringLiteral("open"), entry.open},
            {QStringLiteral("error"), entry.error ? QJsonValue(jsonOf(*entry.error)) : QJsonValue()},
            {QStringLiteral("commit"), orNull(entry.commit)},
            {QStringLiteral("evidence"), entry.evidence}};
}

QByteArray csvLine(const AuditEntry &entry)
{
    return line({timeText(entry.at), entry.actor, entry.machine, entry.environment, entry.action,
                 entry.subject, entry.detail, entry.state, errorText(entry.error), entry.commit,
                 durationText(entry), entry.reason, entry.outside ? QStringLiteral("yes") : QString(),
                 entry.operation});
}

QByteArray csvHead()
{
    return line({QStringLiteral("time"), QStringLiteral("actor"), QStringLiteral("machine"),
                 QStringLiteral("environment"), QStringLiteral("action"), QStringLiteral("object"),
                 QStringLiteral("detail"), QStringLiteral("result"), QStringLiteral("error"),
                 QStringLiteral("commit"), QStringLiteral("duration ms"), QStringLiteral("reason"),
                 QStringLiteral("outside Envdeck"), QStringLiteral("operation")});
}

} // namespace

AuditExport::AuditExport(AuditFormat format)
    : m_format(format), m_text(format == AuditFormat::Csv ? csvHead() : QByteArray("["))
{
}

void AuditExport::add(const QList<AuditEntry> &entries)
{
    for (const AuditEntry &entry : entries) {
        switch (m_format) {
        case AuditFormat::Csv: m_text += csvLine(entry); break;
        case AuditFormat::Json:
            m_text += m_first ? "\n" : ",\n";
            m_text += QJsonDocument(objectOf(entry)).toJson(QJsonDocument::Compact);
            break;
        }
        m_first = false;
    }
}

QByteArray AuditExport::finish()
{
    if (m_format == AuditFormat::Json)
        m_text += "\n]\n";
    return std::move(m_text);
}

} // namespace envdeck::journal
