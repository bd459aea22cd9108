// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/dokploy/patterns.h"

#include "core/base/ids.h"

#include <QRegularExpression>

namespace envdeck::dokploy {

namespace {

Result<void> matched(const QString &field, const QString &value, const char *pattern)
{
    const QRegularExpression expression(QRegularExpression::anchoredPattern(QString::fromLatin1(pattern)));
    if (expression.match(value).hasMatch())
        return {};
    return Error{ErrorCode::BadInput, field,
                 QStringLiteral("does not match %1").arg(QString::fromLatin1(pattern)), 0};
}

} // namespace

QString idField(DokployKind kind)
{
    return kind == DokployKind::Compose ? QStringLiteral("composeId") : QStringLiteral("applicationId");
}

QString procedureOf(DokployKind kind, const char *name)
{
    return (kind == DokployKind::Compose ? QStringLiteral("compose.") : QStringLiteral("application.")) +
           QLatin1String(name);
}

Result<void> checkedId(const QString &field, const QString &id)
{
    return matched(field, id, "[A-Za-z0-9_-]{1,64}");
}

Result<void> checkedAppName(const QString &appName)
{
    return matched(QStringLiteral("appName"), appName, "[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
}

Result<void> checkedImage(const ImageRef &image)
{
    const QString field = QStringLiteral("dockerImage");
    if (image.tag.isEmpty() && image.digest.isEmpty())
        return Error{ErrorCode::BadInput, field, QStringLiteral("names neither tag nor digest"), 0};
    // Parsed again: whoever filled the parts may have put anything into them.
    if (ImageRef::parse(image.text()) != image)
        return Error{ErrorCode::BadInput, field, QStringLiteral("no image reference"), 0};
    return matched(field, image.text(), "[A-Za-z0-9][A-Za-z0-9._:/@-]{0,511}");
}

Result<void> checkedTitle(const QString &title)
{
    return matched(QStringLiteral("title"), title, "[A-Za-z0-9][A-Za-z0-9 ._:/@+,=-]{0,199}");
}

Result<void> checkedOperation(const QString &operation)
{
    if (isOperationId(operation))
        return {};
    return Error{ErrorCode::BadInput, QStringLiteral("operation"), QStringLiteral("no operation id"), 0};
}

Result<void> checkedHost(const QString &host)
{
    return matched(QStringLiteral("host"), host, "[A-Za-z0-9*]([A-Za-z0-9.:-]{0,252}[A-Za-z0-9])?");
}

Result<void> checkedDomain(const Domain &domain)
{
    for (const auto &fine :
         {checkedHost(domain.host), matched(QStringLiteral("path"), domain.path, "/[A-Za-z0-9._~/-]{0,200}"),
          matched(QStringLiteral("internalPath"), domain.internalPath, "/[A-Za-z0-9._~/-]{0,200}"),
          matched(QStringLiteral("serviceName"), domain.service, "([A-Za-z0-9][A-Za-z0-9._-]{0,127})?"),
          matched(QStringLiteral("customCertResolver"), domain.resolver, "[A-Za-z0-9_-]{0,64}"),
          matched(QStringLiteral("middlewares"), domain.middlewares.join(QLatin1Char(',')),
                  "[A-Za-z0-9@,._-]{0,500}")}) {
        if (!fine)
            return fine;
    }
    if (domain.port < 1 || domain.port > 65535)
        return Error{ErrorCode::BadInput, QStringLiteral("port"), QStringLiteral("1 to 65535"), 0};
    return {};
}

Result<void> checkedBranch(const QString &branch)
{
    return matched(QStringLiteral("branch"), branch, "[A-Za-z0-9][A-Za-z0-9._/-]{0,200}");
}

Result<void> checkedComposePath(const QString &path)
{
    return matched(QStringLiteral("composePath"), path, "(\\./)?[A-Za-z0-9_][A-Za-z0-9 ._/-]{0,300}");
}

Result<void> checkedBackupFolder(const QString &folder)
{
    return matched(QStringLiteral("search"), folder, "[A-Za-z0-9][A-Za-z0-9._/-]{0,300}/");
}

Result<void> checkedLogPath(const QString &path)
{
    if (path.contains(QLatin1String("..")))
        return Error{ErrorCode::BadInput, QStringLiteral("logPath"), QStringLiteral("leaves its folder"), 0};
    return matched(QStringLiteral("logPath"), path, "/[A-Za-z0-9._/:-]{1,400}");
}

bool isContainerId(QStringView id)
{
    static const QRegularExpression hex(QStringLiteral("^[0-9a-f]{12,64}\\z"));
    return hex.match(id.toString()).hasMatch();
}

} // namespace envdeck::dokploy
