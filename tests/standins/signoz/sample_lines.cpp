// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/sample_lines.h"

#include <QDir>
#include <QFile>
#include <sys/stat.h>

namespace envdeck::standins::signoz {

namespace {
constexpr qsizetype headBytes = 64; // the first line begins with its time, which no other file has
}

QList<QByteArray> SampleLines::next()
{
    QList<QByteArray> lines;
    if (m_folder.isEmpty())
        return lines;
    const QDir folder(m_folder);
    for (const QString &name : folder.entryList({QStringLiteral("*.jsonl")}, QDir::Files, QDir::Name))
        read(folder.filePath(name), lines);
    return lines;
}

void SampleLines::read(const QString &path, QList<QByteArray> &lines)
{
    QFile file(path);
    struct stat facts {};
    if (!file.open(QIODevice::ReadOnly) || fstat(file.handle(), &facts) != 0)
        return; // removed meanwhile
    Position &position = m_files[facts.st_ino];
    const QByteArray head = file.peek(headBytes);
    if (file.size() < position.offset || !head.startsWith(position.head))
        position = {};
    position.head = head;
    if (!file.seek(position.offset))
        return;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        if (!line.endsWith('\n'))
            break; // still being written
        position.offset += line.size();
        lines.append(line);
    }
}

} // namespace envdeck::standins::signoz
