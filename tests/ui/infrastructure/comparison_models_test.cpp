// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/parity_filter.h"
#include "ui/models/parity_model.h"
#include "ui/models/variable_model.h"
#include "ui/text/parity_text.h"
#include "ui/text/variable_text.h"

#include <QAbstractItemModelTester>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

using namespace terraform;

QString str(const char *text)
{
    return QString::fromUtf8(text);
}

ParityRow row(ParityKind kind, const char *name, const QList<std::optional<ParityCell>> &cells,
              ParityConcern concern = ParityConcern::None)
{
    ParityRow row{kind, str(name), cells, true, concern};
    for (const auto &cell : cells)
        row.same &= cell && cell == cells.first();
    return row;
}

Parity sampleParity()
{
    return {{str("dev"), str("prod")},
            {row(ParityKind::Module, "firewall", {ParityCell{str("../fw")}, std::nullopt},
                 ParityConcern::OnlySome),
             row(ParityKind::Module, "dns",
                 {ParityCell{str("git::x (unread)"), false, true}, ParityCell{str("../dns")}},
                 ParityConcern::Unread),
             row(ParityKind::Module, "vps", {ParityCell{str("../vps")}, ParityCell{str("../vps")}}),
             row(ParityKind::Variable, "size", {ParityCell{str("\"s\"")}, ParityCell{str("(not set)")}},
                 ParityConcern::Unset),
             row(ParityKind::Variable, "token",
                 {ParityCell{str("(set)"), true}, ParityCell{str("(not set)"), true}})}};
}

QString shown(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data(Qt::AccessibleTextRole).toString();
}

TEST(ParityModel, SaysAValueOnceWhereItIsTheSameAndWhatIsMissingInWords)
{
    ParityModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setParity(sampleParity());
    ASSERT_EQ(model.columnCount(), 5);
    EXPECT_EQ(model.headerData(4, Qt::Horizontal, Qt::DisplayRole).toString(), str("prod"));
    EXPECT_EQ(shown(model, 0, 4), str("missing"));
    EXPECT_EQ(model.index(0, ParityModel::NoteColumn).data(Qt::ToolTipRole).toString(),
              str("It is there in dev and missing in prod."));
    EXPECT_EQ(shown(model, 1, 3), str("git::x, not read"));
    EXPECT_EQ(model.index(1, 2).data(StatusCellRole).value<StatusCell>().severity, Severity::Unknown);
    EXPECT_EQ(shown(model, 2, 3), str("../vps"));
    EXPECT_EQ(shown(model, 2, 4), str("the same as in dev"));
    EXPECT_EQ(model.index(2, 4).data(Qt::ToolTipRole).toString(), str("../vps"));
    EXPECT_EQ(shown(model, 3, 4), str("not set"));
    EXPECT_EQ(shown(model, 4, 3), str("secret, set"));
    EXPECT_EQ(shown(model, 4, 4), str("secret, not in the repository"));
}

TEST(ParityModel, OtherEnvironmentsAreOtherColumns)
{
    ParityModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setParity(sampleParity());
    model.setParity({{str("dev")}, {row(ParityKind::Module, "vps", {ParityCell{str("../vps")}})}});
    EXPECT_EQ(model.columnCount(), 4);
    EXPECT_EQ(model.rowCount(), 1);
    EXPECT_EQ(shown(model, 0, ParityModel::NoteColumn), QString()); // nothing to compare with
}

TEST(ParityFilter, ShowsWhatDiffersAndHasTheWord)
{
    ParityModel model;
    model.setParity(sampleParity());
    ParityFilter filter;
    filter.setSourceModel(&model);
    EXPECT_EQ(filter.rowCount(), 5);
    filter.setDifferencesOnly(true);
    EXPECT_EQ(filter.rowCount(), 4);
    filter.setText(str(" FIRE"));
    ASSERT_EQ(filter.rowCount(), 1);
    EXPECT_EQ(filter.index(0, 1).data().toString(), str("firewall"));
    filter.setText(str("variable"));
    EXPECT_EQ(filter.rowCount(), 2);
}

Variable variable(const char *name, const char *type, const QList<VariableValue> &values,
                  std::optional<VariableProblem> problem = {})
{
    VariableDeclaration declaration;
    declaration.name = str(name);
    declaration.type = str(type);
    declaration.file = str("variables.tf");
    declaration.line = 3;
    return {str(name), declaration, values, problem};
}

const VariableValue byDefault{ValueSource::Default, QStringLiteral("variables.tf"), 3, "\"small\""};
const VariableValue byFile{ValueSource::File, QStringLiteral("env.auto.tfvars"), 7, "{\n  a = 1\n}"};

TEST(VariableModel, SaysWhereAValueIsSetAndWhatItOverrides)
{
    VariableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRows({variable("size", "map(number)", {byDefault, byFile}),
                   variable("count", "number", {}, VariableProblem::Unset)});
    EXPECT_EQ(shown(model, 0, VariableModel::ValueColumn), str("{ a = 1 }"));
    EXPECT_EQ(model.index(0, VariableModel::ValueColumn).data(Qt::ToolTipRole).toString(),
              str("{\n  a = 1\n}"));
    EXPECT_EQ(shown(model, 0, VariableModel::PlaceColumn), str("env.auto.tfvars:7"));
    EXPECT_EQ(shown(model, 0, VariableModel::OverridesColumn), str("default"));
    EXPECT_EQ(valueOriginText(model.rows().at(0)),
              str("Set in env.auto.tfvars:7, which overrides: default."));
    EXPECT_EQ(shown(model, 1, VariableModel::ValueColumn), str("not set"));
    EXPECT_EQ(shown(model, 1, VariableModel::NoteColumn), str("Not set"));
}

TEST(VariableModel, ASecretValueIsInNoRole)
{
    const VariableValue canary{ValueSource::File, str("env.auto.tfvars"), 1, "\"CANARY\""};
    VariableModel model;
    model.setRows({variable("api_token", "string", {canary}),
                   variable("db_password", "string", {}, VariableProblem::Unset)});
    for (int row = 0; row < 2; ++row) {
        for (int column = 0; column < VariableModel::ColumnCount; ++column) {
            for (int role = 0; role < VariableModel::WordsRole + 3; ++role)
                EXPECT_FALSE(model.index(row, column).data(role).toString().contains(str("CANARY")));
        }
    }
    EXPECT_EQ(shown(model, 0, VariableModel::ValueColumn), str("secret, set"));
    EXPECT_EQ(shown(model, 1, VariableModel::NoteColumn), QString()); // as it should be
}

void expectWords(const QString &text)
{
    std::printf("%s\n", qPrintable(text));
    EXPECT_FALSE(text.trimmed().isEmpty());
    EXPECT_FALSE(text.contains(QLatin1String("%1"))) << qPrintable(text);
}

// Printed for review, one line each.
TEST(ComparisonWords, EveryKindConcernProblemAndRefusalHasOne)
{
    for (const auto kind :
         {ParityKind::Module, ParityKind::Backend, ParityKind::RequiredVersion, ParityKind::Provider,
          ParityKind::LockedProvider, ParityKind::File, ParityKind::Variable}) {
        expectWords(parityKindWord(kind));
        expectWords(paritySentence(
            row(kind, "x", {ParityCell{str("1")}, ParityCell{str("2")}}, ParityConcern::Differs),
            {str("dev"), str("prod")}));
    }
    for (const auto concern : {ParityConcern::None, ParityConcern::OnlySome, ParityConcern::SharedState,
                               ParityConcern::Unpinned, ParityConcern::Undeclared, ParityConcern::Unset,
                               ParityConcern::TypeDiffers, ParityConcern::Unread}) {
        const ParityRow with = row(ParityKind::Variable, "x", {ParityCell{str("1")}, std::nullopt}, concern);
        expectWords(parityWord(with));
        expectWords(paritySentence(with, {str("dev"), str("prod")}));
        EXPECT_EQ(paritySeverity(with) == Severity::None, concern == ParityConcern::None);
    }
    for (const auto problem : {VariableProblem::Unset, VariableProblem::Undeclared,
                               VariableProblem::EnvironmentAndFile, VariableProblem::SetTwice}) {
        expectWords(variableProblemWord(variable("size", "string", {byFile}, problem)));
        expectWords(variableProblemText(variable("size", "string", {byFile}, problem)));
    }
    for (const char *detail :
         {"secret", "pull-request", "undeclared", "nothing-changed", "json", "ignored-file", "set-twice"})
        expectWords(
            variableRefusal({ErrorCode::Conflict, str("terraform.tfvars"), str(detail), 0}, str("prod")));
    EXPECT_TRUE(variableRefusal({ErrorCode::Timeout, {}, {}, 0}, str("prod")).isEmpty());
    for (const char *type : {"string", "number", "bool", "list(string)", "set(number)", "map(string)",
                             "object({ a = string })", ""})
        expectWords(typeHint(str(type)));
    expectWords(typedProblem({ErrorCode::BadInput, str("list(number)"), str("eighty"), 0}));
    expectWords(typedProblem({ErrorCode::BadInput, str("any"), str("eighty"), 0}));
    expectWords(frozenText(str("prod"), {str("until 2026-12-24"), {}}));
    expectWords(frozenText(str("prod"), {str("until 2026-12-24"), str("audit")}));
}

} // namespace
} // namespace envdeck::ui
