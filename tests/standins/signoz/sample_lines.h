// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

namespace envdeck::standins::signoz {

// Follows the *.jsonl files of a folder, as tail does: each call of next() gives the whole lines that came
// since the last one. A file is known by its inode, so that renaming it (rotation) reads nothing twice; one
// that became shorter, or begins with another line, is read from its start.
class SampleLines {
public:
    explicit SampleLines(QString folder) : m_folder(std::move(folder)) {}
    QList<QByteArray> next();

private:
    struct Position {
        qint64 offset = 0;
        QByteArray head; // first bytes of the file, once there were some
    };
    void read(const QString &path, QList<QByteArray> &lines);

    QString m_folder;
    QHash<quint64, Position> m_files; // by inode
};

} // namespace envdeck::standins::signoz
