// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/diff_line.h"

#include <QStringList>

#include <vector>

namespace envdeck::ui {

namespace {

QStringList linesOf(const QString &text)
{
    QStringList lines = text.split(QLatin1Char('\n'));
    if (lines.constLast().isEmpty())
        lines.removeLast(); // the end of the last line is no line
    for (QString &line : lines) {
        if (line.endsWith(QLatin1Char('\r')))
            line.chop(1);
    }
    return lines;
}

// All lines, with the longest common subsequence kept. Equal heads and tails are cut off first, so that the
// table covers only the part that changed: a few lines of a compose file.
QList<DiffLine> wholeDiff(const QStringList &before, const QStringList &after)
{
    const auto shorter = qMin(before.size(), after.size());
    qsizetype head = 0;
    while (head < shorter && before.at(head) == after.at(head))
        ++head;
    qsizetype tail = 0;
    while (tail < shorter - head && before.at(before.size() - 1 - tail) == after.at(after.size() - 1 - tail))
        ++tail;
    const qsizetype olds = before.size() - head - tail;
    const qsizetype news = after.size() - head - tail;
    std::vector<std::vector<int>> common(static_cast<std::size_t>(olds) + 1,
                                         std::vector<int>(static_cast<std::size_t>(news) + 1, 0));
    const auto cell = [&](qsizetype i, qsizetype j) -> int & {
        return common[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
    };
    for (qsizetype i = olds - 1; i >= 0; --i) {
        for (qsizetype j = news - 1; j >= 0; --j)
            cell(i, j) = before.at(head + i) == after.at(head + j) ? cell(i + 1, j + 1) + 1
                                                                   : qMax(cell(i + 1, j), cell(i, j + 1));
    }
    QList<DiffLine> lines;
    const auto add = [&](DiffLine::Kind kind, qsizetype number, const QString &text) {
        lines.append({kind, static_cast<int>(number) + 1, text});
    };
    for (qsizetype i = 0; i < head; ++i)
        add(DiffLine::Kind::Context, i, after.at(i));
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < olds || j < news) {
        if (i < olds && j < news && before.at(head + i) == after.at(head + j)) {
            add(DiffLine::Kind::Context, head + j, after.at(head + j));
            ++i;
            ++j;
        } else if (i < olds && (j == news || cell(i + 1, j) >= cell(i, j + 1))) {
            add(DiffLine::Kind::Removed, head + i, before.at(head + i));
            ++i;
        } else {
            add(DiffLine::Kind::Added, head + j, after.at(head + j));
            ++j;
        }
    }
    for (qsizetype k = after.size() - tail; k < after.size(); ++k)
        add(DiffLine::Kind::Context, k, after.at(k));
    return lines;
}

} // namespace

QList<DiffLine> diffLines(const QString &before, const QString &after, int context)
{
    const QList<DiffLine> all = wholeDiff(linesOf(before), linesOf(after));
    QList<bool> near(all.size(), false);
    for (qsizetype at = 0; at < all.size(); ++at) {
        if (all.at(at).kind == DiffLine::Kind::Context)
            continue;
        for (qsizetype k = qMax<qsizetype>(0, at - context); k <= qMin(all.size() - 1, at + context); ++k)
            near[k] = true;
    }
    QList<DiffLine> shown;
    for (qsizetype at = 0; at < all.size(); ++at) {
        if (near.at(at))
            shown.append(all.at(at));
    }
    return shown;
}

} // namespace envdeck::ui
