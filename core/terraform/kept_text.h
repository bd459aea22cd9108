// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <vector>

namespace envdeck::terraform {

// Texts that may hold secrets, for as long as somebody may look at them: in memory of its own, which no core
// dump shows, never on disk, and which the system clears when it is given back.
class KeptText {
public:
    KeptText() = default;
    ~KeptText();
    KeptText(const KeptText &) = delete;
    KeptText &operator=(const KeptText &) = delete;

    // The copy, which stays where it is. `padding` bytes behind it may be read.
    QByteArrayView keep(QByteArrayView text, qsizetype padding);

private:
    struct Piece {
        char *start;
        qsizetype size;
    };

    std::vector<Piece> m_pieces;
    qsizetype m_used = 0; // of the last piece
};

} // namespace envdeck::terraform
