// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/paths.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <sys/stat.h>
#include <unistd.h>

namespace envdeck {

namespace {

QString fromEnvironment(const char *name, const QString &fallback)
{
    const QString value = qEnvironmentVariable(name);
    const QString base = QDir::isAbsolutePath(value) ? value : fallback; // XDG: relative paths are ignored
    return base + QStringLiteral("/envdeck");
}

} // namespace

Paths userPaths()
{
    const QString home = QDir::homePath();
    Paths paths;
    paths.data = fromEnvironment("XDG_DATA_HOME", home + QStringLiteral("/.local/share"));
    paths.state = fromEnvironment("XDG_STATE_HOME", home + QStringLiteral("/.local/state"));
    paths.config = fromEnvironment("XDG_CONFIG_HOME", home + QStringLiteral("/.config"));
    paths.runtime = fromEnvironment("XDG_RUNTIME_DIR", paths.state);
    return paths;
}

Result<void> makePrivateFolder(const QString &path)
{
    if (!QDir().mkpath(path))
        return Error{ErrorCode::Io, path, qt_error_string(), 0};
    struct stat info = {};
    if (::lstat(QFile::encodeName(path).constData(), &info) != 0 || !S_ISDIR(info.st_mode) ||
        info.st_uid != ::geteuid())
        return Error{ErrorCode::Io, path, QStringLiteral("not a folder of this user"), 0};
    if ((info.st_mode & 0777) != 0700 && ::chmod(QFile::encodeName(path).constData(), 0700) != 0)
        return Error{ErrorCode::Io, path, qt_error_string(), 0};
    return {};
}

QString workspaceKey(const QString &workspaceRoot)
{
    const QString canonical = QFileInfo(workspaceRoot).canonicalFilePath();
    const QString path = canonical.isEmpty() ? QDir::cleanPath(workspaceRoot) : canonical;
    const QByteArray digest = QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256).toHex();
    return QString::fromLatin1(digest.first(16));
}

} // namespace envdeck
