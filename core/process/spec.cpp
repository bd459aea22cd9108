// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/process/spec.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace envdeck::process {

namespace {

bool hasNul(const QString &text)
{
    return text.contains(QChar(u'\0'));
}

bool isVariableName(const QString &name)
{
    return !name.isEmpty() && !name.contains(u'=') && !hasNul(name);
}

bool isExecutableFile(const QString &path)
{
    const QFileInfo info(path);
    return info.isFile() && info.isExecutable();
}

} // namespace

QProcessEnvironment baseEnvironment()
{
    static const QStringList names{QStringLiteral("PATH"),  QStringLiteral("HOME"),    QStringLiteral("USER"),
                                   QStringLiteral("LANG"),  QStringLiteral("LOGNAME"), QStringLiteral("TZ"),
                                   QStringLiteral("TMPDIR")};
    const QProcessEnvironment own = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment base;
    const QStringList present = own.keys();
    for (const QString &name : present) {
        if (names.contains(name) || name.startsWith(QLatin1String("LC_")))
            base.insert(name, own.value(name));
    }
    return base;
}

QProcessEnvironment plainEnvironment(const Spec &spec)
{
    const QProcessEnvironment own = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment result = baseEnvironment();
    for (const QString &name : spec.inherit) {
        if (own.contains(name))
            result.insert(name, own.value(name));
    }
    for (auto it = spec.environment.cbegin(); it != spec.environment.cend(); ++it)
        result.insert(it.key(), it.value());
    return result;
}

Result<QString> findProgram(const QString &nameOrPath)
{
    const Error missing{ErrorCode::ToolMissing, nameOrPath, {}, 0};
    if (nameOrPath.isEmpty() || hasNul(nameOrPath))
        return missing;
    if (nameOrPath.contains(u'/')) {
        if (QDir::isAbsolutePath(nameOrPath) && isExecutableFile(nameOrPath))
            return nameOrPath;
        return missing;
    }
    const QStringList folders = qEnvironmentVariable("PATH").split(u':');
    for (const QString &folder : folders) {
        const QString path = folder + u'/' + nameOrPath;
        // A relative entry would run whatever lies in the current folder, which may be a checkout.
        if (QDir::isAbsolutePath(folder) && isExecutableFile(path))
            return path;
    }
    return missing;
}

Result<void> check(const Spec &spec)
{
    const Error bad{ErrorCode::BadInput, spec.program, {}, 0};
    // execve would cut the argument there without a word.
    if (std::any_of(spec.arguments.cbegin(), spec.arguments.cend(), hasNul) || hasNul(spec.workingFolder))
        return bad;
    for (auto it = spec.environment.cbegin(); it != spec.environment.cend(); ++it) {
        if (!isVariableName(it.key()) || hasNul(it.value()))
            return bad;
    }
    for (auto it = spec.secrets.cbegin(); it != spec.secrets.cend(); ++it) {
        if (!isVariableName(it.key()) || it.value().reveal().contains('\0'))
            return bad;
    }
    if (!spec.workingFolder.isEmpty() && !QFileInfo(spec.workingFolder).isDir())
        return Error{ErrorCode::NotFound, spec.workingFolder, {}, 0};
    const Result<QString> program = findProgram(spec.program);
    return program ? Result<void>() : Result<void>(program.error());
}

} // namespace envdeck::process
