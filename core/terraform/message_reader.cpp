// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/message_reader.h"

#include "core/terraform/message_kinds.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace envdeck::terraform {

namespace {

QString stringAt(const QJsonObject &object, const char *key)
{
    return object[QLatin1String(key)].toString();
}

QString withoutEscapes(const QByteArray &line)
{
    static const QRegularExpression escape(QStringLiteral("\x1b\\[[0-9;?]*[ -/]*[@-~]"));
    return QString::fromUtf8(line).remove(escape).trimmed();
}

Severity severityFrom(const QString &word)
{
    if (word == QLatin1String("error"))
        return Severity::Error;
    return word == QLatin1String("warning") ? Severity::Warning : Severity::Other;
}

ChangeSummary summaryFrom(const QJsonObject &changes)
{
    const auto count = [&](const char *key) { return changes[QLatin1String(key)].toInt(); };
    return {count("add"),    count("change"), count("remove"),
            count("import"), count("forget"), stringAt(changes, "operation")};
}

// "hook" of what happens, "change" of what is planned, "test_*" of neither.
void readSubject(const QJsonObject &object, const Redactor &redactor, Message &message)
{
    const QJsonObject hook = object[QLatin1String("hook")].toObject();
    const QJsonObject change = object[QLatin1String("change")].toObject();
    const QJsonObject &subject = hook.isEmpty() ? change : hook;
    message.address = stringAt(subject[QLatin1String("resource")].toObject(), "addr");
    message.previousAddress = stringAt(subject[QLatin1String("previous_resource")].toObject(), "addr");
    message.action = stringAt(subject, "action");
    message.reason = stringAt(subject, "reason");
    message.output = redactor.redacted(stringAt(subject, "output"));
    message.elapsedSeconds = subject[QLatin1String("elapsed_seconds")].toInt();
}

Message messageFrom(const QJsonObject &object, const Redactor &redactor)
{
    Message message;
    message.type = stringAt(object, "type");
    message.kind = kindFrom(message.type);
    message.level = stringAt(object, "@level");
    message.text = redactor.redacted(stringAt(object, "@message"));
    message.at = QDateTime::fromString(stringAt(object, "@timestamp"), Qt::ISODateWithMs).toUTC();
    readSubject(object, redactor, message);
    for (const char *product : {"terraform", "tofu"}) {
        if (message.kind == MessageKind::Version && object.contains(QLatin1String(product)))
            message.program = QLatin1String(product) + u' ' + stringAt(object, product);
    }
    if (message.kind == MessageKind::Diagnostic)
        message.diagnostic = diagnosticFrom(object[QLatin1String("diagnostic")].toObject(), redactor);
    if (message.kind == MessageKind::ChangeSummary)
        message.summary = summaryFrom(object[QLatin1String("changes")].toObject());
    if (message.kind == MessageKind::Other)
        message.json = object;
    return message;
}

} // namespace

std::optional<Message> MessageReader::read(const QByteArray &line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isObject()) {
        Message raw;
        raw.kind = MessageKind::Raw;
        raw.text = m_redactor.redacted(withoutEscapes(line));
        return raw.text.isEmpty() ? std::nullopt : std::optional(raw);
    }
    const Message message = messageFrom(document.object(), m_redactor);
    if (message.diagnostic && m_diagnostics.contains(*message.diagnostic))
        return {};
    follow(message);
    return message;
}

void MessageReader::follow(const Message &message)
{
    if (message.diagnostic)
        m_diagnostics.append(*message.diagnostic);
    if (message.summary)
        m_summary = message.summary;
    if (message.kind == MessageKind::ApplyStart)
        m_started.append(message.address);
    else if (message.kind == MessageKind::ApplyComplete || message.kind == MessageKind::ApplyErrored)
        m_started.removeOne(message.address);
}

QStringList MessageReader::unfinished() const
{
    return m_started;
}

Diagnostic diagnosticFrom(const QJsonObject &object, const Redactor &redactor)
{
    Diagnostic diagnostic;
    diagnostic.severity = severityFrom(stringAt(object, "severity"));
    diagnostic.summary = redactor.redacted(stringAt(object, "summary"));
    diagnostic.detail = redactor.redacted(stringAt(object, "detail"));
    diagnostic.address = stringAt(object, "address");
    const QJsonObject range = object[QLatin1String("range")].toObject();
    const QJsonObject start = range[QLatin1String("start")].toObject();
    diagnostic.file = stringAt(range, "filename");
    diagnostic.line = start[QLatin1String("line")].toInt();
    diagnostic.column = start[QLatin1String("column")].toInt();
    const QJsonObject snippet = object[QLatin1String("snippet")].toObject();
    diagnostic.context = stringAt(snippet, "context");
    diagnostic.code = redactor.redacted(stringAt(snippet, "code"));
    for (const QJsonValue &value : snippet[QLatin1String("values")].toArray()) {
        const QJsonObject entry = value.toObject();
        diagnostic.values.append(
            redactor.redacted(stringAt(entry, "traversal") + u' ' + stringAt(entry, "statement")));
    }
    return diagnostic;
}

Result<QList<Diagnostic>> diagnosticsFromValidate(const QByteArray &json, const Redactor &redactor)
{
    const QJsonValue list = QJsonDocument::fromJson(json).object()[QLatin1String("diagnostics")];
    if (!list.isArray())
        return Error{ErrorCode::BadResponse, QStringLiteral("validate"),
                     redactor.redacted(QString::fromUtf8(json.left(400))), 0};
    QList<Diagnostic> diagnostics;
    for (const QJsonValue &value : list.toArray())
        diagnostics.append(diagnosticFrom(value.toObject(), redactor));
    return diagnostics;
}

} // namespace envdeck::terraform
