// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scaffold/scaffold.h"

#include "core/base/safe_file.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QUrl>

// In a static library nothing else makes the linker keep them. Must stand outside of any namespace.
static void keepTemplates()
{
    Q_INIT_RESOURCE(infra);
}

namespace envdeck::scaffold {

namespace {

const QString root = QStringLiteral(":/templates/infra/");
const QStringList environments{QStringLiteral("dev"), QStringLiteral("test"), QStringLiteral("prod")};

Error wrong(const char *field, const QString &value)
{
    return Error{ErrorCode::BadInput, QString::fromLatin1(field), value, 0};
}

// It becomes a part of host names, buckets and tags: the narrowest of their rules counts.
bool isName(const QString &text)
{
    static const QRegularExpression shape(QStringLiteral("\\A[a-z][a-z0-9-]{0,29}[a-z0-9]\\z"));
    return shape.match(text).hasMatch();
}

// In lower case and punycode, as DNS has it; empty for what is no name of a zone.
QString zoneOf(const QString &text)
{
    static const QRegularExpression shape(
        QStringLiteral("\\A([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]\\z"));
    const QString ascii = QString::fromLatin1(QUrl::toAce(text)).toLower();
    return ascii.size() <= 253 && shape.match(ascii).hasMatch() ? ascii : QString();
}

bool isRepository(const QString &text)
{
    static const QRegularExpression shape(
        QStringLiteral("\\A[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]*[A-Za-z0-9_-]\\z"));
    return shape.match(text).hasMatch();
}

QString gitLine(const QString &repository)
{
    return repository.isEmpty()
               ? QStringLiteral("{ host: none, branch: main }")
               : QStringLiteral("{ host: github, repository: %1, branch: main }").arg(repository);
}

// Where a template's file stands in the repository. `each` is written once for every environment.
QStringList placesOf(const QString &path)
{
    if (path == QLatin1String("gitignore")) // under its own name it would act here
        return {QStringLiteral(".gitignore")};
    const QString each = QStringLiteral("terraform/each/");
    if (!path.startsWith(each))
        return {path};
    QStringList places;
    for (const QString &environment : environments)
        places.append(QStringLiteral("terraform/environments/%1/%2").arg(environment, path.mid(each.size())));
    return places;
}

Result<void> writeAll(const QString &folder, const Files &files)
{
    for (auto it = files.cbegin(); it != files.cend(); ++it) {
        const QString path = folder + QLatin1Char('/') + it.key();
        if (!QDir().mkpath(QFileInfo(path).path()))
            return Error{ErrorCode::Io, QFileInfo(path).path(), {}, 0};
        if (const auto written = writeFile(path, it.value(), 0644); !written)
            return written.error();
    }
    return {};
}

// These files and the folders that they leave empty; nothing that somebody else put there meanwhile.
void takeAway(const QString &folder, const Files &files, bool withFolder)
{
    for (auto it = files.cbegin(); it != files.cend(); ++it)
        QFile::remove(folder + QLatin1Char('/') + it.key());
    for (auto it = files.cbegin(); it != files.cend(); ++it) {
        for (QString place = QFileInfo(it.key()).path(); place != QLatin1String(".");
             place = QFileInfo(place).path())
            QDir(folder).rmdir(place);
    }
    if (withFolder)
        QDir().rmdir(folder);
}

} // namespace

Result<Files> filesFor(const Request &request)
{
    keepTemplates();
    const QString zone = zoneOf(request.domain);
    if (!isName(request.name))
        return wrong("name", request.name);
    if (zone.isEmpty())
        return wrong("domain", request.domain);
    if (!providers.contains(request.provider))
        return wrong("provider", request.provider);
    if (!request.repository.isEmpty() && !isRepository(request.repository))
        return wrong("repository", request.repository);

    Files files;
    for (const QString &part : {QStringLiteral("common"), request.provider}) {
        const QString folder = root + part;
        QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            if (!file.open(QIODevice::ReadOnly))
                return Error{ErrorCode::Internal, file.fileName(), file.errorString(), 0};
            QByteArray text = file.readAll();
            text.replace("@name@", request.name.toUtf8())
                .replace("@domain@", zone.toUtf8())
                .replace("@git@", gitLine(request.repository).toUtf8());
            for (const QString &place : placesOf(file.fileName().mid(folder.size() + 1)))
                files.insert(place, text);
        }
    }
    return files;
}

Result<void> write(const QString &folder, const Files &files)
{
    const QFileInfo info(folder);
    const bool wasThere = info.exists();
    if (wasThere && !info.isDir())
        return Error{ErrorCode::Conflict, folder, QStringLiteral("not-a-folder"), 0};
    if (!wasThere && !QDir().mkdir(folder))
        return QFileInfo::exists(info.absolutePath())
                   ? Error{ErrorCode::Io, folder, {}, 0}
                   : Error{ErrorCode::NotFound, info.absolutePath(), QStringLiteral("no-such-folder"), 0};
    if (!QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot))
        return Error{ErrorCode::Conflict, folder, QStringLiteral("not-empty"), 0};
    const auto written = writeAll(folder, files);
    if (!written)
        takeAway(folder, files, !wasThere);
    return written;
}

} // namespace envdeck::scaffold
