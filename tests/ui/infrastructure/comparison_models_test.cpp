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

QString q(const char *text)
{
    return QString::fromUtf8(text);
}

ParityRow row(ParityKind kind, const char *name, const QList<std::optional<ParityCell>> &cells,
              ParityConcern concern = ParityConcern::None)
{
    ParityRow row{kind, q(name), cells, true, concern};
    for (const auto &cell : cells)
        row.same &= cell && cell == cells.first();
    return row;
}

Parity sample()
{
    return {
        {q("dev"), q("prod")},
        {row(ParityKind::Module, "firewall", {ParityCell{q("../fw")}, std::nullopt}, ParityConcern::OnlySome),
         row(ParityKind::Module, "dns",
             {ParityCell{q("git::x (unread)"), false, true}, ParityCell{q("../dns")}}, ParityConcern::Unread),
         row(ParityKind::Module, "vps", {ParityCell{q("../vps")}, ParityCell{q("../vps")}}),
         row(ParityKind::Variable, "size", {ParityCell{q("\"s\"")}, ParityCell{q("(not set)")}},
             ParityConcern::Unset),
         row(ParityKind::Variable, "token",
             {ParityCell{q("(set)"), true}, ParityCell{q("(not set)"), true}})}};
}

QString shown(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data(Qt::AccessibleTextRole).toString();
}

TEST(ParityModel, SaysAValueOnceWhereItIsTheSameAndWhatIsMissingInWords)
{
    ParityModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setParity(sample());
    ASSERT_EQ(model.columnCount(), 5);
    EXPECT_EQ(model.headerData(4, Qt::Horizontal, Qt::DisplayRole).toString(), q("prod"));
    EXPECT_EQ(shown(model, 0, 4), q("missing"));
    EXPECT_EQ(model.index(0, ParityModel::NoteColumn).data(Qt::ToolTipRole).toString(),
              q("It is there in dev and missing in prod."));
    EXPECT_EQ(shown(model, 1, 3), q("git::x, not read"));
    EXPECT_EQ(model.index(1, 2).data(StatusCellRole).value<StatusCell>().severity, Severity::Unknown);
    EXPECT_EQ(shown(model, 2, 3), q("../vps"));
    EXPECT_EQ(shown(model, 2, 4), q("the same as in dev"));
    EXPECT_EQ(model.index(2, 4).data(Qt::ToolTipRole).toString(), q("../vps"));
    EXPECT_EQ(shown(model, 3, 4), q("not set"));
    EXPECT_EQ(shown(model, 4, 3), q("secret, set"));
    EXPECT_EQ(shown(model, 4, 4), q("secret, not in the repository"));
}

TEST(ParityModel, OtherEnvironmentsAreOtherColumns)
{
    ParityModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setParity(sample());
    model.setParity({{q("dev")}, {row(ParityKind::Module, "vps", {ParityCell{q("../vps")}})}});
    EXPECT_EQ(model.columnCount(), 4);
    EXPECT_EQ(model.rowCount(), 1);
    EXPECT_EQ(shown(model, 0, ParityModel::NoteColumn), QString()); // nothing to compare with
}

TEST(ParityFilter, ShowsWhatDiffersAndHasTheWord)
{
    ParityModel model;
    model.setParity(sample());
    ParityFilter filter;
    filter.setSourceModel(&model);
    EXPECT_EQ(filter.rowCount(), 5);
    filter.setDifferencesOnly(true);
    EXPECT_EQ(filter.rowCount(), 4);
    filter.setText(q(" FIRE"));
    ASSERT_EQ(filter.rowCount(), 1);
    EXPECT_EQ(filter.index(0, 1).data().toString(), q("firewall"));
    filter.setText(q("variable"));
    EXPECT_EQ(filter.rowCount(), 2);
}

Variable variable(const char *name, const char *type, const QList<VariableValue> &values,
                  std::optional<VariableProblem> problem = {})
{
    VariableDeclaration declaration;
    declaration.name = q(name);
    declaration.type = q(type);
    declaration.file = q("variables.tf");
    declaration.line = 3;
    return {q(name), declaration, values, problem};
}

const VariableValue byDefault{ValueSource::Default, QStringLiteral("variables.tf"), 3, "\"small\""};
const VariableValue byFile{ValueSource::File, QStringLiteral("env.auto.tfvars"), 7, "{\n  a = 1\n}"};

TEST(VariableModel, SaysWhereAValueIsSetAndWhatItOverrides)
{
    VariableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRows({variable("size", "map(number)", {byDefault, byFile}),
                   variable("count", "number", {}, VariableProblem::Unset)});
    EXPECT_EQ(shown(model, 0, VariableModel::ValueColumn), q("{ a = 1 }"));
    EXPECT_EQ(model.index(0, VariableModel::ValueColumn).data(Qt::ToolTipRole).toString(),
              q("{\n  a = 1\n}"));
    EXPECT_EQ(shown(model, 0, VariableModel::PlaceColumn), q("env.auto.tfvars:7"));
    EXPECT_EQ(shown(model, 0, VariableModel::OverridesColumn), q("default"));
    EXPECT_EQ(valueOriginText(model.rows().at(0)), q("Set in env.auto.tfvars:7, which overrides: default."));
    EXPECT_EQ(shown(model, 1, VariableModel::ValueColumn), q("not set"));
    EXPECT_EQ(shown(model, 1, VariableModel::NoteColumn), q("Not set"));
}

TEST(VariableModel, ASecretValueIsInNoRole)
{
    const VariableValue canary{ValueSource::File, q("env.auto.tfvars"), 1, "\"CANARY\""};
    VariableModel model;
    model.setRows({variable("api_token", "string", {canary}),
                   variable("db_password", "string", {}, VariableProblem::Unset)});
    for (int row = 0; row < 2; ++row) {
        for (int column = 0; column < VariableModel::ColumnCount; ++column) {
            for (int role = 0; role < VariableModel::WordsRole + 3; ++role)
                EXPECT_FALSE(model.index(row, column).data(role).toString().contains(q("CANARY")));
        }
    }
    EXPECT_EQ(shown(model, 0, VariableModel::ValueColumn), q("secret, set"));
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
        expectWords(
            paritySentence(row(kind, "x", {ParityCell{q("1")}, ParityCell{q("2")}}, ParityConcern::Differs),
                           {q("dev"), q("prod")}));
    }
    for (const auto concern : {ParityConcern::None, ParityConcern::OnlySome, ParityConcern::SharedState,
                               ParityConcern::Unpinned, ParityConcern::Undeclared, ParityConcern::Unset,
                               ParityConcern::TypeDiffers, ParityConcern::Unread}) {
        const ParityRow with = row(ParityKind::Variable, "x", {ParityCell{q("1")}, std::nullopt}, concern);
        expectWords(parityWord(with));
        expectWords(paritySentence(with, {q("dev"), q("prod")}));
        EXPECT_EQ(paritySeverity(with) == Severity::None, concern == ParityConcern::None);
    }
    for (const auto problem : {VariableProblem::Unset, VariableProblem::Undeclared,
                               VariableProblem::EnvironmentAndFile, VariableProblem::SetTwice}) {
        expectWords(variableProblemWord(variable("size", "string", {byFile}, problem)));
        expectWords(variableProblemText(variable("size", "string", {byFile}, problem)));
    }
    for (const char *detail :
         {"secret", "pull-request", "undeclared", "nothing-changed", "json", "ignored-file", "set-twice"})
        expectWords(variableRefusal({ErrorCode::Conflict, q("terraform.tfvars"), q(detail), 0}, q("prod")));
    EXPECT_TRUE(variableRefusal({ErrorCode::Timeout, {}, {}, 0}, q("prod")).isEmpty());
    for (const char *type : {"string", "number", "bool", "list(string)", "set(number)", "map(string)",
                             "object({ a = string })", ""})
        expectWords(typeHint(q(type)));
    expectWords(typedProblem({ErrorCode::BadInput, q("list(number)"), q("eighty"), 0}));
    expectWords(typedProblem({ErrorCode::BadInput, q("any"), q("eighty"), 0}));
    expectWords(frozenText(q("prod"), {q("until 2026-12-24"), {}}));
    expectWords(frozenText(q("prod"), {q("until 2026-12-24"), q("audit")}));
}

} // namespace
} // namespace envdeck::ui
