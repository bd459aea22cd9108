// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/s3/s3.h"

#include <QCryptographicHash>
#include <QRegularExpression>

namespace envdeck::standins {

namespace {

const QByteArray xmlHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const QByteArray someDay = "2026-01-05T08:00:00.000Z";

Answer xml(const QByteArray &document, int status = 200)
{
    return Answer{status, xmlHead + document, "application/xml"};
}

Answer refused(int status, const QByteArray &code)
{
    return xml("<Error><Code>" + code + "</Code><Message>" + code +
                   "</Message><RequestId>1</RequestId></Error>",
               status);
}

QByteArray escaped(const QString &text)
{
    return text.toHtmlEscaped().toUtf8();
}

QByteArray etagOf(const QByteArray &content)
{
    return '"' + QCryptographicHash::hash(content, QCryptographicHash::Md5).toHex() + '"';
}

} // namespace

S3::S3(const QString &bucket, const QString &keyId, QObject *parent)
    : HttpStandin(parent), m_bucket(bucket), m_keyId(keyId.toUtf8())
{
}

void S3::handle(const Request &request, Reply reply)
{
    const Answer answer = answerTo(request);
    m_log.append(request.method + ' ' + request.path.section(QLatin1Char('/'), 2).toUtf8() + ' ' +
                 QByteArray::number(answer.status));
    reply.send(answer);
}

Answer S3::answerTo(const Request &request)
{
    const QByteArray signature = request.header("authorization");
    if (!signature.startsWith("AWS4-HMAC-SHA256 ") || !signature.contains("Signature="))
        return refused(403, "AccessDenied");
    if (!signature.contains("Credential=" + m_keyId + '/'))
        return refused(403, "InvalidAccessKeyId");
    if (request.path.section(QLatin1Char('/'), 1, 1) != m_bucket)
        return refused(404, "NoSuchBucket");
    const QString key = request.path.section(QLatin1Char('/'), 2);
    if (key.isEmpty())
        return request.method == "GET" ? list(request) : Answer{200, {}, {}};
    if (request.method == "PUT")
        return write(request, key);
    if (request.method == "DELETE") {
        objects.remove(key);
        return Answer{204, {}, {}};
    }
    return request.method == "GET" || request.method == "HEAD" ? read(request, key)
                                                               : refused(405, "MethodNotAllowed");
}

Answer S3::list(const Request &request) const
{
    if (request.query.hasQueryItem(QStringLiteral("location")))
        return xml("<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"/>");
    const QString prefix = request.parameter(QStringLiteral("prefix"));
    QByteArray contents;
    int count = 0;
    for (auto it = objects.cbegin(); it != objects.cend(); ++it) {
        if (!it.key().startsWith(prefix))
            continue;
        ++count;
        contents += "<Contents><Key>" + escaped(it.key()) + "</Key><LastModified>" + someDay +
                    "</LastModified><ETag>" + escaped(QString::fromLatin1(etagOf(*it))) + "</ETag><Size>" +
                    QByteArray::number(it->size()) +
                    "</Size><StorageClass>STANDARD</StorageClass></Contents>";
    }
    return xml("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>" +
               escaped(m_bucket) + "</Name><Prefix>" + escaped(prefix) + "</Prefix><KeyCount>" +
               QByteArray::number(count) +
               "</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>" + contents +
               "</ListBucketResult>");
}

Answer S3::read(const Request &request, const QString &key) const
{
    const auto object = objects.constFind(key);
    if (object == objects.constEnd())
        return refused(404, "NoSuchKey");
    Answer answer{200, *object, "application/octet-stream"};
    answer.headers = {{"ETag", etagOf(*object)}, {"Last-Modified", "Mon, 05 Jan 2026 08:00:00 GMT"}};
    static const QRegularExpression range(QStringLiteral("\\Abytes=(\\d+)-(\\d+)\\z"));
    const auto asked = range.match(QString::fromLatin1(request.header("range")));
    if (!asked.hasMatch() || object->isEmpty())
        return answer;
    const qint64 from = asked.captured(1).toLongLong();
    const qint64 to = std::min<qint64>(asked.captured(2).toLongLong(), object->size() - 1);
    if (from > to)
        return refused(416, "InvalidRange");
    answer.status = 206;
    answer.body = object->mid(from, to - from + 1);
    answer.headers.append({"Content-Range", "bytes " + QByteArray::number(from) + '-' +
                                                QByteArray::number(to) + '/' +
                                                QByteArray::number(object->size())});
    return answer;
}

Answer S3::write(const Request &request, const QString &key)
{
    if (!refusedEnding.isEmpty() && key.endsWith(refusedEnding))
        return refused(403, "AccessDenied");
    const bool isThere = objects.contains(key);
    if (request.header("if-none-match") == "*" && isThere)
        return refused(412, "PreconditionFailed");
    const QByteArray match = request.header("if-match");
    if (!match.isEmpty() && (!isThere || match != etagOf(objects.value(key))))
        return refused(412, "PreconditionFailed");
    objects.insert(key, request.body);
    return Answer{200, {}, {}, {{"ETag", etagOf(request.body)}}};
}

} // namespace envdeck::standins
