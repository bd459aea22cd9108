// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gitops/line_diff.h"

#include <algorithm>
#include <vector>

namespace envdeck::gitops {

namespace {

constexpr qsizetype largestTable = 4'000'000; // cells of two bytes

// Lines with their line ends, so that a changed line end is a change.
QList<QByteArrayView> linesOf(const QByteArray &text)
{
    QList<QByteArrayView> lines;
    qsizetype from = 0;
    while (from < text.size()) {
        const qsizetype newline = text.indexOf('\n', from);
        const qsizetype end = newline < 0 ? text.size() : newline + 1;
        lines.append(QByteArrayView(text).sliced(from, end - from));
        from = end;
    }
    return lines;
}

DiffLine line(DiffLine::Kind kind, qsizetype index, QByteArrayView text)
{
    while (text.endsWith('\n') || text.endsWith('\r'))
        text.chop(1);
    return {kind, int(index) + 1, QString::fromUtf8(text)};
}

// Length of the longest common subsequence of what follows each pair of lines.
class CommonTable {
public:
    CommonTable(const QList<QByteArrayView> &before, const QList<QByteArrayView> &after)
        : m_width(std::size_t(after.size()) + 1), m_cells((std::size_t(before.size()) + 1) * m_width, 0)
    {
        for (qsizetype i = before.size() - 1; i >= 0; --i) {
            for (qsizetype j = after.size() - 1; j >= 0; --j) {
                cell(i, j) = before.at(i) == after.at(j) ? quint16(at(i + 1, j + 1) + 1)
                                                         : std::max(at(i + 1, j), at(i, j + 1));
            }
        }
    }
    quint16 at(qsizetype i, qsizetype j) const { return m_cells[std::size_t(i) * m_width + std::size_t(j)]; }

private:
    quint16 &cell(qsizetype i, qsizetype j) { return m_cells[std::size_t(i) * m_width + std::size_t(j)]; }

    std::size_t m_width;
    std::vector<quint16> m_cells;
};

QList<DiffLine> changed(const QList<QByteArrayView> &before, const QList<QByteArrayView> &after,
                        qsizetype offset)
{
    using Kind = DiffLine::Kind;
    QList<DiffLine> out;
    qsizetype i = 0;
    qsizetype j = 0;
    if (before.size() * after.size() <= largestTable) {
        const CommonTable table(before, after);
        while (i < before.size() && j < after.size()) {
            if (before.at(i) == after.at(j)) {
                out.append(line(Kind::Context, offset + j, after.at(j)));
                ++i, ++j;
            } else if (table.at(i + 1, j) >= table.at(i, j + 1)) {
                out.append(line(Kind::Removed, offset + i, before.at(i)));
                ++i;
            } else {
                out.append(line(Kind::Added, offset + j, after.at(j)));
                ++j;
            }
        }
    }
    for (; i < before.size(); ++i)
        out.append(line(Kind::Removed, offset + i, before.at(i)));
    for (; j < after.size(); ++j)
        out.append(line(Kind::Added, offset + j, after.at(j)));
    return out;
}

QList<DiffLine> nearChanges(const QList<DiffLine> &lines, int context)
{
    QList<DiffLine> out;
    qsizetype kept = 0; // lines before this one are in `out` or left out for good
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (lines.at(i).kind == DiffLine::Kind::Context)
            continue;
        kept = std::max(kept, i - context);
        for (; kept <= i; ++kept)
            out.append(lines.at(kept));
        for (qsizetype after = 0;
             after < context && kept < lines.size() && lines.at(kept).kind == DiffLine::Kind::Context;
             ++after, ++kept)
            out.append(lines.at(kept));
    }
    return out;
}

} // namespace

QList<DiffLine> lineDiff(const QByteArray &before, const QByteArray &after, int context)
{
    const QList<QByteArrayView> a = linesOf(before);
    const QList<QByteArrayView> b = linesOf(after);
    const qsizetype shorter = std::min(a.size(), b.size());
    qsizetype head = 0;
    while (head < shorter && a.at(head) == b.at(head))
        ++head;
    qsizetype tail = 0;
    while (tail < shorter - head && a.at(a.size() - 1 - tail) == b.at(b.size() - 1 - tail))
        ++tail;
    QList<DiffLine> lines;
    for (qsizetype i = 0; i < head; ++i)
        lines.append(line(DiffLine::Kind::Context, i, b.at(i)));
    lines += changed(a.mid(head, a.size() - head - tail), b.mid(head, b.size() - head - tail), head);
    for (qsizetype i = b.size() - tail; i < b.size(); ++i)
        lines.append(line(DiffLine::Kind::Context, i, b.at(i)));
    return nearChanges(lines, context);
}

} // namespace envdeck::gitops
