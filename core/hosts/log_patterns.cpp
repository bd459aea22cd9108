// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/log_patterns.h"

#include "core/hosts/remote_text.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <tuple>

namespace envdeck::hosts {

namespace {

constexpr qsizetype readForPattern = 1000;

constexpr qsizetype mostPatterns = 5000; // of one look; what comes on top counts as one

bool isWordByte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isDigitByte(char c)
{
    return c >= '0' && c <= '9';
}

bool isHexByte(char c)
{
    return isDigitByte(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// ESC [ … letter, and other sequences up to their end.
QByteArray withoutEscapes(const QByteArray &text)
{
    if (!text.contains('\x1b'))
        return text;
    QByteArray plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) != '\x1b') {
            plain += text.at(i);
            continue;
        }
        if (i + 1 < text.size() && text.at(i + 1) == '[') {
            i += 2;
            while (i < text.size() && !(text.at(i) >= 0x40 && text.at(i) <= 0x7e))
                ++i;
        } else if (i + 1 < text.size() && text.at(i + 1) == ']') {
            i += 2;
            while (i < text.size() && text.at(i) != '\a' && text.at(i) != '\x1b')
                ++i;
        } else {
            ++i;
        }
    }
    return plain;
}

bool isUuidAt(QByteArrayView text, qsizetype at)
{
    if (at + 36 > text.size())
        return false;
    for (qsizetype i = 0; i < 36; ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[at + i] != '-' : !isHexByte(text[at + i]))
            return false;
    }
    return true;
}

// Joins the masked parts of times, addresses and versions: "#:#:#.#" is one "#".
void appendNumber(QByteArray *pattern)
{
    const qsizetype size = pattern->size();
    if (size >= 2 && pattern->at(size - 2) == '#' && QByteArrayView(".:,/-TZ+").contains(pattern->back()))
        pattern->chop(1);
    else if (!pattern->endsWith('#'))
        *pattern += '#';
}

QByteArray patternOf(QByteArrayView text)
{
    QByteArray pattern;
    for (qsizetype i = 0; i < text.size();) {
        if (!isWordByte(text[i])) {
            pattern += text[i++];
            continue;
        }
        if (isUuidAt(text, i)) {
            pattern += "<id>";
            i += 36;
            continue;
        }
        qsizetype end = i;
        bool hex = true;
        bool digits = false;
        bool letters = false;
        while (end < text.size() && isWordByte(text[end])) {
            hex = hex && isHexByte(text[end]);
            digits = digits || isDigitByte(text[end]);
            letters = letters || !isDigitByte(text[end]);
            ++end;
        }
        const QByteArrayView word = text.sliced(i, end - i);
        if (digits && letters && ((hex && word.size() >= 8) || word.size() >= 20)) {
            pattern += "<id>";
        } else {
            for (const char c : word) {
                if (isDigitByte(c))
                    appendNumber(&pattern);
                else
                    pattern += c;
            }
        }
        i = end;
    }
    return pattern.simplified();
}

// What a line of JSON says, and its level's name.
std::pair<QByteArray, QByteArray> spoken(const QByteArray &text)
{
    if (!text.startsWith('{'))
        return {text, {}};
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    for (const char *key : {"msg", "message", "log", "event"}) {
        const QJsonValue value = object.value(QLatin1String(key));
        if (!value.isString())
            continue;
        QByteArray level;
        for (const char *name : {"level", "severity", "lvl"}) {
            if (object.value(QLatin1String(name)).isString())
                level = object.value(QLatin1String(name)).toString().toUtf8();
        }
        QByteArray words = value.toString().toUtf8();
        const QString error = object.value(QLatin1String("error")).toString();
        if (!error.isEmpty())
            words += ": " + error.toUtf8();
        return {words, level};
    }
    return {text, {}};
}

LogLevel levelOf(const QByteArray &words, const QByteArray &named)
{
    const QByteArray low = (named.isEmpty() ? words.left(400) : named).toLower();
    const auto has = [&](const char *word) { return low.contains(word); };
    if (!named.isEmpty() && (has("info") || has("debug") || has("trace")))
        return LogLevel::Other;
    const bool none = has("0 error") || has("no error") || has("error=nil") || has("error=null") ||
                      has("error=none") || has("errors: 0") || has("errors=0");
    if (has("fatal") || has("panic") || has("exception") || has("critical") || (has("error") && !none) ||
        has("out of memory") || has("no space left"))
        return LogLevel::Error;
    return has("warn") ? LogLevel::Warning : LogLevel::Other;
}

bool continuesAnother(const QByteArray &text)
{
    return text.startsWith(' ') || text.startsWith('\t') || text.startsWith("Caused by:") || text == "}" ||
           text == ")";
}

} // namespace

QList<LogPattern> groupLines(const QList<LogLine> &lines, const Redactor &redactor, qsizetype most)
{
    struct Group {
        LogPattern found;
        QByteArray pattern;
        QByteArray example;
    };
    QList<Group> groups;
    QHash<QByteArray, qsizetype> known;
    QHash<QString, bool> began; // a line of this container was seen
    for (const LogLine &line : lines) {
        const QByteArray plain = withoutEscapes(line.text);
        if (continuesAnother(plain) && began.value(line.container))
            continue;
        began.insert(line.container, true);
        const auto [words, named] = spoken(plain);
        const LogLevel level = levelOf(words, named);
        QByteArray pattern = patternOf(QByteArrayView(words).first(std::min(words.size(), readForPattern)));
        if (groups.size() >= mostPatterns && !known.contains(pattern))
            pattern = "…";
        const auto at = known.constFind(pattern);
        if (at == known.cend()) {
            known.insert(pattern, groups.size());
            groups.append({{{}, level, 0, line.at, line.at, {}, {}}, pattern, {}});
        }
        Group &group = groups[at == known.cend() ? groups.size() - 1 : *at];
        ++group.found.count;
        group.found.level = std::min(group.found.level, level);
        group.example = plain;
        if (line.at.isValid()) {
            if (!group.found.first.isValid() || line.at < group.found.first)
                group.found.first = line.at;
            if (!group.found.last.isValid() || line.at > group.found.last)
                group.found.last = line.at;
        }
        if (!group.found.containers.contains(line.container))
            group.found.containers.append(line.container);
    }
    std::stable_sort(groups.begin(), groups.end(), [](const Group &a, const Group &b) {
        return std::tuple(a.found.level, -a.found.count) < std::tuple(b.found.level, -b.found.count);
    });
    QList<LogPattern> patterns;
    for (Group &group : groups) {
        if (patterns.size() >= most)
            break;
        // Redacted before it is cut: half a secret would no longer be recognised.
        group.found.pattern = remoteText(QByteArrayView(redactor.redacted(group.pattern)), 300);
        group.found.example = remoteText(QByteArrayView(redactor.redacted(group.example)), 1000);
        patterns.append(group.found);
    }
    return patterns;
}

} // namespace envdeck::hosts
