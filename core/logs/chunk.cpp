// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/chunk.h"

#include <algorithm>
#include <cstring>

namespace envdeck::logs {

namespace {

class OwnText final : public Text {
public:
    explicit OwnText(std::size_t size) : m_bytes(new char[size]) {}
    const char *data() const override { return m_bytes.get(); }
    bool isSpilled() const override { return false; }
    char *bytes() { return m_bytes.get(); }

private:
    std::unique_ptr<char[]> m_bytes;
};

constexpr quint32 placeMask = 0x3fffffff;

int widthFor(quint64 span)
{
    return span <= 0xff ? 0 : span <= 0xffff ? 1 : span <= 0xffffffff ? 2 : 3;
}

} // namespace

qint64 ChunkIndex::time(quint32 line) const
{
    const Block &block = blocks[line / blockLines];
    const int width = static_cast<int>(block.times >> 30);
    const quint8 *at = times.data() + (block.times & placeMask) + (std::size_t(line % blockLines) << width);
    quint64 value = 0;
    std::memcpy(&value, at, std::size_t(1) << width); // little endian, as every machine we build for
    return static_cast<qint64>(static_cast<quint64>(block.base) + value);
}

std::size_t ChunkIndex::held() const
{
    return sizeof *this + blocks.capacity() * sizeof(Block) + times.capacity() + metas.capacity() +
           sources.capacity() * sizeof(SourceId);
}

Line Chunk::line(quint32 at) const
{
    const char *data = text->data();
    const char *start = data + index->blocks[at / ChunkIndex::blockLines].text;
    const char *end = data + index->bytes;
    const auto next = [&] {
        return static_cast<const char *>(std::memchr(start, '\n', std::size_t(end - start)));
    };
    for (quint32 i = at % ChunkIndex::blockLines; i > 0; --i)
        start = next() + 1;
    return {index->time(at), index->source(at), index->level(at), QByteArrayView(start, next() - start)};
}

quint32 Chunk::lineAt(quint32 offset, quint32 *start, quint32 *end) const
{
    const auto &blocks = index->blocks;
    const auto block = std::upper_bound(blocks.begin(), blocks.end(), offset,
                                        [](quint32 at, const ChunkIndex::Block &b) { return at < b.text; }) -
                       1;
    auto line = static_cast<quint32>(block - blocks.begin()) * ChunkIndex::blockLines;
    const char *data = text->data();
    const char *limit = data + index->bytes;
    const char *from = data + block->text;
    for (;;) {
        const auto *stop = static_cast<const char *>(std::memchr(from, '\n', std::size_t(limit - from)));
        if (data + offset <= stop) {
            *start = static_cast<quint32>(from - data);
            *end = static_cast<quint32>(stop - data);
            return line;
        }
        from = stop + 1;
        ++line;
    }
}

Chunk packed(qint64 firstRow, const std::vector<Line> &lines)
{
    std::size_t bytes = 0;
    for (const Line &line : lines)
        bytes += std::size_t(line.text.size()) + 1;
    auto text = std::make_shared<OwnText>(bytes);
    auto index = std::make_shared<ChunkIndex>();
    index->bytes = static_cast<quint32>(bytes);
    index->metas.reserve(lines.size());
    index->blocks.reserve((lines.size() + ChunkIndex::blockLines - 1) / ChunkIndex::blockLines);
    index->times.reserve(lines.size() * 2);
    index->earliest = lines.empty() ? 0 : lines.front().time;
    index->latest = index->earliest;

    char *out = text->bytes();
    for (std::size_t from = 0; from < lines.size(); from += ChunkIndex::blockLines) {
        const std::size_t to = std::min(lines.size(), from + ChunkIndex::blockLines);
        ChunkIndex::Block block;
        block.text = static_cast<quint32>(out - text->bytes());
        qint64 low = lines[from].time;
        qint64 high = low;
        for (std::size_t i = from; i < to; ++i) {
            low = std::min(low, lines[i].time);
            high = std::max(high, lines[i].time);
        }
        index->earliest = std::min(index->earliest, low);
        index->latest = std::max(index->latest, high);
        block.base = low;
        const int width = widthFor(static_cast<quint64>(high) - static_cast<quint64>(low));
        block.times = static_cast<quint32>(index->times.size()) | (static_cast<quint32>(width) << 30);
        for (std::size_t i = from; i < to; ++i) {
            const Line &line = lines[i];
            const quint64 value = static_cast<quint64>(line.time) - static_cast<quint64>(low);
            const auto *raw = reinterpret_cast<const quint8 *>(&value);
            index->times.insert(index->times.end(), raw, raw + (std::size_t(1) << width));
            auto source = std::find(index->sources.begin(), index->sources.end(), line.source);
            if (source == index->sources.end())
                source = index->sources.insert(source, line.source);
            index->metas.push_back(static_cast<quint8>(static_cast<unsigned>(line.level) |
                                                       (unsigned(source - index->sources.begin()) << 3)));
            ++index->levels[std::size_t(line.level)];
            if (!line.text.isEmpty())
                std::memcpy(out, line.text.data(), std::size_t(line.text.size()));
            out += line.text.size();
            *out++ = '\n';
        }
        index->blocks.push_back(block);
    }
    index->times.shrink_to_fit();
    index->hasEscapes = bytes > 0 && std::memchr(text->data(), '\x1b', bytes) != nullptr;
    return {firstRow, index, text};
}

} // namespace envdeck::logs
