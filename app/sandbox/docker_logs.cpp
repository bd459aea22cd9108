// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/docker_logs.h"

#include <QFile>
#include <QRegularExpression>
#include <QThread>
#include <cmath>
#include <cstdio>
#include <poll.h>
#include <unistd.h>

namespace envdeck::sandbox {

namespace {

constexpr int moreLinesMs = 100;

// A pipe whose reader has gone tells it before anything is written.
bool isReaderGone()
{
    pollfd out{STDOUT_FILENO, 0, 0};
    return ::poll(&out, 1, 0) > 0 && (out.revents & (POLLERR | POLLNVAL)) != 0;
}

class Printer {
public:
    explicit Printer(const LogsRequest &request) : m_request(request), m_last(request.started) {}

    bool print(const QByteArray &line)
    {
        if (const auto at = timeOfLine(line))
            m_last = *at;
        if (m_request.since && m_last < *m_request.since)
            return true;
        QByteArray text;
        if (m_request.timestamps)
            text = m_last.toUTC().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzz")).toLatin1() + "000000Z ";
        text += line;
        if (!text.endsWith('\n'))
            text += '\n';
        return std::fwrite(text.constData(), 1, size_t(text.size()), stdout) == size_t(text.size());
    }

private:
    const LogsRequest &m_request;
    QDateTime m_last;
};

} // namespace

std::optional<QDateTime> timeOfLine(const QByteArray &line)
{
    const QByteArray word = line.left(line.indexOf(' '));
    if (word.size() != 24 || word.at(10) != 'T' || word.at(23) != 'Z')
        return std::nullopt;
    const QDateTime at = QDateTime::fromString(QString::fromLatin1(word), Qt::ISODateWithMs);
    return at.isValid() ? std::optional(at.toUTC()) : std::nullopt;
}

std::optional<QDateTime> sinceFrom(const QString &text, const QDateTime &now)
{
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    if (isNumber)
        return QDateTime::fromMSecsSinceEpoch(qint64(std::floor(seconds * 1000)), Qt::UTC);
    static const QRegularExpression duration(QStringLiteral("\\A(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?\\z"));
    if (const auto match = duration.match(text); match.hasMatch() && !text.isEmpty())
        return now.addSecs(-(match.captured(1).toLongLong() * 3600 + match.captured(2).toLongLong() * 60 +
                             match.captured(3).toLongLong()));
    // Docker's nine decimals are more than a QDateTime reads.
    static const QRegularExpression decimals(QStringLiteral("(\\.\\d{3})\\d+"));
    const QDateTime at =
        QDateTime::fromString(QString(text).replace(decimals, QStringLiteral("\\1")), Qt::ISODateWithMs);
    return at.isValid() ? std::optional(at.toUTC()) : std::nullopt;
}

int printLogs(const LogsRequest &request)
{
    QFile file(request.file);
    if (!file.open(QIODevice::ReadOnly))
        return 0; // it has said nothing yet
    Printer printer(request);
    QList<QByteArray> lines;
    QByteArray rest; // a line that is not whole yet
    const auto readOn = [&] {
        while (!file.atEnd()) {
            rest += file.readLine();
            if (!rest.endsWith('\n'))
                break;
            lines.append(rest);
            rest.clear();
        }
    };
    readOn();
    if (request.tail >= 0 && lines.size() > request.tail)
        lines = lines.mid(lines.size() - request.tail);
    for (;;) {
        for (const QByteArray &line : std::as_const(lines)) {
            if (!printer.print(line))
                return 1;
        }
        lines.clear();
        if (std::fflush(stdout) != 0 || isReaderGone())
            return 1;
        if (!request.follow)
            break;
        const bool runs = request.isRunning(); // asked first: its last words come before its end
        readOn();
        if (!lines.isEmpty())
            continue;
        if (!runs)
            break;
        QThread::msleep(moreLinesMs);
    }
    if (!rest.isEmpty())
        printer.print(rest);
    std::fflush(stdout);
    return 0;
}

} // namespace envdeck::sandbox
