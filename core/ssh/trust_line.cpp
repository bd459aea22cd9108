// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/trust_line.h"

#include <QRegularExpression>
#include <QUrl>

namespace envdeck::ssh {

namespace {

// Nothing when the line goes.
std::optional<QByteArray> lineWithoutName(const QByteArray &line, const QByteArray &name, const HostKey *only)
{
    static const QRegularExpression shape(
        QStringLiteral("\\A[ \\t]*([^ \\t#@][^ \\t]*)((?:[ \\t]+([^ \\t]+)[ \\t]+([^ \\t\\r]+))?.*)\\z"),
        QRegularExpression::DotMatchesEverythingOption);
    const auto match = shape.match(QString::fromLatin1(line)); // one byte, one character
    if (!match.hasMatch())
        return line;
    const QByteArray hosts = match.captured(1).toLatin1();
    const bool isAnotherKey = only && (match.captured(3).toLatin1() != only->type ||
                                       match.captured(4).toLatin1() != only->blob.toBase64());
    if (isAnotherKey)
        return line;
    if (hosts.startsWith('|'))
        return covers(hosts, name) ? std::nullopt : std::optional(line);
    QByteArrayList left = hosts.split(',');
    const auto removed = left.removeIf([&](const QByteArray &host) { return host.toLower() == name; });
    if (removed == 0)
        return line;
    if (left.isEmpty())
        return std::nullopt;
    return left.join(',') + match.captured(2).toLatin1();
}

} // namespace

QByteArray lineOf(const Trust &trust)
{
    return lookupName(trust.endpoint) + ' ' + trust.key.type + ' ' + trust.key.blob.toBase64() + " envdeck " +
           (trust.verified ? "verified" : "unverified") +
           " at=" + trust.at.toUTC().toString(Qt::ISODateWithMs).toLatin1() +
           " by=" + QUrl::toPercentEncoding(trust.who) + " note=" + QUrl::toPercentEncoding(trust.comment);
}

Trust noteIn(const QByteArray &comment)
{
    static const QRegularExpression shape(
        QStringLiteral("\\Aenvdeck (verified|unverified) at=(\\S*) by=(\\S*) note=(\\S*)\\z"));
    const auto match = shape.match(QString::fromLatin1(comment));
    Trust note;
    if (!match.hasMatch())
        return note;
    note.verified = match.captured(1) == QLatin1String("verified");
    note.at = QDateTime::fromString(match.captured(2), Qt::ISODateWithMs);
    note.who = QUrl::fromPercentEncoding(match.captured(3).toLatin1());
    note.comment = QUrl::fromPercentEncoding(match.captured(4).toLatin1());
    return note;
}

QList<Endpoint> endpointsIn(const QByteArray &hosts)
{
    static const QRegularExpression withPort(QStringLiteral("\\A\\[(.*)\\]:(\\d{1,5})\\z"));
    QList<Endpoint> endpoints;
    for (const QString &written : QString::fromUtf8(hosts).split(QLatin1Char(','))) {
        const auto match = withPort.match(written);
        const auto endpoint = match.hasMatch() ? endpointFrom(match.captured(1), match.captured(2).toInt())
                                               : endpointFrom(written, 22);
        endpoints += endpoint ? endpoint.value() : Endpoint{written, 0};
    }
    return endpoints;
}

QByteArray withLine(const QByteArray &content, const QByteArray &line)
{
    const bool isOpen = !content.isEmpty() && !content.endsWith('\n');
    return content + (isOpen ? "\n" : "") + line + '\n';
}

QByteArray withoutName(const QByteArray &content, const QByteArray &name, const HostKey *only)
{
    QByteArrayList kept;
    for (const QByteArray &line : content.split('\n')) {
        if (const auto left = lineWithoutName(line, name, only))
            kept += *left;
    }
    return kept.join('\n');
}

} // namespace envdeck::ssh
