// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/stream.h"

#include <QCryptographicHash>
#include <QDateTime>

namespace envdeck::standins::signoz {

namespace {

Labels resourceLabels(const StreamInfo &stream)
{
    Labels labels{{QStringLiteral("service.name"), stream.service},
                  {QStringLiteral("deployment.environment"), stream.environment},
                  {QStringLiteral("deployment.environment.name"), stream.environment},
                  {QStringLiteral("host.name"), hostOf(stream)},
                  {QStringLiteral("os.type"), QStringLiteral("linux")}};
    if (!stream.version.isEmpty())
        labels.insert(QStringLiteral("service.version"), stream.version);
    return labels;
}

} // namespace

QString hostOf(const StreamInfo &stream)
{
    return stream.environment + QStringLiteral("-1");
}

Labels spanLabels(const StreamInfo &stream)
{
    Labels labels = resourceLabels(stream);
    labels.insert(QStringLiteral("name"), QStringLiteral("GET /") + stream.service);
    labels.insert(QStringLiteral("http.route"), QStringLiteral("/") + stream.service);
    labels.insert(QStringLiteral("kind_string"), QStringLiteral("Server"));
    labels.insert(QStringLiteral("has_error"), stream.failed);
    labels.insert(QStringLiteral("status_code"), stream.failed ? 2.0 : 0.0);
    labels.insert(QStringLiteral("status_code_string"),
                  stream.failed ? QStringLiteral("Error") : QStringLiteral("Unset"));
    labels.insert(QStringLiteral("response_status_code"),
                  stream.failed ? QStringLiteral("500") : QStringLiteral("200"));
    return labels;
}

Labels logLabels(const StreamInfo &stream)
{
    Labels labels = resourceLabels(stream);
    labels.insert(QStringLiteral("severity_text"),
                  stream.failed ? QStringLiteral("ERROR") : QStringLiteral("INFO"));
    labels.insert(QStringLiteral("severity_number"), stream.failed ? 17.0 : 9.0);
    labels.insert(QStringLiteral("container.name"),
                  stream.environment + QLatin1Char('-') + stream.service + QStringLiteral("-1"));
    labels.insert(QStringLiteral("log.iostream"),
                  stream.failed ? QStringLiteral("stderr") : QStringLiteral("stdout"));
    return labels;
}

QString logBody(const StreamInfo &stream, const Point &point)
{
    const QString duration = QString::number(point.durationMs, 'f', 0);
    if (stream.failed)
        return QStringLiteral("GET /%1 500: upstream timeout after %2 ms").arg(stream.service, duration);
    return QStringLiteral("GET /%1 200 %2 ms").arg(stream.service, duration);
}

QString rowId(const StreamInfo &stream, qint64 nanos, qsizetype length)
{
    const QByteArray key = (stream.service + stream.environment + stream.version).toUtf8();
    const QByteArray digest =
        QCryptographicHash::hash(key + QByteArray::number(nanos), QCryptographicHash::Sha256);
    return QString::fromLatin1(digest.toHex().left(length));
}

QString rowTime(qint64 nanos)
{
    const QDateTime seconds = QDateTime::fromSecsSinceEpoch(nanos / 1'000'000'000, Qt::UTC);
    QString fraction = QStringLiteral("%1").arg(nanos % 1'000'000'000, 9, 10, QLatin1Char('0'));
    while (fraction.endsWith(QLatin1Char('0')))
        fraction.chop(1);
    const QString whole = seconds.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss"));
    return whole + (fraction.isEmpty() ? QString() : QLatin1Char('.') + fraction) + QLatin1Char('Z');
}

} // namespace envdeck::standins::signoz
