// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/remote_text.h"

#include "core/base/hidden.h"

#include <algorithm>

namespace envdeck {

QString remoteText(QStringView text, qsizetype most)
{
    QString shown;
    shown.reserve(std::min(text.size(), most) + 1);
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (shown.size() >= most) {
            shown.truncate(most - 1);
            if (!shown.isEmpty() && shown.back().isHighSurrogate())
                shown.chop(1);
            return shown + QChar(0x2026);
        }
        const QChar c = text.at(i);
        if (!isHidden(c))
            shown += c;
        else if (c == QLatin1Char('\n'))
            shown += QLatin1String("\\n");
        else if (c == QLatin1Char('\t'))
            shown += QLatin1Char(' ');
        else if (c.unicode() < 0x100)
            shown += QStringLiteral("\\x%1").arg(int(c.unicode()), 2, 16, QLatin1Char('0'));
        else
            shown += QStringLiteral("\\u%1").arg(int(c.unicode()), 4, 16, QLatin1Char('0'));
    }
    return shown;
}

QString remoteText(QByteArrayView utf8, qsizetype most)
{
    // Four bytes a character at most, and a little over it so that the cut is seen.
    return remoteText(QString::fromUtf8(utf8.first(std::min(utf8.size(), most * 4 + 8))), most);
}

QString remoteLines(QByteArrayView utf8, qsizetype mostOfOne)
{
    QStringList lines;
    for (const QByteArray &line : utf8.toByteArray().split('\n')) {
        if (!line.trimmed().isEmpty())
            lines.append(remoteText(QByteArrayView(line), mostOfOne));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace envdeck
