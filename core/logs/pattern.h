// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <memory>

namespace envdeck::logs {

// A regular expression over bytes that should be UTF-8 and need not be (PCRE2, compiled to machine code where
// it can). One that would take for ever on a line gives the line up. Thread: one user; clones are cheap.
class Pattern {
public:
    struct Span {
        qsizetype at = -1; // < 0: no match
        qsizetype size = 0;
    };

    // Errors: BadConfig, subject the place in it ("7"), detail PCRE2's words.
    static Result<Pattern> compiled(const QByteArray &expression, bool caseSensitive);

    Span firstIn(QByteArrayView line, qsizetype from = 0) const;
    Pattern clone() const; // for another thread

private:
    struct Code;
    struct Scratch;
    std::shared_ptr<const Code> m_code;
    std::shared_ptr<Scratch> m_scratch;
};

} // namespace envdeck::logs
