// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/variable_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace envdeck::ui {

struct VariableWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::VariableWords)
};

namespace {

using terraform::ValueSource;
using terraform::Variable;
using terraform::VariableProblem;
using terraform::VariableValue;

std::optional<VariableProblem> problemOf(const Variable &variable)
{
    if (variable.problem == VariableProblem::Unset && variable.isSecret())
        return std::nullopt;
    return variable.problem;
}

QString outerType(const QString &type)
{
    return type.section(QLatin1Char('('), 0, 0).trimmed();
}

} // namespace

bool isValueShown(const Variable &variable, const VariableValue &value)
{
    return !variable.isSecret() && value.source != ValueSource::Environment;
}

QString valueText(const Variable &variable)
{
    const VariableValue *value = variable.effective();
    return value && isValueShown(variable, *value) ? QString::fromUtf8(value->expression).simplified()
                                                   : QString();
}

QString valueNote(const Variable &variable)
{
    const VariableValue *value = variable.effective();
    if (!value)
        return variable.isSecret() ? VariableWords::tr("secret, not in the repository")
                                   : VariableWords::tr("not set");
    if (variable.isSecret())
        return VariableWords::tr("secret, set");
    return isValueShown(variable, *value) ? QString() : VariableWords::tr("set, not known here");
}

QString valuePlaceText(const VariableValue &value)
{
    switch (value.source) {
    case ValueSource::Default: return VariableWords::tr("default");
    case ValueSource::Environment: return QStringLiteral("TF_VAR_");
    case ValueSource::File:
        return value.line > 0 ? QStringLiteral("%1:%2").arg(value.file).arg(value.line) : value.file;
    }
    Q_UNREACHABLE();
}

QString overriddenText(const Variable &variable)
{
    QStringList places;
    for (qsizetype i = variable.values.size() - 2; i >= 0; --i)
        places.append(valuePlaceText(variable.values.at(i)));
    return places.join(QStringLiteral(", "));
}

QString valueOriginText(const Variable &variable)
{
    const VariableValue *value = variable.effective();
    if (!value)
        return variable.isSecret()
                   ? VariableWords::tr("Its value stands in no file of the repository, as it should be: see "
                                       "Secrets, below.")
                   : QString();
    const QString declared =
        variable.declaration
            ? QStringLiteral("%1:%2").arg(variable.declaration->file).arg(variable.declaration->line)
            : QString();
    if (value->source == ValueSource::Default)
        return VariableWords::tr("No file sets it: its default counts (%1).").arg(declared);
    const QString others = overriddenText(variable);
    return others.isEmpty()
               ? VariableWords::tr("Set in %1.").arg(valuePlaceText(*value))
               : VariableWords::tr("Set in %1, which overrides: %2.").arg(valuePlaceText(*value), others);
}

QString variableProblemWord(const Variable &variable)
{
    const auto problem = problemOf(variable);
    if (!problem)
        return {};
    switch (*problem) {
    case VariableProblem::Unset: return VariableWords::tr("Not set");
    case VariableProblem::Undeclared: return VariableWords::tr("Not declared");
    case VariableProblem::EnvironmentAndFile: return VariableWords::tr("Given twice");
    case VariableProblem::SetTwice: return VariableWords::tr("Set twice");
    }
    Q_UNREACHABLE();
}

QString variableProblemText(const Variable &variable)
{
    const auto problem = problemOf(variable);
    if (!problem)
        return {};
    switch (*problem) {
    case VariableProblem::Unset:
        return VariableWords::tr("It has neither a value nor a default: a plan would fail.");
    case VariableProblem::Undeclared:
        return VariableWords::tr("%1 sets it and no variable block declares it: terraform leaves it out.")
            .arg(valuePlaceText(*variable.effective()));
    case VariableProblem::EnvironmentAndFile:
        return VariableWords::tr("It is given as TF_VAR_%1 and by %2, which wins: take one of them away "
                                 "before a plan.")
            .arg(variable.name, valuePlaceText(*variable.effective()));
    case VariableProblem::SetTwice:
        return VariableWords::tr("%1 sets it twice, which terraform refuses: take one of them away.")
            .arg(variable.effective()->file);
    }
    Q_UNREACHABLE();
}

QString variableRefusal(const Error &error, const EnvironmentId &environment)
{
    if (error.detail == QLatin1String("secret"))
        return VariableWords::tr(
            "It holds a secret, and a secret is never committed: set it under Secrets, below.");
    if (error.detail == QLatin1String("pull-request"))
        return VariableWords::tr("The policy of %1 has its infrastructure changed by pull request only, and "
                                 "envdeck.yaml names no code host to open one at.")
            .arg(environment);
    if (error.detail == QLatin1String("undeclared"))
        return VariableWords::tr("No variable block declares it: nothing would read a new value.");
    if (error.detail == QLatin1String("nothing-changed"))
        return VariableWords::tr("It has that value already.");
    if (error.detail == QLatin1String("json") || error.detail == QLatin1String("ignored-file"))
        return VariableWords::tr("Its value comes from %1, which is not changed by a commit of one line: "
                                 "change it there.")
            .arg(error.subject);
    if (error.detail == QLatin1String("set-twice"))
        return VariableWords::tr("The file sets it twice: take one of them away first.");
    return error.code == ErrorCode::BadInput ? typedProblem(error) : QString();
}

QString typeHint(const QString &type)
{
    const QString outer = outerType(type);
    if (outer == QLatin1String("string"))
        return VariableWords::tr("A text, without quotes around it.");
    if (outer == QLatin1String("number"))
        return VariableWords::tr("A number: 2, 0.5.");
    if (outer == QLatin1String("bool"))
        return VariableWords::tr("true or false.");
    if (outer == QLatin1String("list") || outer == QLatin1String("set") || outer == QLatin1String("tuple"))
        return type.contains(QLatin1String("number"))
                   ? VariableWords::tr("A list of numbers: [1, 2]")
                   : VariableWords::tr("A list, texts in quotes: [\"a\", \"b\"]");
    if (outer == QLatin1String("map") || outer == QLatin1String("object"))
        return VariableWords::tr("Names and values, texts in quotes: { name = \"value\" }");
    return VariableWords::tr("As it would stand in the file: a text in quotes, a number, a list.");
}

QString typedProblem(const Error &error)
{
    return error.subject == QLatin1String("any")
               ? VariableWords::tr("That is no value of terraform's. %1").arg(typeHint({}))
               : VariableWords::tr("That is no %1. %2", "a type of terraform's, and what it looks like")
                     .arg(error.subject, typeHint(error.subject));
}

QString frozenText(const EnvironmentId &environment, const Freeze &freeze)
{
    return freeze.reason.isEmpty() ? VariableWords::tr("%1 is frozen (%2): going on takes a reason.")
                                         .arg(environment, freeze.when)
                                   : VariableWords::tr("%1 is frozen (%2, %3): going on takes a reason.")
                                         .arg(environment, freeze.when, freeze.reason);
}

} // namespace envdeck::ui
