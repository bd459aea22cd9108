// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/error_map.h"

#include "core/http/json.h"

#include "core/base/hidden.h"

#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

namespace envdeck::http {

namespace {

constexpr qsizetype readForExcerpt = 16 * 1024;

QString firstString(const QJsonObject &object)
{
    for (const char *key : {"message", "error", "detail", "details"}) {
        const QJsonValue value = object.value(QLatin1String(key));
        if (value.isString() && !value.toString().isEmpty())
            return value.toString();
        if (value.isObject())
            return firstString(value.toObject());
    }
    const QJsonArray errors = object.value(QStringLiteral("errors")).toArray();
    return errors.isEmpty() ? QString() : firstString(errors.first().toObject());
}

QString pageText(const QString &html)
{
    static const QRegularExpression title(QStringLiteral("<title[^>]*>([^<]*)"),
                                          QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression tag(QStringLiteral("<[^>]*>"));
    const QString found = title.match(html).captured(1).trimmed();
    return found.isEmpty() ? QString(html).replace(tag, QStringLiteral(" ")) : found;
}

QString oneLine(const QString &text)
{
    QString clean;
    for (const QChar c : text)
        clean.append(isHidden(c) ? QLatin1Char(' ') : c);
    return clean.simplified();
}

} // namespace

ErrorCode codeOf(QNetworkReply::NetworkError error)
{
    if (error == QNetworkReply::SslHandshakeFailedError)
        return ErrorCode::Tls;
    if (error == QNetworkReply::TimeoutError)
        return ErrorCode::Timeout;
    if (error == QNetworkReply::ProtocolFailure || error == QNetworkReply::ProtocolUnknownError ||
        error == QNetworkReply::ProtocolInvalidOperationError || error == QNetworkReply::UnknownContentError)
        return ErrorCode::BadResponse;
    return ErrorCode::Unreachable;
}

ErrorCode codeOfStatus(int status)
{
    switch (status) {
    case 400:
    case 413:
    case 415:
    case 422: return ErrorCode::BadInput;
    case 401: return ErrorCode::Unauthorized;
    case 403: return ErrorCode::Forbidden;
    case 404:
    case 410: return ErrorCode::NotFound;
    case 408:
    case 504: return ErrorCode::Timeout;
    case 409:
    case 412: return ErrorCode::Conflict;
    case 423: return ErrorCode::Locked;
    case 429: return ErrorCode::RateLimited;
    case 502:
    case 503: return ErrorCode::Unreachable;
    }
    return status >= 500 ? ErrorCode::ToolFailed : ErrorCode::BadResponse;
}

QString placeOf(const QUrl &url)
{
    const QString port = url.port() < 0 ? QString() : QStringLiteral(":%1").arg(url.port());
    return Redactor().redacted(url.host() + port + url.path());
}

QString excerpt(const Response &response, const Redactor &redactor)
{
    const QByteArray type = response.mediaType();
    QString words;
    if (isOneOf(type, {"application/json"})) {
        const auto json = parseJson(response.body.left(readForExcerpt));
        words = json ? firstString(json.value().toObject()) : QString();
    }
    if (words.isEmpty()) {
        words = QString::fromUtf8(response.body.left(readForExcerpt));
        if (type == "text/html")
            words = pageText(words);
    }
    // Redacted before it is cut: a secret that is cut in two would no longer be recognised.
    return oneLine(redactor.redacted(words)).left(excerptLength);
}

bool isOneOf(const QByteArray &mediaType, const QList<QByteArray> &wanted)
{
    if (wanted.isEmpty() || wanted.contains(mediaType))
        return true;
    return wanted.contains("application/json") && mediaType.startsWith("application/") &&
           mediaType.endsWith("+json");
}

std::optional<std::chrono::seconds> retryAfter(const Response &response, const QDateTime &now)
{
    const QByteArray text = response.header("retry-after").trimmed();
    bool isNumber = false;
    const qint64 seconds = text.toLongLong(&isNumber);
    if (isNumber)
        return std::chrono::seconds(std::clamp<qint64>(seconds, 0, 86400));
    const QDateTime at =
        QLocale::c().toDateTime(QString::fromLatin1(text), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"));
    if (!at.isValid())
        return {};
    const QDateTime utc(at.date(), at.time(), Qt::UTC);
    return std::chrono::seconds(std::clamp<qint64>(now.secsTo(utc), 0, 86400));
}

} // namespace envdeck::http
