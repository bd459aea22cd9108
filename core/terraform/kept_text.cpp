// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/kept_text.h"

#include <QtGlobal>

#include <cstring>
#include <sys/mman.h>

namespace envdeck::terraform {

namespace {

constexpr qsizetype smallestPiece = 64 * 1024;
constexpr qsizetype largestPiece = 4 * 1024 * 1024; // a long text gets one of its own size

} // namespace

KeptText::~KeptText()
{
    for (const Piece &piece : m_pieces)
        ::munmap(piece.start, size_t(piece.size));
}

QByteArrayView KeptText::keep(QByteArrayView text, qsizetype padding)
{
    const qsizetype needed = text.size() + padding;
    if (m_pieces.empty() || m_pieces.back().size - m_used < needed) {
        const qsizetype usual =
            m_pieces.empty() ? smallestPiece : qMin(largestPiece, m_pieces.back().size * 2);
        const qsizetype size = qMax(usual, (needed + 4095) / 4096 * 4096);
        // Filled at once: it will be, and a page at a time takes longer than reading the text.
        void *start = ::mmap(nullptr, size_t(size), PROT_READ | PROT_WRITE,
                             MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
        if (start == MAP_FAILED)
            qBadAlloc();
        ::madvise(start, size_t(size), MADV_DONTDUMP);
        m_pieces.push_back({static_cast<char *>(start), size});
        m_used = 0;
    }
    char *place = m_pieces.back().start + m_used;
    std::memcpy(place, text.data(), size_t(text.size()));
    m_used += text.size();
    return {place, text.size()};
}

} // namespace envdeck::terraform
