// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/source_text.h"

#include <QStringDecoder>
#include <algorithm>

namespace envdeck::workspace {

namespace {

// Length of the UTF-8 sequence that starts here; 0 when none does.
int sequenceLength(QByteArrayView bytes)
{
    const auto lead = static_cast<uchar>(bytes.front());
    const int length = lead < 0x80   ? 1
                       : lead < 0xc2 ? 0
                       : lead < 0xe0 ? 2
                       : lead < 0xf0 ? 3
                       : lead < 0xf5 ? 4
                                     : 0;
    if (length == 0 || bytes.size() < length)
        return 0;
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder.decode(bytes.first(length));
    Q_UNUSED(decoded)
    return decoder.hasError() ? 0 : length;
}

int characters(QByteArrayView utf8)
{
    return static_cast<int>(
        std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

} // namespace

SourceText::SourceText(const QByteArray &text) : m_text(text.startsWith("\xef\xbb\xbf") ? text.mid(3) : text)
{
    for (qsizetype at = m_text.indexOf('\n'); at >= 0; at = m_text.indexOf('\n', at + 1))
        m_starts.append(at + 1);
}

int SourceText::column(int line, int byte) const
{
    if (line < 0 || line >= m_starts.size())
        return byte + 1;
    const qsizetype start = m_starts.at(line);
    return characters(
               QByteArrayView(m_text).sliced(start, std::min<qsizetype>(byte, m_text.size() - start))) +
           1;
}

std::optional<SourceText::Position> SourceText::firstUnreadable() const
{
    qsizetype at = 0;
    while (at < m_text.size()) {
        const char c = m_text.at(at);
        const int length = c == '\0'                      ? 0
                           : static_cast<uchar>(c) < 0x80 ? 1
                                                          : sequenceLength(QByteArrayView(m_text).sliced(at));
        if (length == 0)
            return position(at);
        at += length;
    }
    return std::nullopt;
}

std::optional<SourceText::Position> SourceText::indentingTab(int line) const
{
    for (int i = 0; i <= line && i < m_starts.size(); ++i) {
        qsizetype at = m_starts.at(i);
        while (at < m_text.size() && m_text.at(at) == ' ')
            ++at;
        const qsizetype tab = at;
        while (at < m_text.size() && (m_text.at(at) == '\t' || m_text.at(at) == ' '))
            ++at;
        const bool saysNothing = at == m_text.size() || QByteArrayView("\r\n#").contains(m_text.at(at));
        if (at > tab && !saysNothing)
            return position(tab);
    }
    return std::nullopt;
}

bool SourceText::quoteStaysOpen(int line, int byte) const
{
    if (line >= m_starts.size())
        return false;
    qsizetype at = m_starts.at(line) + byte;
    const char quote = at < m_text.size() ? m_text.at(at) : '\0';
    if (quote != '"' && quote != '\'')
        return false;
    for (++at; at < m_text.size(); ++at) {
        const char c = m_text.at(at);
        if (c == '\\' && quote == '"')
            ++at;
        else if (c == quote && quote == '\'' && at + 1 < m_text.size() && m_text.at(at + 1) == '\'')
            ++at;
        else if (c == quote)
            return false;
    }
    return true;
}

SourceText::Position SourceText::position(qsizetype byte) const
{
    const auto next = std::upper_bound(m_starts.cbegin(), m_starts.cend(), byte);
    const auto line = static_cast<int>(next - m_starts.cbegin()) - 1;
    const auto before = QByteArrayView(m_text).sliced(m_starts.at(line), byte - m_starts.at(line));
    return {line + 1, characters(before) + 1};
}

} // namespace envdeck::workspace
