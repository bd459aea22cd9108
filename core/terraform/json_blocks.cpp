// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/json_blocks.h"

#include <QtAlgorithms>

#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace envdeck::terraform {

namespace {

constexpr qsizetype blockSize = 64;

struct Masks { // a bit for each byte of a block
    quint64 quotes = 0;
    quint64 slashes = 0;
    quint64 opening = 0;
    quint64 closing = 0;
};

#ifdef __SSE2__
quint64 bitsWhere(__m128i bytes, char is)
{
    return quint64(quint32(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(is)))));
}

template <int part>
void addPart(const char *block, Masks &masks)
{
    constexpr int at = 16 * part;
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(block + at));
    const __m128i folded = _mm_or_si128(bytes, _mm_set1_epi8(0x20)); // [ is {, and ] is }
    masks.quotes |= bitsWhere(bytes, '"') << at;
    masks.slashes |= bitsWhere(bytes, '\\') << at;
    masks.opening |= bitsWhere(folded, '{') << at;
    masks.closing |= bitsWhere(folded, '}') << at;
}

Masks masksOf(const char *block)
{
    Masks masks;
    addPart<0>(block, masks);
    addPart<1>(block, masks);
    addPart<2>(block, masks);
    addPart<3>(block, masks);
    return masks;
}
#else
Masks masksOf(const char *block)
{
    Masks masks;
    for (int i = 0; i < blockSize; ++i) {
        const char c = block[i];
        masks.quotes |= quint64(c == '"') << i;
        masks.slashes |= quint64(c == '\\') << i;
        masks.opening |= quint64(c == '{' || c == '[') << i;
        masks.closing |= quint64(c == '}' || c == ']') << i;
    }
    return masks;
}
#endif

// What stands behind a backslash; `isFirst` when the last byte before was one that counts, and afterwards
// when the last byte of this block is.
quint64 escapedIn(quint64 slashes, bool &isFirst)
{
    quint64 escaped = isFirst ? 1 : 0;
    slashes &= ~escaped;
    isFirst = false;
    while (slashes != 0) {
        const quint64 slash = slashes & (~slashes + 1); // the lowest
        const quint64 next = slash << 1;
        isFirst = next == 0;
        escaped |= next;
        slashes &= ~(slash | next);
    }
    return escaped;
}

// Each bit: whether an odd number of them is set up to it.
quint64 oddUpTo(quint64 bits)
{
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    return bits ^ (bits << 32);
}

} // namespace

qsizetype passOver(QByteArrayView text, qsizetype at, int depth, JsonPlace &place)
{
    while (at < text.size()) {
        char last[blockSize];
        const qsizetype size = qMin(blockSize, text.size() - at);
        const char *block = text.data() + at;
        if (size < blockSize) {
            std::memset(last, ' ', sizeof last);
            std::memcpy(last, block, size_t(size));
            block = last;
        }
        const Masks masks = masksOf(block);
        const quint64 escaped = escapedIn(masks.slashes, place.isEscaped);
        const quint64 strings = oddUpTo(masks.quotes & ~escaped) ^ (place.inString ? ~quint64(0) : 0);
        const quint64 opening = masks.opening & ~strings;
        const quint64 closing = masks.closing & ~strings;
        for (quint64 left = opening | closing; left != 0; left &= left - 1) {
            place.depth += (opening & left & (~left + 1)) != 0 ? 1 : -1;
            if (place.depth == depth) {
                place.inString = place.isEscaped = false;
                return at + qsizetype(qCountTrailingZeroBits(left)) + 1;
            }
        }
        if (place.depth > deepestJson)
            return -1;
        if (size < blockSize)
            place.isEscaped = ((escaped >> size) & 1) != 0;
        place.inString = (strings >> 63) != 0;
        at += size;
    }
    return at;
}

qsizetype stringEnd(QByteArrayView text, qsizetype at)
{
    const char *data = text.data();
    for (qsizetype from = at; from < text.size();) {
        const void *quote = std::memchr(data + from, '"', size_t(text.size() - from));
        if (!quote)
            return -1;
        const qsizetype end = static_cast<const char *>(quote) - data;
        qsizetype slashes = 0;
        while (end - slashes > at && data[end - slashes - 1] == '\\')
            ++slashes;
        if (slashes % 2 == 0)
            return end + 1;
        from = end + 1;
    }
    return -1;
}

} // namespace envdeck::terraform
