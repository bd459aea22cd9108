// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/logs/line.h"

#include <memory>
#include <vector>

namespace envdeck::logs {

// The bytes of one chunk: in memory, or a mapped part of the spill file. Immutable.
class Text {
public:
    virtual ~Text() = default;
    virtual const char *data() const = 0;
    virtual bool isSpilled() const = 0;
};

// What a chunk knows of its lines beside their bytes: about 3.5 bytes a line. Immutable.
struct ChunkIndex {
    static constexpr int blockLines = 32;
    struct Block {
        qint64 base = 0;   // earliest time of the block
        quint32 text = 0;  // byte where its first line starts
        quint32 times = 0; // where its times start in `times`; the two highest bits: log2 of their width
    };

    std::vector<Block> blocks;
    std::vector<quint8> times;     // per line, as what is added to the base, in the block's width
    std::vector<quint8> metas;     // per line: level in the low 3 bits, place in `sources` above
    std::vector<SourceId> sources; // at most 32
    LevelCounts levels{};
    qint64 earliest = 0;
    qint64 latest = 0;
    quint32 bytes = 0;
    bool hasEscapes = false;

    quint32 lines() const { return static_cast<quint32>(metas.size()); }
    Level level(quint32 line) const { return static_cast<Level>(metas[line] & 7); }
    SourceId source(quint32 line) const { return sources[metas[line] >> 3]; }
    qint64 time(quint32 line) const;
    std::size_t held() const; // bytes of memory
};

// Lines that will not change any more, each followed by '\n'.
struct Chunk {
    qint64 firstRow = 0;
    std::shared_ptr<const ChunkIndex> index;
    std::shared_ptr<const Text> text;

    quint32 lines() const { return index->lines(); }
    qint64 endRow() const { return firstRow + lines(); }
    QByteArrayView bytes() const { return {text->data(), qsizetype(index->bytes)}; }
    Line line(quint32 at) const;
    // The line that holds the byte `offset`; `start` and `end` become its bounds without the '\n'.
    quint32 lineAt(quint32 offset, quint32 *start, quint32 *end) const;
};

// Makes a chunk of lines in their order; at most 32 sources, 65536 lines.
Chunk packed(qint64 firstRow, const std::vector<Line> &lines);
inline constexpr std::size_t chunkSources = 32;

} // namespace envdeck::logs
