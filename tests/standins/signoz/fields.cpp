// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/fields.h"

namespace envdeck::standins::signoz {

namespace {

const QStringList resourceFields{QStringLiteral("service.name"),
                                 QStringLiteral("service.version"),
                                 QStringLiteral("deployment.environment"),
                                 QStringLiteral("deployment.environment.name"),
                                 QStringLiteral("host.name"),
                                 QStringLiteral("os.type")};

QString withoutSuffix(const QString &written)
{
    for (const auto &suffix : {QLatin1String(":string"), QLatin1String(":number"), QLatin1String(":bool")}) {
        if (written.endsWith(suffix, Qt::CaseInsensitive))
            return written.chopped(suffix.size());
    }
    return written;
}

} // namespace

QString textOf(const Value &value)
{
    if (const auto *text = std::get_if<QString>(&value))
        return *text;
    if (const auto *number = std::get_if<double>(&value))
        return QString::number(*number, 'g', 15);
    if (const auto *truth = std::get_if<bool>(&value))
        return *truth ? QStringLiteral("true") : QStringLiteral("false");
    return {};
}

const QStringList &knownFields(Signal signal)
{
    static const QStringList traces = resourceFields + QStringList{QStringLiteral("name"),
                                                                   QStringLiteral("kind_string"),
                                                                   QStringLiteral("has_error"),
                                                                   QStringLiteral("duration_nano"),
                                                                   QStringLiteral("status_code"),
                                                                   QStringLiteral("status_code_string"),
                                                                   QStringLiteral("response_status_code"),
                                                                   QStringLiteral("http.route")};
    static const QStringList logs =
        resourceFields + QStringList{QStringLiteral("severity_text"), QStringLiteral("severity_number"),
                                     QStringLiteral("body"),          QStringLiteral("container.name"),
                                     QStringLiteral("log.iostream"),  QStringLiteral("trace_id")};
    static const QStringList metrics =
        resourceFields + QStringList{QStringLiteral("state"),      QStringLiteral("cpu"),
                                     QStringLiteral("mountpoint"), QStringLiteral("device"),
                                     QStringLiteral("type"),       QStringLiteral("direction")};
    switch (signal) {
    case Signal::Traces: return traces;
    case Signal::Logs: return logs;
    case Signal::Metrics: return metrics;
    }
    Q_UNREACHABLE();
}

bool variesWithinStream(Signal signal, const QString &field)
{
    switch (signal) {
    case Signal::Traces: return field == QLatin1String("duration_nano");
    case Signal::Logs: return field == QLatin1String("body") || field == QLatin1String("trace_id");
    case Signal::Metrics: return false;
    }
    Q_UNREACHABLE();
}

QString canonicalField(Signal signal, const QString &written)
{
    const QString name = withoutSuffix(written);
    if (knownFields(signal).contains(name))
        return name;
    for (const auto &context : {QLatin1String("resource."), QLatin1String("attribute."),
                                QLatin1String("span."), QLatin1String("log."), QLatin1String("metric.")}) {
        if (name.startsWith(context))
            return name.mid(context.size());
    }
    return name;
}

} // namespace envdeck::standins::signoz
