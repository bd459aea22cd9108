// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/log_patterns.h"

#include <algorithm>
#include <optional>

namespace envdeck::hosts {

namespace {

constexpr qsizetype longestLine = 16 * 1024;

// "2026-12-01T02:13:18.123456789Z text"
std::optional<std::pair<QDateTime, qsizetype>> leadingTime(const QByteArray &line)
{
    const qsizetype space = line.indexOf(' ');
    const QByteArray word = space < 0 ? line : line.left(space);
    if (word.size() < 20 || word.size() > 40 || word.at(4) != '-' || word.at(10) != 'T')
        return std::nullopt;
    const qsizetype dot = word.indexOf('.');
    const QByteArray zone = word.endsWith('Z') ? QByteArray("Z") : word.right(6);
    const QString read =
        QString::fromLatin1(word.left(19) + (dot > 0 ? word.mid(dot, 4) : QByteArray()) + zone);
    QDateTime at = QDateTime::fromString(read, Qt::ISODateWithMs);
    if (!at.isValid())
        at = QDateTime::fromString(QString::fromLatin1(word.left(19) + 'Z'), Qt::ISODate);
    if (!at.isValid())
        return std::nullopt;
    return std::pair(at.toUTC(), space < 0 ? line.size() : space + 1);
}

} // namespace

QList<LogLine> dockerLogLines(const QByteArray &output, const QString &container)
{
    QList<LogLine> lines;
    QDateTime last;
    for (qsizetype at = 0; at < output.size();) {
        qsizetype end = output.indexOf('\n', at);
        if (end < 0)
            end = output.size();
        QByteArray text = output.mid(at, std::min(end - at, longestLine + 64));
        at = end + 1;
        if (text.endsWith('\r'))
            text.chop(1);
        if (const auto time = leadingTime(text)) {
            last = time->first;
            text.remove(0, time->second);
        }
        if (!text.trimmed().isEmpty())
            lines.append({last, container, text.left(longestLine)});
    }
    return lines;
}

} // namespace envdeck::hosts
