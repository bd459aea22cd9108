// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/hcl_document.h"

#include "core/terraform/hcl_scanner.h"

#include <algorithm>

namespace envdeck::terraform {

namespace {

constexpr int deepestBlock = 64;
const QByteArray byteOrderMark = QByteArrayLiteral("\xef\xbb\xbf");

// Reads from one text; `shift` is where it begins in the caller's.
class DocumentReader {
public:
    DocumentReader(QByteArrayView text, qsizetype shift) : m_text(text), m_shift(shift), m_scanner(text) {}

    Result<HclBody> read()
    {
        HclBody body;
        return readBody(&body, 0) ? Result<HclBody>(std::move(body)) : broken();
    }

    Result<HclBody> readObject()
    {
        HclBody body;
        while (m_scanner.skipBlanks()) {
            if (m_scanner.skip(','))
                continue;
            const int line = m_scanner.line();
            const auto name = readLabel();
            m_scanner.skipSpaces();
            if (!name || !(m_scanner.skip('=') || m_scanner.skip(':')) ||
                !readAttribute(&body, *name, line, HclScanner::Within::Object))
                return broken();
        }
        return body;
    }

private:
    Error broken() const
    {
        return {ErrorCode::BadConfig,
                QStringLiteral("%1:%2").arg(m_scanner.line()).arg(m_scanner.column()),
                {},
                0};
    }

    // To the end of the text, or over the } that ends a block.
    bool readBody(HclBody *body, int depth)
    {
        while (m_scanner.skipBlanks()) {
            if (depth > 0 && m_scanner.skip('}'))
                return true;
            const int line = m_scanner.line();
            const QString name = m_scanner.readIdentifier();
            if (name.isEmpty())
                return false;
            const auto within = depth > 0 ? HclScanner::Within::Block : HclScanner::Within::File;
            if (m_scanner.skipEquals() ? !readAttribute(body, name, line, within)
                                       : !readBlock(body, name, line, depth))
                return false;
        }
        return depth == 0;
    }

    bool readAttribute(HclBody *body, const QString &name, int line, HclScanner::Within within)
    {
        m_scanner.skipSpaces();
        const qsizetype begin = m_scanner.position();
        const bool whole = m_scanner.skipExpression(within);
        const qsizetype size = m_scanner.expressionEnd() - begin;
        if (!whole || size <= 0)
            return false;
        body->attributes.append({name, m_text.sliced(begin, size).toByteArray(), line, m_shift + begin});
        return true;
    }

    bool readBlock(HclBody *body, const QString &type, int line, int depth)
    {
        if (depth >= deepestBlock)
            return false;
        HclBlock block{type, {}, line, {}};
        while (true) {
            m_scanner.skipSpaces();
            if (m_scanner.skip('{'))
                break;
            const auto label = readLabel();
            if (!label)
                return false;
            block.labels.append(*label);
        }
        if (!readBody(&block.body, depth + 1))
            return false;
        body->blocks.push_back(std::move(block));
        return true;
    }

    std::optional<QString> readLabel()
    {
        const qsizetype begin = m_scanner.position();
        if (m_scanner.skipQuoted())
            return literalText(m_text.sliced(begin, m_scanner.position() - begin).toByteArray());
        const QString word = m_scanner.readIdentifier();
        return word.isEmpty() ? std::nullopt : std::optional<QString>(word);
    }

    QByteArrayView m_text;
    qsizetype m_shift;
    HclScanner m_scanner;
};

bool holdsTemplate(const QByteArray &text)
{
    for (const char *mark : {"${", "%{"}) {
        for (qsizetype at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 2)) {
            if (at == 0 || text.at(at - 1) != mark[0]) // "$${" is text
                return true;
        }
    }
    return false;
}

// \uNNNN and \UNNNNNNNN; nothing when the digits are not there.
std::optional<QString> codePoint(const QByteArray &text, qsizetype at, qsizetype digits)
{
    bool fine = false;
    const QByteArray hex = text.mid(at, digits);
    const uint code = hex.toUInt(&fine, 16);
    if (!fine || hex.size() != digits || hex.contains('+') || code > 0x10ffff)
        return std::nullopt;
    const char32_t point = code;
    return QString::fromUcs4(&point, 1);
}

std::optional<QString> unescaped(const QByteArray &text)
{
    QByteArray plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text.at(i);
        if ((c == '$' || c == '%') && text.mid(i, 3) == QByteArray(2, c) + '{') {
            plain.append(c);
            ++i;
            continue;
        }
        if (c != '\\') {
            plain.append(c);
            continue;
        }
        const char next = ++i < text.size() ? text.at(i) : '\0';
        if (next == 'u' || next == 'U') {
            const qsizetype digits = next == 'u' ? 4 : 8;
            const auto character = codePoint(text, i + 1, digits);
            if (!character)
                return std::nullopt;
            plain.append(character->toUtf8());
            i += digits;
            continue;
        }
        static const QByteArray names("nrt\"\\"), values("\n\r\t\"\\");
        const qsizetype known = names.indexOf(next);
        if (next == '\0' || known < 0)
            return std::nullopt;
        plain.append(values.at(known));
    }
    return QString::fromUtf8(plain);
}

qsizetype indentOf(QByteArrayView line)
{
    qsizetype indent = 0;
    while (indent < line.size() && (line.at(indent) == ' ' || line.at(indent) == '\t'))
        ++indent;
    return indent;
}

std::optional<QString> heredocText(const QByteArray &expression)
{
    const bool indented = expression.startsWith("<<-");
    QByteArrayList lines = expression.split('\n');
    if (lines.size() < 2)
        return std::nullopt;
    lines.removeFirst();
    lines.removeLast();
    qsizetype common = indented ? expression.size() : 0;
    for (const QByteArray &line : lines)
        common = std::min(common, indentOf(line));
    QByteArray text;
    for (const QByteArray &line : lines)
        text += line.mid(common) + '\n';
    return holdsTemplate(text) ? std::nullopt : std::optional<QString>(QString::fromUtf8(text));
}

} // namespace

const HclAttribute *HclBody::attribute(QStringView name) const
{
    const auto found = std::find_if(attributes.cbegin(), attributes.cend(),
                                    [name](const HclAttribute &a) { return a.name == name; });
    return found == attributes.cend() ? nullptr : &*found;
}

Result<HclBody> readHcl(const QByteArray &text)
{
    const qsizetype shift = text.startsWith(byteOrderMark) ? byteOrderMark.size() : 0;
    return DocumentReader(QByteArrayView(text).sliced(shift), shift).read();
}

Result<HclBody> readHclObject(const QByteArray &expression)
{
    if (!expression.startsWith('{') || !expression.endsWith('}') || expression.size() < 2)
        return Error{ErrorCode::BadConfig, QStringLiteral("1:1"), {}, 0};
    return DocumentReader(QByteArrayView(expression).sliced(1, expression.size() - 2), 1).readObject();
}

std::optional<QString> literalText(const QByteArray &expression)
{
    if (expression.startsWith("<<"))
        return heredocText(expression);
    HclScanner scanner(expression);
    if (!scanner.skipQuoted() || scanner.position() != expression.size() || holdsTemplate(expression))
        return std::nullopt;
    return unescaped(expression.mid(1, expression.size() - 2));
}

QByteArray quotedText(const QString &text)
{
    QByteArray quoted("\"");
    const QByteArray bytes = text.toUtf8();
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char c = bytes.at(i);
        if ((c == '$' || c == '%') && i + 1 < bytes.size() && bytes.at(i + 1) == '{')
            quoted.append(c).append(c);
        else if (c == '"' || c == '\\')
            quoted.append('\\').append(c);
        else if (c == '\n')
            quoted.append("\\n");
        else if (c == '\r')
            quoted.append("\\r");
        else if (c == '\t')
            quoted.append("\\t");
        else if (static_cast<unsigned char>(c) < 0x20)
            quoted.append("\\u").append(
                QByteArray::number(uint(static_cast<unsigned char>(c)), 16).rightJustified(4, '0'));
        else
            quoted.append(c);
    }
    return quoted + '"';
}

} // namespace envdeck::terraform
