// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/needle.h"

#include <algorithm>
#include <cstring>

#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace envdeck::logs {

namespace {

constexpr char folded(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

// How common a byte is in logs, roughly: the rarest ones of a needle are looked for.
int commonness(char c)
{
    static const char order[] = " e0t1a2ion3srl45d6c7-8h9u:m.p\"g,fy/=_bvwk[]xT{}j";
    const char *place = c ? std::strchr(order, c) : nullptr;
    return place ? 100 - static_cast<int>(place - order) : (c >= 'A' && c <= 'Z') ? 20 : 5;
}

#ifdef __x86_64__
bool hasAvx2()
{
    static const bool has = __builtin_cpu_supports("avx2");
    return has;
}
#endif

} // namespace

Needle::Needle(QByteArrayView text, bool caseSensitive) : m_text(text.toByteArray()), m_fold(!caseSensitive)
{
    if (m_fold)
        std::transform(m_text.begin(), m_text.end(), m_text.begin(), folded);
    for (qsizetype i = 1; i < m_text.size(); ++i) {
        if (commonness(m_text.at(i)) < commonness(m_text.at(m_first)))
            m_first = i;
    }
    m_second = m_first == 0 ? m_text.size() - 1 : 0;
    for (qsizetype i = 0; i < m_text.size(); ++i) {
        if (i != m_first && m_text.at(i) != m_text.at(m_first) &&
            commonness(m_text.at(i)) < commonness(m_text.at(m_second)))
            m_second = i;
    }
    if (m_text.isEmpty())
        m_second = 0;
}

bool Needle::isAt(const char *at) const
{
    const char *text = m_text.constData();
    const auto size = static_cast<std::size_t>(m_text.size());
    if (!m_fold)
        return std::memcmp(at, text, size) == 0;
    return std::equal(text, text + size, at, [](char a, char b) { return a == folded(b); });
}

template <bool Fold>
const char *Needle::find(const char *from, const char *end) const
{
    const char *last = end - m_text.size();
    const char first = m_text.at(m_first);
    for (; from <= last; ++from) {
        const char seen = from[m_first];
        if ((Fold ? folded(seen) : seen) == first && isAt(from))
            return from;
    }
    return nullptr;
}

#ifdef __x86_64__
// 64 places at a time: those where both rare bytes stand are compared in full. With Fold the bit 0x20 is set
// in what is read where the byte sought is a letter; the full comparison sorts out '@' and the like.
template <bool Fold>
__attribute__((target("avx2"))) const char *Needle::findWide(const char *from, const char *end) const
{
    const auto bitFor = [](char c) { return Fold && c >= 'a' && c <= 'z' ? char(0x20) : char(0); };
    const __m256i a = _mm256_set1_epi8(m_text.at(m_first));
    const __m256i b = _mm256_set1_epi8(m_text.at(m_second));
    const __m256i bitA = _mm256_set1_epi8(bitFor(m_text.at(m_first)));
    const __m256i bitB = _mm256_set1_epi8(bitFor(m_text.at(m_second)));
    const char *last = end - m_text.size() - 63; // all 64 places fit
    while (from <= last) {
        __m256i one[2];
        for (int half = 0; half < 2; ++half) {
            const char *place = from + half * 32;
            __m256i x = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(place + m_first));
            __m256i y = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(place + m_second));
            if constexpr (Fold) {
                x = _mm256_or_si256(x, bitA);
                y = _mm256_or_si256(y, bitB);
            }
            one[half] = _mm256_and_si256(_mm256_cmpeq_epi8(x, a), _mm256_cmpeq_epi8(y, b));
        }
        if (!_mm256_testz_si256(_mm256_or_si256(one[0], one[1]), _mm256_set1_epi8(-1))) {
            quint64 mask = static_cast<quint32>(_mm256_movemask_epi8(one[0])) |
                           (quint64(static_cast<quint32>(_mm256_movemask_epi8(one[1]))) << 32);
            for (; mask; mask &= mask - 1) {
                const char *place = from + __builtin_ctzll(mask);
                if (isAt(place))
                    return place;
            }
        }
        from += 64;
    }
    return find<Fold>(from, end);
}
#endif

qsizetype Needle::indexIn(QByteArrayView bytes, qsizetype from) const
{
    if (m_text.isEmpty() || bytes.size() - from < m_text.size())
        return -1;
    const char *start = bytes.data() + from;
    const char *end = bytes.data() + bytes.size();
    const char *found = nullptr;
#ifdef __x86_64__
    if (hasAvx2())
        found = m_fold ? findWide<true>(start, end) : findWide<false>(start, end);
    else
#endif
        found = m_fold ? find<true>(start, end) : find<false>(start, end);
    return found ? found - bytes.data() : -1;
}

} // namespace envdeck::logs
