// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/export.h"

#include "core/base/safe_file.h"
#include "core/logs/ansi.h"
#include "core/logs/visible.h"

#include <QDateTime>
#include <QRegularExpression>
#include <algorithm>

namespace envdeck::logs {

namespace {

constexpr qsizetype block = 1 << 20;

bool isPlain(const QByteArray &text)
{
    return std::all_of(text.cbegin(), text.cend(),
                       [](char c) { return (c >= 0x20 && c < 0x7f) || c == '\t'; });
}

// As the window shows it: nothing in it turns, hides or commands.
QByteArray shownText(const QByteArray &bytes)
{
    QString text = QString::fromUtf8(bytes);
    for (QChar &c : text) {
        if (c != QLatin1Char('\t'))
            c = visible(c);
    }
    return text.toUtf8();
}

} // namespace

QByteArray plainLine(const Snapshot &snapshot, qint64 row, const Redactor &redactor,
                     const PlainOptions &options)
{
    const Line line = snapshot.line(row);
    QByteArray text = redactor.redacted(withoutAnsi(line.text));
    if (!options.emails) {
        static const QRegularExpression address(
            QStringLiteral("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+"));
        if (text.contains('@'))
            text = QString::fromUtf8(text).replace(address, QStringLiteral("******@******")).toUtf8();
    }
    if (!isPlain(text))
        text = shownText(text);
    QByteArray head;
    if (options.time)
        head +=
            QDateTime::fromMSecsSinceEpoch(line.time, Qt::UTC).toString(Qt::ISODateWithMs).toLatin1() + ' ';
    if (options.source)
        head += snapshot.sources().value(line.source).toUtf8() + ' ';
    return head + text;
}

Result<qint64> exportLines(const Matches &matches, const QString &path, const Redactor &redactor,
                           const PlainOptions &options, const std::stop_token &stop)
{
    qint64 at = 0;
    const auto next = [&]() -> Result<QByteArray> {
        if (stop.stop_requested())
            return Error{ErrorCode::Canceled, path, {}, 0};
        QByteArray content;
        for (; at < matches.size() && content.size() < block; ++at)
            content += plainLine(matches.snapshot(), matches.row(at), redactor, options) + '\n';
        return content;
    };
    const auto written = writeBlocks(path, next);
    if (!written)
        return written.error();
    return matches.size();
}

} // namespace envdeck::logs
