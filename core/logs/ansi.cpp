// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/ansi.h"

#include <algorithm>
#include <cstdlib>

namespace envdeck::logs {

namespace {

constexpr char escape = '\x1b';
constexpr qsizetype longest = 256;

struct Sequence {
    qsizetype size = 0;        // 0: no sequence
    QByteArrayView parameters; // of a colour sequence
    bool isColor = false;
};

// The sequence that starts with the ESC at `at`.
Sequence sequenceAt(QByteArrayView bytes, qsizetype at)
{
    if (at + 1 >= bytes.size())
        return {};
    const qsizetype limit = std::min(bytes.size(), at + longest);
    const char kind = bytes[at + 1];
    qsizetype next = at + 2;
    if (kind == '[') {
        while (next < limit && bytes[next] >= 0x20 && bytes[next] <= 0x3f)
            ++next;
        if (next >= limit)
            return {limit - at, {}, false};
        if (bytes[next] < 0x40 || bytes[next] > 0x7e)
            return {next - at, {}, false}; // broken off by another byte, which stays
        return {next + 1 - at, bytes.sliced(at + 2, next - at - 2), bytes[next] == 'm'};
    }
    if (kind == ']' || kind == 'P' || kind == '^' || kind == '_' || kind == 'X') {
        for (; next < limit; ++next) {
            if (bytes[next] == '\a')
                return {next + 1 - at, {}, false};
            if (bytes[next] == escape && next + 1 < bytes.size() && bytes[next + 1] == '\\')
                return {next + 2 - at, {}, false};
        }
        return {limit - at, {}, false};
    }
    while (next < limit && bytes[next - 1] >= 0x20 && bytes[next - 1] <= 0x2f)
        ++next;
    const char last = bytes[next - 1];
    return last >= 0x30 && last <= 0x7e ? Sequence{next - at, {}, false} : Sequence{};
}

AnsiSpan::Color nearest(int red, int green, int blue)
{
    const int high = std::max({red, green, blue});
    const int low = std::min({red, green, blue});
    if (high - low < 48)
        return high < 64    ? AnsiSpan::Color::Black
               : high > 200 ? AnsiSpan::Color::White
                            : AnsiSpan::Color::Default;
    const int middle = (high + low) / 2;
    const int bits = (red > middle ? 1 : 0) | (green > middle ? 2 : 0) | (blue > middle ? 4 : 0);
    return static_cast<AnsiSpan::Color>(bits + 1);
}

AnsiSpan::Color indexed(int n)
{
    if (n < 16)
        return static_cast<AnsiSpan::Color>(n % 8 + 1);
    if (n >= 232)
        return nearest((n - 232) * 10 + 8, (n - 232) * 10 + 8, (n - 232) * 10 + 8);
    const int cube = n - 16;
    return nearest(cube / 36 * 51, cube / 6 % 6 * 51, cube % 6 * 51);
}

void apply(QByteArrayView parameters, AnsiSpan &state)
{
    QList<int> numbers;
    int value = 0;
    for (const char c : parameters) {
        if (c >= '0' && c <= '9') {
            value = std::min(value * 10 + (c - '0'), 9999);
        } else {
            numbers.append(value);
            value = 0;
        }
    }
    numbers.append(value);
    for (qsizetype i = 0; i < numbers.size(); ++i) {
        const int n = numbers.at(i);
        if (n == 0) {
            state.color = AnsiSpan::Color::Default;
            state.bold = false;
        } else if (n == 1 || n == 22) {
            state.bold = n == 1;
        } else if ((n >= 30 && n <= 37) || (n >= 90 && n <= 97)) {
            state.color = static_cast<AnsiSpan::Color>(n % 10 + 1);
        } else if (n == 39) {
            state.color = AnsiSpan::Color::Default;
        } else if (n == 38 || n == 48) {
            const bool rgb = numbers.value(i + 1) == 2;
            if (n == 38 && numbers.value(i + 1) == 5)
                state.color = indexed(std::min(numbers.value(i + 2), 255));
            else if (n == 38 && rgb)
                state.color = nearest(numbers.value(i + 2), numbers.value(i + 3), numbers.value(i + 4));
            i += rgb ? 4 : 2;
        }
    }
}

} // namespace

AnsiText parseAnsi(QByteArrayView bytes)
{
    AnsiText result;
    result.text.reserve(bytes.size());
    AnsiSpan state;
    bool coloured = false;
    const auto close = [&] {
        state.size = result.text.size() - state.from;
        if (state.size > 0)
            result.spans.append(state);
        state.from = result.text.size();
    };
    qsizetype at = 0;
    while (at < bytes.size()) {
        const qsizetype found = bytes.sliced(at).indexOf(escape);
        const qsizetype next = found < 0 ? bytes.size() : at + found;
        result.text.append(bytes.data() + at, next - at);
        if (next >= bytes.size())
            break;
        const Sequence sequence = sequenceAt(bytes, next);
        if (sequence.size == 0)
            result.text.append(escape);
        if (sequence.isColor) {
            close();
            apply(sequence.parameters, state);
            coloured = coloured || state.bold || state.color != AnsiSpan::Color::Default;
        }
        at = next + std::max<qsizetype>(sequence.size, 1);
    }
    close();
    if (!coloured)
        result.spans.clear();
    return result;
}

QByteArray withoutAnsi(QByteArrayView bytes)
{
    if (!bytes.contains(escape))
        return bytes.toByteArray();
    return parseAnsi(bytes).text;
}

} // namespace envdeck::logs
