// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/level.h"

#include <algorithm>
#include <cstring>

namespace envdeck::logs {

namespace {

constexpr qsizetype looked = 200;

struct Word {
    const char *text;
    qsizetype size;
    Level level;
};

constexpr Word words[] = {
    {"error", 5, Level::Error},       {"err", 3, Level::Error},       {"eror", 4, Level::Error},
    {"warn", 4, Level::Warning},      {"warning", 7, Level::Warning}, {"wrn", 3, Level::Warning},
    {"info", 4, Level::Info},         {"inf", 3, Level::Info},        {"notice", 6, Level::Info},
    {"information", 11, Level::Info}, {"debug", 5, Level::Debug},     {"dbg", 3, Level::Debug},
    {"trace", 5, Level::Trace},       {"trc", 3, Level::Trace},       {"verbose", 7, Level::Trace},
    {"fatal", 5, Level::Fatal},       {"ftl", 3, Level::Fatal},       {"critical", 8, Level::Fatal},
    {"crit", 4, Level::Fatal},        {"panic", 5, Level::Fatal},     {"emerg", 5, Level::Fatal},
    {"alert", 5, Level::Fatal},       {"severe", 6, Level::Error},    {"log", 3, Level::Info},
};

// First letters of the words above: everything else is passed over with one look.
constexpr bool mayStart(char c)
{
    switch (c | 0x20) {
    case 'e':
    case 'w':
    case 'i':
    case 'n':
    case 'd':
    case 't':
    case 'v':
    case 'f':
    case 'c':
    case 'p':
    case 'a':
    case 's': return true;
    default: return false;
    }
}

constexpr bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr bool isWordByte(char c)
{
    return isLetter(c) || (c >= '0' && c <= '9') || c == '_' || static_cast<signed char>(c) < 0;
}

bool isUpper(QByteArrayView word)
{
    return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// The value behind a key that ends at `at`: after ':' or '=', spaces and an opening quote.
QByteArrayView valueAt(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && (text[at] == ' ' || text[at] == '"' || text[at] == ':' || text[at] == '='))
        ++at;
    qsizetype end = at;
    while (end < text.size() && isWordByte(text[end]))
        ++end;
    return text.sliced(at, end - at);
}

Level levelOfValue(QByteArrayView value)
{
    if (!value.isEmpty() && value[0] >= '0' && value[0] <= '9') { // pino and bunyan: 10 trace to 60 fatal
        if (value.size() != 2 || value[1] != '0' || value[0] > '6' || value[0] < '1')
            return Level::Unknown;
        return static_cast<Level>(value[0] - '0');
    }
    return levelNamed(value);
}

constexpr QByteArrayView keys[] = {"level", "severity", "lvl", "loglevel", "log.level", "severityText"};

Level levelOfJson(QByteArrayView text)
{
    for (const QByteArrayView key : keys) {
        const char *from = text.data();
        qsizetype left = text.size();
        for (;;) {
            const void *hit = memmem(from, size_t(left), key.data(), size_t(key.size()));
            if (!hit)
                break;
            const qsizetype at = static_cast<const char *>(hit) - text.data();
            const qsizetype end = at + key.size();
            if (at > 0 && text[at - 1] == '"' && end < text.size() && text[end] == '"') {
                qsizetype colon = end + 1;
                while (colon < text.size() && text[colon] == ' ')
                    ++colon;
                if (colon < text.size() && text[colon] == ':') {
                    const Level level = levelOfValue(valueAt(text, colon));
                    if (level != Level::Unknown)
                        return level;
                }
            }
            from = text.data() + end;
            left = text.size() - end;
        }
    }
    return Level::Unknown;
}

// Past one escape sequence, as far as it goes.
qsizetype pastEscape(QByteArrayView text, qsizetype at)
{
    ++at;
    if (at >= text.size() || text[at] != '[')
        return at;
    ++at;
    while (at < text.size() && (text[at] < 0x40 || text[at] > 0x7e))
        ++at;
    return std::min(at + 1, text.size());
}

} // namespace

Level levelNamed(QByteArrayView word)
{
    if (word.size() < 3 || word.size() > 11)
        return Level::Unknown;
    for (const Word &known : words) {
        if (known.size != word.size() || (word[0] | 0x20) != known.text[0])
            continue;
        if (std::equal(word.begin(), word.end(), known.text,
                       [](char a, char b) { return isLetter(a) && (a | 0x20) == b; }))
            return known.level;
    }
    return Level::Unknown;
}

Level levelOf(QByteArrayView text)
{
    if (looksLikeJson(text))
        return levelOfJson(text.first(std::min<qsizetype>(text.size(), 4096)));
    const QByteArrayView head = text.first(std::min(looked, text.size()));
    qsizetype at = 0;
    bool inWord = false;
    char last = ' '; // before the word, colours aside
    while (at < head.size()) {
        const char c = head[at];
        if (c == '\x1b') {
            at = pastEscape(head, at);
            inWord = false;
            continue;
        }
        if (!isWordByte(c)) {
            inWord = false;
            last = c;
            ++at;
            continue;
        }
        if (inWord) {
            ++at;
            continue;
        }
        inWord = true;
        const bool key = (c | 0x20) == 'l' || (c | 0x20) == 's';
        if (!mayStart(c) && !key) {
            ++at;
            continue;
        }
        qsizetype end = at + 1;
        while (end < head.size() && isWordByte(head[end]))
            ++end;
        const QByteArrayView word = head.sliced(at, end - at);
        const char before = last;
        const qsizetype next = end < head.size() && head[end] == '\x1b' ? pastEscape(head, end) : end;
        const char after = next < head.size() ? head[next] : ' ';
        if (key && (after == '=' || after == ':') && word.size() >= 3 &&
            std::any_of(std::begin(keys), std::end(keys),
                        [&](QByteArrayView known) { return known == word; })) {
            const Level level = levelOfValue(valueAt(text, end));
            if (level != Level::Unknown)
                return level;
        }
        const Level level = levelNamed(word);
        if (level != Level::Unknown && word != QByteArrayView("LOG")) {
            const bool marked = (before == '[' && after == ']') || (before == '<' && after == '>') ||
                                (after == ':' && end - at > 3) || (before == '|' || after == '|');
            if ((isUpper(word) && before != '-' && after != '-' && after != '/' && before != '/' &&
                 before != '.') ||
                (marked && before != '-' && before != '.' && before != '/'))
                return level;
        } else if (word == QByteArrayView("LOG") && after == ':') { // PostgreSQL
            return Level::Info;
        }
        at = end;
    }
    return Level::Unknown;
}

bool isContinuation(QByteArrayView text)
{
    if (text.startsWith("Caused by:") || text.startsWith("Suppressed:"))
        return true;
    qsizetype at = 0;
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t'))
        ++at;
    if (at == 0 || at == text.size())
        return false;
    const QByteArrayView rest = text.sliced(at);
    if (rest.startsWith("at ") || rest.startsWith("... ") || rest.startsWith("File \"") || text[0] == '\t')
        return true;
    return at >= 4; // the source line below a Python frame, a pretty-printed value
}

bool looksLikeJson(QByteArrayView text)
{
    qsizetype end = text.size();
    while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\r'))
        --end;
    return end >= 2 && text[0] == '{' && text[end - 1] == '}';
}

} // namespace envdeck::logs
