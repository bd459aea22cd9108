// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/export.h"

#include "core/base/safe_file.h"
#include "core/logs/ansi.h"

#include <QDateTime>
#include <QRegularExpression>

namespace envdeck::logs {

namespace {

constexpr qsizetype most = 1 << 30;

} // namespace

QByteArray plainLine(const Snapshot &snapshot, qint64 row, const Redactor &redactor,
                     const PlainOptions &options)
{
    const Line line = snapshot.line(row);
    QByteArray text = redactor.redacted(withoutAnsi(line.text));
    if (!options.emails) {
        // Only what holds an @ is read as text: the expression would spoil bytes that are not UTF-8.
        static const QRegularExpression address(
            QStringLiteral("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+"));
        if (text.contains('@'))
            text = QString::fromUtf8(text).replace(address, QStringLiteral("******@******")).toUtf8();
    }
    for (char &c : text) {
        if (static_cast<unsigned char>(c) < 0x20 && c != '\t')
            c = '?';
    }
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
    QByteArray content;
    for (qint64 at = 0; at < matches.size(); ++at) {
        if (at % 1024 == 0 && stop.stop_requested())
            return Error{ErrorCode::Canceled, path, {}, 0};
        content += plainLine(matches.snapshot(), matches.row(at), redactor, options) + '\n';
        if (content.size() > most)
            return Error{ErrorCode::Io, path, QStringLiteral("longer than %1 bytes").arg(most), 0};
    }
    const auto written = writeFile(path, content);
    if (!written)
        return written.error();
    return matches.size();
}

} // namespace envdeck::logs
