// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/house/source_tree.h"

#include <QDirIterator>
#include <QFile>

namespace envdeck::testing {

QList<SourceFile> sourcesBelow(const QStringList &folders)
{
    const QString root = QStringLiteral(ENVDECK_SOURCE_DIR "/");
    QList<SourceFile> files;
    for (const QString &folder : folders) {
        QDirIterator it(root + folder, {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                        QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            if (file.open(QIODevice::ReadOnly))
                files.append({file.fileName().mid(root.size()),
                              QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'))});
        }
    }
    std::sort(files.begin(), files.end(),
              [](const SourceFile &a, const SourceFile &b) { return a.path < b.path; });
    return files;
}

} // namespace envdeck::testing
