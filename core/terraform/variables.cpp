// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/variables.h"

#include "core/base/safe_file.h"
#include "core/terraform/hcl_document.h"
#include "core/terraform/plan_reader.h"
#include "core/terraform/target.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace envdeck::terraform {

namespace {

const QString ordinaryFile = QStringLiteral("env.auto.tfvars");

QByteArray jsonText(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);
}

struct Given {
    QString name;
    VariableValue value;
};

Result<QList<Given>> valuesIn(const QString &file, const QByteArray &text)
{
    QList<Given> values;
    if (file.endsWith(QLatin1String(".json"))) {
        QJsonParseError problem;
        const QJsonDocument document = QJsonDocument::fromJson(text, &problem);
        if (!document.isObject())
            return Error{ErrorCode::BadConfig, QStringLiteral("%1:%2").arg(file).arg(problem.offset),
                         problem.errorString(), 0};
        const QJsonObject object = document.object();
        for (auto it = object.constBegin(); it != object.constEnd(); ++it)
            values.append({it.key(), {ValueSource::File, file, 0, jsonText(it.value())}});
        return values;
    }
    const auto read = readHcl(text);
    if (!read)
        return Error{ErrorCode::BadConfig, file + QLatin1Char(':') + read.error().subject, {}, 0};
    for (const HclAttribute &attribute : read.value().attributes)
        values.append({attribute.name, {ValueSource::File, file, attribute.line, attribute.expression}});
    return values;
}

Result<QList<Given>> valuesOfFolder(const QString &folder)
{
    Target target;
    target.configuration = folder;
    QList<Given> values;
    const QStringList files = target.valueFiles();
    for (const QString &path : files) {
        const auto text = readFile(path);
        if (!text)
            return text.error();
        const auto given = valuesIn(QDir(folder).relativeFilePath(path), text.value());
        if (!given)
            return given.error();
        values += given.value();
    }
    return values;
}

std::optional<VariableProblem> problemOf(const Variable &variable)
{
    bool byEnvironment = false;
    for (qsizetype i = 0; i < variable.values.size(); ++i) {
        const VariableValue &value = variable.values.at(i);
        byEnvironment |= value.source == ValueSource::Environment;
        if (value.source != ValueSource::File)
            continue;
        if (i > 0 && variable.values.at(i - 1).source == ValueSource::File &&
            variable.values.at(i - 1).file == value.file)
            return VariableProblem::SetTwice;
        if (byEnvironment)
            return VariableProblem::EnvironmentAndFile;
    }
    if (!variable.declaration)
        return VariableProblem::Undeclared;
    return variable.values.isEmpty() ? std::optional(VariableProblem::Unset) : std::nullopt;
}

} // namespace

const VariableValue *Variable::effective() const
{
    return values.isEmpty() ? nullptr : &values.last();
}

bool Variable::isSecret() const
{
    if (declaration && declaration->sensitive)
        return true;
    // A switch or a number holds no secret, and ssh_keys are public ones or their names.
    static const QRegularExpression publicKeys(QStringLiteral("(\\A|_)ssh_keys?\\z"));
    const QString type = declaration ? declaration->type : QString();
    const bool mayHold = type != QLatin1String("bool") && type != QLatin1String("number") &&
                         !publicKeys.match(name).hasMatch();
    return mayHold && isSecretName(name);
}

QString problemName(VariableProblem problem)
{
    switch (problem) {
    case VariableProblem::Unset: return QStringLiteral("unset");
    case VariableProblem::Undeclared: return QStringLiteral("undeclared");
    case VariableProblem::EnvironmentAndFile: return QStringLiteral("environment-and-file");
    case VariableProblem::SetTwice: return QStringLiteral("set-twice");
    }
    Q_UNREACHABLE();
}

Result<QList<Variable>> readVariables(const Configuration &configuration, const QString &folder,
                                      const QStringList &environmentNames)
{
    auto given = valuesOfFolder(folder);
    if (!given)
        return given.error();
    QList<Variable> variables;
    for (const VariableDeclaration &declaration : configuration.variables) {
        Variable variable{declaration.name, declaration, {}, {}};
        if (!declaration.defaultExpression.isEmpty())
            variable.values.append(
                {ValueSource::Default, declaration.file, declaration.line, declaration.defaultExpression});
        if (environmentNames.contains(declaration.name))
            variable.values.append({ValueSource::Environment, {}, 0, {}});
        variables.append(variable);
    }
    const auto declared = variables.size();
    const QList<Given> all = std::move(given).value();
    for (const Given &value : all) {
        auto found = std::find_if(variables.begin(), variables.end(),
                                  [&](const Variable &v) { return v.name == value.name; });
        if (found == variables.end())
            found = variables.insert(variables.end(), Variable{value.name, {}, {}, {}});
        found->values.append(value.value);
    }
    std::sort(variables.begin() + declared, variables.end(),
              [](const Variable &a, const Variable &b) { return a.name < b.name; });
    for (Variable &variable : variables)
        variable.problem = problemOf(variable);
    return variables;
}

Result<QString> fileForEdit(const QList<Variable> &variables, const QString &name)
{
    const auto found =
        std::find_if(variables.cbegin(), variables.cend(), [&](const Variable &v) { return v.name == name; });
    if (found == variables.cend() || !found->declaration)
        return Error{ErrorCode::NotFound, name, QStringLiteral("undeclared"), 0};
    if (found->isSecret())
        return Error{ErrorCode::Forbidden, name, QStringLiteral("secret"), 0};
    const VariableValue *value = found->effective();
    if (!value || value->source != ValueSource::File)
        return ordinaryFile;
    if (value->file.endsWith(QLatin1String(".json")))
        return Error{ErrorCode::Conflict, value->file, QStringLiteral("json"), 0};
    if (value->file == QLatin1String("terraform.tfvars"))
        return Error{ErrorCode::Conflict, value->file, QStringLiteral("ignored-file"), 0};
    return value->file;
}

} // namespace envdeck::terraform
