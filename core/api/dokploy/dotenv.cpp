// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/dokploy/dotenv.h"

#include <QRegularExpression>

namespace envdeck::dokploy {

namespace {

bool isQuote(QChar c)
{
    return c == QLatin1Char('"') || c == QLatin1Char('\'') || c == QLatin1Char('`');
}

qsizetype lineEnd(const QString &text, qsizetype from)
{
    const qsizetype at = text.indexOf(QLatin1Char('\n'), from);
    return at < 0 ? text.size() : at;
}

// Where the quote of a value that begins at `from` closes; -1 when it never does, and then it is no quote.
qsizetype closing(const QString &text, qsizetype from)
{
    const QChar quote = text.at(from);
    for (qsizetype i = from + 1; i < text.size(); ++i) {
        if (text.at(i) == QLatin1Char('\\'))
            ++i;
        else if (text.at(i) == quote)
            return i;
    }
    return -1;
}

QString unquoted(const QString &raw)
{
    if (raw.size() < 2 || !isQuote(raw.front()) || raw.back() != raw.front())
        return raw;
    QString inner = raw.mid(1, raw.size() - 2);
    if (raw.front() == QLatin1Char('"'))
        inner.replace(QLatin1String("\\n"), QLatin1String("\n"))
            .replace(QLatin1String("\\r"), QLatin1String("\r"));
    return inner;
}

Result<QString> written(const QString &value)
{
    const auto refused = [](const char *why) {
        return Error{ErrorCode::BadInput, QStringLiteral("value"), QString::fromLatin1(why), 0};
    };
    if (value.contains(QLatin1Char('\n')) || value.contains(QLatin1Char('\r')) || value.contains(QChar(0)))
        return refused("line-break");
    static const QRegularExpression bare(
        QStringLiteral("^(?:[^\\s'\"`#\\\\](?:[^'\"`#\\\\]*[^\\s'\"`#\\\\])?)?$"));
    if (bare.match(value).hasMatch())
        return value;
    const bool backslash = value.contains(QLatin1Char('\\'));
    // A backslash before the closing quote would take it along; within double quotes it may mean a line end.
    for (const char quote : {'\'', '"', '`'}) {
        const QChar q = QLatin1Char(quote);
        if (value.contains(q) || (backslash && (quote == '"' || value.endsWith(QLatin1Char('\\')))))
            continue;
        return q + value + q;
    }
    return refused("quotes");
}

} // namespace

bool isVariableName(const QString &name)
{
    static const QRegularExpression shape(QStringLiteral("^[A-Za-z_][A-Za-z0-9_.-]{0,254}\\z"));
    return shape.match(name).hasMatch();
}

QList<DotenvEntry> dotenvEntries(const QString &text)
{
    static const QRegularExpression assignment(
        QStringLiteral("^[^\\S\\n]*(?:export[^\\S\\n]+)?([A-Za-z_][A-Za-z0-9_.-]*)[^\\S\\n]*=[^\\S\\n]*"));
    QList<DotenvEntry> entries;
    for (qsizetype at = 0; at < text.size();) {
        qsizetype end = lineEnd(text, at);
        const auto match = assignment.match(text.mid(at, end - at));
        if (!match.hasMatch()) {
            at = end + 1;
            continue;
        }
        DotenvEntry entry;
        entry.name = match.captured(1);
        entry.from = at;
        entry.valueAt = at + match.capturedEnd(0);
        entry.valueEnd = end;
        const bool quoted = entry.valueAt < end && isQuote(text.at(entry.valueAt));
        const qsizetype close = quoted ? closing(text, entry.valueAt) : -1;
        if (close >= 0) {
            entry.valueEnd = close + 1;
            end = lineEnd(text, close);
        } else if (const qsizetype comment = text.indexOf(QLatin1Char('#'), entry.valueAt);
                   comment >= 0 && comment < end) {
            entry.valueEnd = comment;
        }
        while (entry.valueEnd > entry.valueAt && text.at(entry.valueEnd - 1).isSpace())
            --entry.valueEnd;
        entry.value = unquoted(text.mid(entry.valueAt, entry.valueEnd - entry.valueAt));
        entry.to = qMin(end + 1, text.size());
        entries.append(entry);
        at = end + 1;
    }
    return entries;
}

QStringList dotenvNames(const QString &text)
{
    QStringList names;
    for (const DotenvEntry &entry : dotenvEntries(text))
        names.append(entry.name);
    return names;
}

Result<QString> withAssignment(const QString &text, const QString &name, const QString &value)
{
    if (!isVariableName(name))
        return Error{ErrorCode::BadInput, QStringLiteral("name"), QStringLiteral("name"), 0};
    const auto form = written(value);
    if (!form)
        return form.error();
    const QList<DotenvEntry> entries = dotenvEntries(text);
    const auto last = std::find_if(entries.crbegin(), entries.crend(),
                                   [&](const DotenvEntry &entry) { return entry.name == name; });
    if (last != entries.crend())
        return QString(text).replace(last->valueAt, last->valueEnd - last->valueAt, form.value());
    const bool open = !text.isEmpty() && !text.endsWith(QLatin1Char('\n'));
    const QString lineBreak =
        text.contains(QLatin1String("\r\n")) ? QStringLiteral("\r\n") : QStringLiteral("\n");
    return text + (open ? lineBreak : QString()) + name + QLatin1Char('=') + form.value() +
           (open || text.isEmpty() ? QString() : lineBreak);
}

QString withoutAssignment(const QString &text, const QString &name)
{
    QString left = text;
    const QList<DotenvEntry> entries = dotenvEntries(text);
    for (auto entry = entries.crbegin(); entry != entries.crend(); ++entry) {
        if (entry->name == name)
            left.remove(entry->from, entry->to - entry->from);
    }
    return left;
}

} // namespace envdeck::dokploy
