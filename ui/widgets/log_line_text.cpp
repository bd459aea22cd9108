// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/log_line_text.h"

#include "core/logs/ansi.h"
#include "core/logs/visible.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace envdeck::ui {

namespace {

constexpr QChar apart(0x200C); // zero-width non-joiner
constexpr int tabStop = 8;
constexpr int longestTree = 500; // lines

bool joins(QChar c)
{
    return c.unicode() < 0x7f && (c.isPunct() || c.isSymbol());
}

} // namespace

QString ShownLine::copied(int from, int to) const
{
    return text.mid(from, to - from).remove(apart);
}

ShownLine shownLine(QByteArrayView bytes, const logs::Filter *filter, bool whole)
{
    ShownLine line;
    if (!whole && bytes.size() > logs::shownLine) {
        line.cut = true;
        bytes = bytes.first(logs::shownLine);
    }
    const logs::AnsiText plain = logs::parseAnsi(bytes);
    std::vector<logs::Pattern::Span> found;
    if (filter)
        found = filter->spansIn(plain.text);
    QList<qsizetype> bounds{0, plain.text.size()};
    for (const logs::AnsiSpan &span : plain.spans)
        bounds.append(span.from);
    for (const auto &span : found) {
        bounds.append(span.at);
        bounds.append(span.at + span.size);
    }
    std::sort(bounds.begin(), bounds.end());
    int column = 0;
    int same = 0; // equal w in a row: three of them are an ornament of the face
    for (qsizetype i = 0; i + 1 < bounds.size(); ++i) {
        const qsizetype from = bounds.at(i);
        const qsizetype to = bounds.at(i + 1);
        if (from == to)
            continue;
        ShownLine::Run run;
        run.from = static_cast<int>(line.text.size());
        for (const logs::AnsiSpan &span : plain.spans) {
            if (from >= span.from && from < span.from + span.size) {
                run.color = static_cast<int>(span.color);
                run.bold = span.bold;
            }
        }
        run.found = std::any_of(found.begin(), found.end(), [&](const auto &span) {
            return from >= span.at && from < span.at + span.size;
        });
        const QString piece = QString::fromUtf8(plain.text.constData() + from, to - from);
        for (const QChar c : piece) {
            if (c == QLatin1Char('\t')) {
                const int spaces = tabStop - column % tabStop;
                line.text += QString(spaces, QLatin1Char(' '));
                column += spaces;
                same = 0;
                continue;
            }
            same = c == QLatin1Char('w') ? same + 1 : 0;
            if (!line.text.isEmpty() && ((joins(c) && joins(line.text.back())) || same > 1))
                line.text += apart;
            line.text += logs::visible(c);
            ++column;
        }
        run.size = static_cast<int>(line.text.size()) - run.from;
        line.runs.append(run);
    }
    return line;
}

QStringList jsonLines(QByteArrayView bytes)
{
    const QJsonDocument document = QJsonDocument::fromJson(logs::withoutAnsi(bytes));
    if (!document.isObject())
        return {};
    QStringList lines = QString::fromUtf8(document.toJson(QJsonDocument::Indented)).split(QLatin1Char('\n'));
    lines.removeFirst(); // {
    while (!lines.isEmpty() && (lines.constLast().isEmpty() || lines.constLast() == QLatin1String("}")))
        lines.removeLast();
    if (lines.size() > longestTree) {
        lines = lines.first(longestTree);
        lines.append(QStringLiteral("    \u2026"));
    }
    return lines;
}

} // namespace envdeck::ui
