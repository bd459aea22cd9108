// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/plan_model.h"

#include "ui/text/plan_text.h"

#include <algorithm>
#include <numeric>

namespace envdeck::ui {

namespace {

// The most harmful first.
int rankOf(ChangeAction action)
{
    switch (action) {
    case ChangeAction::ReplaceDeleteFirst:
    case ChangeAction::ReplaceCreateFirst: return 0;
    case ChangeAction::Delete: return 1;
    case ChangeAction::Other: return 2;
    case ChangeAction::Update: return 3;
    case ChangeAction::Create: return 4;
    case ChangeAction::Forget: return 5;
    case ChangeAction::Move: return 6;
    case ChangeAction::Import: return 7;
    case ChangeAction::Read: return 8;
    case ChangeAction::NoOp: return 9;
    }
    Q_UNREACHABLE();
}

PlanAction shownAction(ChangeAction action)
{
    switch (action) {
    case ChangeAction::ReplaceDeleteFirst:
    case ChangeAction::ReplaceCreateFirst: return PlanAction::Replace;
    case ChangeAction::Delete: return PlanAction::Delete;
    case ChangeAction::Create: return PlanAction::Create;
    case ChangeAction::Forget: return PlanAction::Forget;
    case ChangeAction::Move: return PlanAction::Move;
    case ChangeAction::Import: return PlanAction::Import;
    case ChangeAction::Read:
    case ChangeAction::NoOp: return PlanAction::Read;
    case ChangeAction::Update:
    case ChangeAction::Other: return PlanAction::Update;
    }
    Q_UNREACHABLE();
}

constexpr quintptr topLevel = 0; // internal id of resources; of attributes the row of their resource + 1

} // namespace

PlanModel::PlanModel(QObject *parent) : QAbstractItemModel(parent) {}

void PlanModel::setPlan(const Plan &plan)
{
    beginResetModel();
    m_plan = plan;
    sort();
    endResetModel();
}

void PlanModel::setUnchangedShown(bool shown)
{
    beginResetModel();
    m_unchangedShown = shown;
    sort();
    endResetModel();
}

void PlanModel::sort()
{
    m_order.clear();
    for (int i = 0; i < m_plan.resources.size(); ++i) {
        if (m_unchangedShown || m_plan.resources.at(i).action != ChangeAction::NoOp)
            m_order.append(i);
    }
    std::stable_sort(m_order.begin(), m_order.end(), [this](int a, int b) {
        return rankOf(m_plan.resources.at(a).action) < rankOf(m_plan.resources.at(b).action);
    });
}

void PlanModel::retranslate()
{
    if (!m_order.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

QModelIndex PlanModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : topLevel);
}

QModelIndex PlanModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == topLevel)
        return {};
    return createIndex(static_cast<int>(index.internalId()) - 1, 0, topLevel);
}

int PlanModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_order.size());
    const ResourceChange *change = resource(parent);
    return change && parent.column() == 0 ? int(change->attributes.size()) : 0;
}

int PlanModel::columnCount(const QModelIndex &) const
{
    return 1;
}

const ResourceChange *PlanModel::resource(const QModelIndex &index) const
{
    return index.isValid() && index.internalId() == topLevel && index.row() < m_order.size()
               ? &m_plan.resources.at(m_order.at(index.row()))
               : nullptr;
}

QVariant PlanModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (const ResourceChange *change = resource(index))
        return resourceData(*change, role);
    const ResourceChange *owner = resource(index.parent());
    return owner ? attributeData(owner->attributes.at(index.row()), role) : QVariant();
}

QVariant PlanModel::resourceData(const ResourceChange &change, int role) const
{
    if (role == Qt::DisplayRole || role == AddressRole)
        return change.address;
    if (role != PlanResourceRole && role != Qt::AccessibleTextRole)
        return {};
    const PlanResource shown{shownAction(change.action), changeActionWord(change.action), change.address,
                             changeReasonText(change), lossText(change)};
    return role == PlanResourceRole ? QVariant::fromValue(shown) : QVariant(shown.spoken());
}

QVariant PlanModel::attributeData(const AttributeChange &change, int role) const
{
    if (role == Qt::DisplayRole)
        return change.path;
    if (role != PlanAttributeRole && role != Qt::AccessibleTextRole)
        return {};
    PlanAttribute shown;
    shown.name = change.path;
    shown.before = change.before;
    shown.after = change.unknownAfter ? tr("known after apply") : change.after;
    shown.forcesReplacement = change.forcesReplacement;
    shown.sensitive = change.sensitive;
    return role == PlanAttributeRole ? QVariant::fromValue(shown) : QVariant(shown.spoken());
}

QString planMarkdown(const Plan &plan, const QString &environment)
{
    QStringList lines{PlanModel::tr("**Plan for %1:** %2").arg(environment, planSummaryText(plan.counts)),
                      QString()};
    for (const ResourceChange &change : plan.resources) {
        if (change.action != ChangeAction::NoOp)
            lines.append(QStringLiteral("- %1 `%2`").arg(changeActionWord(change.action), change.address));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace envdeck::ui
