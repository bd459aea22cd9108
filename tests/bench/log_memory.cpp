// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// envdeck-log-memory LINES [FOLDER]: takes that many lines of 118 bytes and prints how many bytes of memory
// the program has grown by, those of the text, and the store's own count. With FOLDER all but 64 MB is
// spilled there.
#include "core/logs/ingest.h"

#include <QFile>
#include <cstdio>
#include <malloc.h>

namespace {

// Memory that only this program holds; what is mapped from the spill file is not.
long long ownBytes()
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("RssAnon:"))
            return line.mid(8).simplified().split(' ').first().toLongLong() * 1024;
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    using namespace envdeck;
    const long long wanted = argc > 1 ? std::atoll(argv[1]) : 0;
    const QString folder = argc > 2 ? QString::fromLocal8Bit(argv[2]) : QString();
    if (wanted <= 0)
        return 64;
    const long long before = ownBytes();
    logs::Store store({folder.isEmpty() ? 1ll << 40 : 64ll << 20, 1ll << 40, folder});
    logs::Ingest ingest(store, store.addSource(QStringLiteral("bench")), logs::Ingest::Stamps::Docker);
    QByteArray bytes;
    for (long long i = 0; i < wanted; ++i) {
        const auto milliseconds = int(i / 3 % 1000);
        const auto seconds = i / 3000;
        char line[256];
        const int head = std::snprintf(
            line, sizeof line, "2026-03-02T%02d:%02d:%02d.%03d000000Z INFO request %010lld ",
            int(seconds / 3600 % 24), int(seconds / 60 % 60), int(seconds % 60), milliseconds, i);
        bytes.append(line, head).append(QByteArray(118 + 31 - head, 'x')).append('\n');
        if (bytes.size() > 256 * 1024) {
            ingest.feed(bytes, 0);
            bytes.resize(0);
        }
    }
    ingest.feed(bytes, 0);
    bytes = QByteArray();
    ::malloc_trim(0);
    const logs::Store::Use use = store.use();
    std::printf("%lld %lld %lld\n", ownBytes() - before, static_cast<long long>(use.text),
                static_cast<long long>(use.memory));
    return 0;
}
