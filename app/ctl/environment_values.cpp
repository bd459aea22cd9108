// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/environment_values.h"

#include <QRegularExpression>

#include <algorithm>

namespace envdeck::ctl {

namespace {

using configuration::EnvironmentSide;
using terraform::ParityConcern;
using terraform::ParityRow;
using terraform::ValueSource;
using terraform::Variable;
using terraform::VariableProblem;
using terraform::VariableValue;

constexpr qsizetype widest = 36; // of a cell; --json has all of it

QString cut(const QString &text)
{
    return text.size() <= widest ? text : text.first(widest - 1) + QChar(0x2026);
}

QJsonValue textOrNothing(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonArray environmentsJson(const QList<EnvironmentSide> &sides)
{
    QJsonArray environments;
    for (const EnvironmentSide &side : sides)
        environments.append(QJsonObject{{QStringLiteral("name"), side.environment},
                                        {QStringLiteral("commit"), textOrNothing(side.commit)},
                                        {QStringLiteral("read"), !side.error}});
    return environments;
}

void addErrors(const QList<EnvironmentSide> &sides, Answer *answer)
{
    for (const EnvironmentSide &side : sides) {
        if (!side.error)
            continue;
        answer->code = exitCodeOf(*side.error);
        Problem problem = ctl::problemOf(*side.error);
        problem.text = QStringLiteral("%1 was not read: %2").arg(side.environment, problem.text);
        answer->problems.append(problem);
    }
}

// Values once when they are the same everywhere: what differs is what the eye looks for.
QStringList cellsOf(const ParityRow &row)
{
    QStringList cells;
    for (const auto &cell : row.cells)
        cells.append(!cell                          ? QStringLiteral("-")
                     : row.same && !cells.isEmpty() ? QStringLiteral("=")
                                                    : cut(cell->text));
    return cells;
}

QJsonObject rowJson(const ParityRow &row, const QStringList &environments)
{
    QJsonObject values;
    for (qsizetype i = 0; i < environments.size(); ++i)
        values.insert(environments.at(i), row.cells.at(i) ? QJsonValue(row.cells.at(i)->text) : QJsonValue());
    return {{QStringLiteral("kind"), terraform::parityKindName(row.kind)},
            {QStringLiteral("name"), row.name},
            {QStringLiteral("same"), row.same},
            {QStringLiteral("concern"), textOrNothing(terraform::parityConcernName(row.concern))},
            {QStringLiteral("values"), values}};
}

QString placeOf(const VariableValue &value)
{
    switch (value.source) {
    case ValueSource::Default: return QStringLiteral("default");
    case ValueSource::Environment: return QStringLiteral("TF_VAR_");
    case ValueSource::File:
        return value.line > 0 ? QStringLiteral("%1:%2").arg(value.file).arg(value.line) : value.file;
    }
    Q_UNREACHABLE();
}

QString sourceName(ValueSource source)
{
    switch (source) {
    case ValueSource::Default: return QStringLiteral("default");
    case ValueSource::Environment: return QStringLiteral("environment");
    case ValueSource::File: return QStringLiteral("file");
    }
    Q_UNREACHABLE();
}

bool isShown(const Variable &variable, const VariableValue &value)
{
    return !variable.isSecret() && value.source != ValueSource::Environment;
}

QJsonObject valueJson(const Variable &variable, const VariableValue &value)
{
    return {{QStringLiteral("source"), sourceName(value.source)},
            {QStringLiteral("file"), textOrNothing(value.file)},
            {QStringLiteral("line"), value.line > 0 ? QJsonValue(value.line) : QJsonValue()},
            {QStringLiteral("expression"),
             isShown(variable, value) ? QJsonValue(QString::fromUtf8(value.expression)) : QJsonValue()}};
}

QJsonObject variableJson(const Variable &variable)
{
    QJsonArray overridden;
    for (const VariableValue &value :
         variable.values.first(std::max<qsizetype>(0, variable.values.size() - 1)))
        overridden.append(valueJson(variable, value));
    const auto declaration = variable.declaration.value_or(terraform::VariableDeclaration());
    return {{QStringLiteral("name"), variable.name},
            {QStringLiteral("type"), textOrNothing(declaration.type)},
            {QStringLiteral("description"), textOrNothing(declaration.description)},
            {QStringLiteral("secret"), variable.isSecret()},
            {QStringLiteral("value"),
             variable.effective() ? QJsonValue(valueJson(variable, *variable.effective())) : QJsonValue()},
            {QStringLiteral("overrides"), overridden},
            {QStringLiteral("problem"),
             variable.problem ? QJsonValue(terraform::problemName(*variable.problem)) : QJsonValue()}};
}

QStringList variableRow(const Variable &variable)
{
    const VariableValue *value = variable.effective();
    QString shown = variable.isSecret() ? QStringLiteral("(secret, set)") : QStringLiteral("(set)");
    if (!value)
        shown = variable.isSecret() ? QStringLiteral("(secret, not set here)") : QStringLiteral("(not set)");
    else if (isShown(variable, *value))
        shown = cut(QString::fromUtf8(value->expression).simplified());
    QStringList overridden;
    for (qsizetype i = variable.values.size() - 2; i >= 0; --i)
        overridden.append(placeOf(variable.values.at(i)));
    const auto declaration = variable.declaration.value_or(terraform::VariableDeclaration());
    return {variable.name,
            shown,
            value ? placeOf(*value) : QStringLiteral("-"),
            overridden.isEmpty() ? QStringLiteral("-") : overridden.join(QStringLiteral(", ")),
            declaration.type.isEmpty() ? QStringLiteral("any") : cut(declaration.type),
            declaration.description};
}

std::optional<Problem> problemOfVariable(const Variable &variable)
{
    if (!variable.problem || (*variable.problem == VariableProblem::Unset && variable.isSecret()))
        return std::nullopt; // a secret that stands in no file comes from the keychain, as it should
    QString text;
    switch (*variable.problem) {
    case VariableProblem::Unset:
        text = QStringLiteral("it has no value and no default, so a plan would fail");
        break;
    case VariableProblem::Undeclared:
        text = QStringLiteral("%1 sets it and no variable block declares it")
                   .arg(placeOf(*variable.effective()));
        break;
    case VariableProblem::EnvironmentAndFile:
        text = QStringLiteral(
                   "it is given as TF_VAR_%1 and by %2, which wins: take one of them away before a plan")
                   .arg(variable.name, placeOf(*variable.effective()));
        break;
    case VariableProblem::SetTwice:
        text = QStringLiteral("%1 sets it twice, which terraform refuses").arg(variable.effective()->file);
        break;
    }
    return Problem{terraform::problemName(*variable.problem),
                   variable.name,
                   text,
                   {},
                   variable.name + QStringLiteral(": ") + text};
}

} // namespace

Answer parityAnswer(const QList<EnvironmentSide> &sides, const Arguments &arguments)
{
    Answer answer;
    const terraform::Parity parity = terraform::compare(configuration::readable(sides));
    QStringList head{QStringLiteral("WHAT"), QStringLiteral("NAME")};
    for (const QString &environment : parity.environments)
        head.append(environment.toUpper());
    QList<QStringList> table{head << QStringLiteral("NOTE")};
    QJsonArray rows;
    int concerns = 0;
    for (const ParityRow &row : parity.rows) {
        rows.append(rowJson(row, parity.environments));
        table.append(QStringList{terraform::parityKindName(row.kind), row.name} + cellsOf(row) +
                     QStringList{terraform::parityConcernName(row.concern)});
        concerns += row.concern != ParityConcern::None ? 1 : 0;
    }
    if (!parity.environments.isEmpty())
        answer.lines = aligned(table);
    for (QString &line : answer.lines)
        line = QString(line).replace(QRegularExpression(QStringLiteral("\\s+\\z")), QString());
    if (!parity.environments.isEmpty())
        answer.lines << QString()
                     << (concerns == 0
                             ? QStringLiteral("the environments differ in values alone")
                             : QStringLiteral("%1 differ in more than values: see the notes").arg(concerns));
    answer.data = {{QStringLiteral("environments"), environmentsJson(sides)},
                   {QStringLiteral("rows"), rows},
                   {QStringLiteral("concerns"), concerns}};
    if (arguments.exitCode && concerns > 0)
        answer.code = exitSomethingToDo;
    addErrors(sides, &answer);
    return answer;
}

Answer variablesAnswer(const QList<EnvironmentSide> &sides, const Arguments &arguments)
{
    Answer answer;
    const auto side = std::find_if(sides.cbegin(), sides.cend(), [&](const EnvironmentSide &s) {
        return s.environment == arguments.environment;
    });
    if (side->error) {
        addErrors({*side}, &answer);
        return answer;
    }
    QList<QStringList> table{{QStringLiteral("NAME"), QStringLiteral("VALUE"), QStringLiteral("FROM"),
                              QStringLiteral("OVERRIDES"), QStringLiteral("TYPE"),
                              QStringLiteral("DESCRIPTION")}};
    QJsonArray variables;
    for (const Variable &variable : side->side.variables) {
        table.append(variableRow(variable));
        variables.append(variableJson(variable));
        if (const auto problem = problemOfVariable(variable))
            answer.problems.append(*problem);
    }
    answer.lines = aligned(table);
    answer.data = {{QStringLiteral("commit"), textOrNothing(side->commit)},
                   {QStringLiteral("variables"), variables}};
    return answer;
}

} // namespace envdeck::ctl
