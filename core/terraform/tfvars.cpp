// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/tfvars.h"

#include "core/base/safe_file.h"
#include "core/terraform/hcl_scanner.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace envdeck::terraform {

namespace {

Error brokenAt(const HclScanner &scanner)
{
    return Error{
        ErrorCode::BadConfig, QStringLiteral("%1:%2").arg(scanner.line()).arg(scanner.column()), {}, 0};
}

} // namespace

Result<QList<Assignment>> assignmentsIn(const QByteArray &tfvars)
{
    QList<Assignment> assignments;
    HclScanner scanner(tfvars.startsWith("\xef\xbb\xbf") ? QByteArrayView(tfvars).sliced(3)
                                                         : QByteArrayView(tfvars));
    while (scanner.skipBlanks()) {
        const Assignment assignment{scanner.readIdentifier(), scanner.line()};
        if (assignment.name.isEmpty() || !scanner.skipEquals() || !scanner.skipExpression())
            return brokenAt(scanner);
        assignments.append(assignment);
    }
    return assignments;
}

Result<QList<Assignment>> assignmentsInJson(const QByteArray &tfvarsJson)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(tfvarsJson, &problem);
    if (!document.isObject())
        return Error{ErrorCode::BadConfig, QString::number(problem.offset), problem.errorString(), 0};
    QList<Assignment> assignments;
    const QStringList names = document.object().keys();
    for (const QString &name : names)
        assignments.append({name, 0});
    return assignments;
}

Result<void> checkVariables(const Target &target)
{
    const QStringList ours = target.environmentVariableNames();
    if (ours.isEmpty())
        return {};
    const QStringList files = target.valueFiles();
    for (const QString &file : files) {
        const QString name = QDir(target.configuration).relativeFilePath(file);
        const Result<QByteArray> text = readFile(file);
        if (!text)
            return text.error();
        const bool isJson = file.endsWith(QLatin1String(".json"));
        const auto assignments = isJson ? assignmentsInJson(text.value()) : assignmentsIn(text.value());
        if (!assignments)
            return Error{ErrorCode::BadConfig, name + u':' + assignments.error().subject,
                         assignments.error().detail, 0};
        for (const Assignment &assignment : assignments.value()) {
            if (ours.contains(assignment.name)) {
                const QString line = isJson ? QString() : QStringLiteral(":%1").arg(assignment.line);
                return Error{ErrorCode::BadConfig, name + line, assignment.name, 0};
            }
        }
    }
    return {};
}

} // namespace envdeck::terraform
