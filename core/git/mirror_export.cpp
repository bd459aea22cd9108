// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/paths.h"
#include "core/git/mirror.h"
#include "core/git/run.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace envdeck::git {

namespace {

struct ExportFile {
    QString path; // below the exported folder
    QByteArray mode;
    QByteArray content; // of a link: where it points
};

// A link may climb to a folder above its own inside the export and then only descend: with ".." behind a name
// that is itself a link it could end anywhere.
bool staysInside(const QString &path, const QString &target)
{
    const auto parts = target.split(QLatin1Char('/'));
    qsizetype level = path.count(QLatin1Char('/'));
    bool descending = false;
    for (const QString &part : parts) {
        if (part == QLatin1String("..")) {
            if (descending || --level < 0)
                return false;
        } else {
            descending = descending || part != QLatin1String(".");
        }
    }
    return !target.isEmpty() && !target.startsWith(QLatin1Char('/')) && !target.contains(QChar(u'\0'));
}

Error ioError(const QFile &file)
{
    return Error{ErrorCode::Io, file.fileName(), file.errorString(), 0};
}

Result<void> writeOne(const QString &place, const ExportFile &file)
{
    if (!QDir().mkpath(QFileInfo(place).path()))
        return Error{ErrorCode::Io, QFileInfo(place).path(), QStringLiteral("cannot make the folder"), 0};
    QFile out(place);
    if (!out.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return ioError(out);
    auto permissions = QFile::ReadOwner | QFile::WriteOwner;
    if (file.mode == "100755")
        permissions |= QFile::ExeOwner;
    if (out.write(file.content) != file.content.size() || !out.flush() || !out.setPermissions(permissions))
        return ioError(out);
    return {};
}

// Blocks. Links come last, so that no file is written through one.
Result<int> writeAll(const QString &destination, const QList<ExportFile> &files)
{
    if (const auto made = makePrivateFolder(destination); !made)
        return made.error();
    if (!QDir(destination).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot))
        return Error{ErrorCode::BadInput, destination, QStringLiteral("not-empty"), 0};
    for (const ExportFile &file : files) {
        if (file.mode == "120000")
            continue;
        if (const auto written = writeOne(destination + QLatin1Char('/') + file.path, file); !written)
            return written.error();
    }
    for (const ExportFile &file : files) {
        if (file.mode != "120000")
            continue;
        const QString place = destination + QLatin1Char('/') + file.path;
        if (!QDir().mkpath(QFileInfo(place).path()) || !QFile::link(QString::fromUtf8(file.content), place))
            return Error{ErrorCode::Io, place, QStringLiteral("cannot make the link"), 0};
    }
    return int(files.size());
}

// The files below `folder`, as they are to be written, or why not.
Result<QList<ExportFile>> exportOf(const QList<TreeEntry> &entries, const QList<std::optional<Blob>> &blobs,
                                   const QString &folder)
{
    const qsizetype prefix = folder.isEmpty() ? 0 : folder.size() + 1;
    QList<ExportFile> files;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const TreeEntry &entry = entries.at(i);
        const ExportFile file{entry.path.mid(prefix), entry.mode,
                              blobs.at(i) ? blobs.at(i)->content : QByteArray()};
        if (!isRepositoryPath(entry.path) || !isRepositoryPath(file.path) || !blobs.at(i))
            return Error{ErrorCode::BadConfig, entry.path, QStringLiteral("bad-path"), 0};
        if (entry.mode == "120000" && !staysInside(file.path, QString::fromUtf8(file.content)))
            return Error{ErrorCode::BadConfig, entry.path, QStringLiteral("link-leaves-folder"), 0};
        files.append(file);
    }
    return files;
}

} // namespace

Async<int> Mirror::exportFolder(const QString &commit, const QString &folder, const QString &destination,
                                std::stop_token stop)
{
    return andThen(readTree(commit, folder, false, stop), m_home.get(),
                   [this, folder, destination, stop](const QByteArray &out) {
                       const auto entries = entriesIn(out);
                       QStringList objects;
                       for (const TreeEntry &entry : entries) {
                           if (entry.mode == "160000")
                               return ready<int>(
                                   Error{ErrorCode::BadConfig, entry.path, QStringLiteral("submodule"), 0});
                           objects.append(entry.sha);
                       }
                       if (entries.isEmpty())
                           return ready<int>(Error{ErrorCode::NotFound, folder, {}, 0});
                       return andThen(
                           readBlobs(objects, stop), m_home.get(),
                           [this, entries, folder, destination](const QList<std::optional<Blob>> &blobs) {
                               const auto files = exportOf(entries, blobs, folder);
                               if (!files)
                                   return ready<int>(files.error());
                               return m_disk.run([destination, list = files.value()] {
                                   return writeAll(destination, list);
                               });
                           });
                   });
}

} // namespace envdeck::git
