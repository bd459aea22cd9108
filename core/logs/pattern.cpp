// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace envdeck::logs {

namespace {

constexpr quint32 matchLimit = 1'000'000; // steps on one line: about ten milliseconds

} // namespace

struct Pattern::Code {
    Code(pcre2_code *t, pcre2_code *b) : text(t), bytes(b) {}
    ~Code()
    {
        pcre2_code_free(text);
        pcre2_code_free(bytes);
    }
    Code(const Code &) = delete;
    Code &operator=(const Code &) = delete;
    pcre2_code *text;
    pcre2_code *bytes; // takes any byte for a character; null where the expression needs text
};

struct Pattern::Scratch {
    explicit Scratch(const pcre2_code *code)
        : match(pcre2_match_data_create_from_pattern(code, nullptr)),
          context(pcre2_match_context_create(nullptr))
    {
        pcre2_set_match_limit(context, matchLimit);
        pcre2_set_heap_limit(context, 20'000); // KiB
    }
    ~Scratch()
    {
        pcre2_match_data_free(match);
        pcre2_match_context_free(context);
    }
    Scratch(const Scratch &) = delete;
    Scratch &operator=(const Scratch &) = delete;
    pcre2_match_data *match;
    pcre2_match_context *context;
};

Result<Pattern> Pattern::compiled(const QByteArray &expression, bool caseSensitive)
{
    int code = 0;
    PCRE2_SIZE place = 0;
    const quint32 options = PCRE2_NEVER_BACKSLASH_C | (caseSensitive ? 0u : PCRE2_CASELESS);
    const auto compile = [&](quint32 how) {
        return pcre2_compile(reinterpret_cast<PCRE2_SPTR>(expression.constData()),
                             static_cast<PCRE2_SIZE>(expression.size()), options | how, &code, &place,
                             nullptr);
    };
    pcre2_code *made = compile(PCRE2_UTF | PCRE2_MATCH_INVALID_UTF);
    if (!made) {
        PCRE2_UCHAR words[256] = {};
        pcre2_get_error_message(code, words, sizeof words);
        return Error{ErrorCode::BadConfig, QString::number(place),
                     QString::fromLatin1(reinterpret_cast<const char *>(words)), 0};
    }
    pcre2_code *bytes = compile(PCRE2_NEVER_UTF);
    pcre2_jit_compile(made, PCRE2_JIT_COMPLETE); // without it the interpreter matches the same
    if (bytes)
        pcre2_jit_compile(bytes, PCRE2_JIT_COMPLETE);
    Pattern pattern;
    pattern.m_code = std::make_shared<const Code>(made, bytes);
    return pattern.clone();
}

Pattern Pattern::clone() const
{
    Pattern other;
    other.m_code = m_code;
    other.m_scratch = std::make_shared<Scratch>(m_code->text);
    return other;
}

Pattern::Span Pattern::firstIn(QByteArrayView line, qsizetype from) const
{
    const char *data = line.data() ? line.data() : "";
    const auto match = [&](const pcre2_code *code) {
        return pcre2_match(code, reinterpret_cast<PCRE2_SPTR>(data), static_cast<PCRE2_SIZE>(line.size()),
                           static_cast<PCRE2_SIZE>(from), 0, m_scratch->match, m_scratch->context);
    };
    int found = match(m_code->text);
    // As text a match ends where the text is broken.
    if (found == PCRE2_ERROR_NOMATCH && m_code->bytes && !line.isValidUtf8())
        found = match(m_code->bytes);
    if (found < 0)
        return {};
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(m_scratch->match);
    const auto size = ends[1] > ends[0] ? ends[1] - ends[0] : 0;
    return {static_cast<qsizetype>(ends[0]), static_cast<qsizetype>(size)};
}

} // namespace envdeck::logs
