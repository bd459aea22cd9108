// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/apps/matrix.h"

#include <algorithm>
#include <set>

namespace envdeck::apps {

namespace {

const platform::AppVariable *variableOf(const AppFacts &facts, const QString &name)
{
    if (!facts.setup.value)
        return nullptr;
    const auto &all = facts.setup.value->variables;
    const auto it = std::find_if(all.cbegin(), all.cend(), [&](const platform::AppVariable &variable) {
        return variable.name == name;
    });
    return it == all.cend() ? nullptr : &*it;
}

bool needs(const AppFacts &facts, const QString &name)
{
    if (!facts.compose.value)
        return false;
    const auto &all = facts.compose.value->variables;
    return std::any_of(all.cbegin(), all.cend(), [&](const gitops::ComposeVariable &variable) {
        return variable.name == name && variable.required;
    });
}

} // namespace

bool VariableRow::isMissingSomewhere() const
{
    return std::any_of(cells.cbegin(), cells.cend(),
                       [](const VariableCell &cell) { return cell.isMissing(); });
}

bool VariableRow::isNeededAndMissing() const
{
    return std::any_of(cells.cbegin(), cells.cend(),
                       [](const VariableCell &cell) { return cell.isMissing() && cell.needed; });
}

QList<VariableRow> variableRows(const QList<AppFacts> &environments)
{
    std::set<QString> names;
    for (const AppFacts &facts : environments) {
        if (facts.setup.value) {
            for (const platform::AppVariable &variable : facts.setup.value->variables)
                names.insert(variable.name);
        }
        if (facts.compose.value) {
            for (const gitops::ComposeVariable &variable : facts.compose.value->variables) {
                if (variable.required)
                    names.insert(variable.name);
            }
        }
    }
    QList<VariableRow> rows;
    for (const QString &name : names) {
        VariableRow row{name, {}, false};
        QList<QByteArray> values;
        for (const AppFacts &facts : environments) {
            VariableCell cell;
            cell.environment = facts.target.environment;
            cell.known = facts.setup.value.has_value();
            cell.needed = needs(facts, name);
            if (const platform::AppVariable *variable = variableOf(facts, name)) {
                cell.isSet = true;
                cell.isEmpty = variable->isEmpty;
                cell.reference = variable->reference;
                cell.isReferenceBroken = variable->isReferenceBroken;
                if (!values.contains(variable->digest))
                    values.append(variable->digest);
                cell.group = int(values.indexOf(variable->digest)) + 1;
            }
            row.cells.append(cell);
        }
        row.differs = values.size() > 1;
        rows.append(row);
    }
    return rows;
}

} // namespace envdeck::apps
