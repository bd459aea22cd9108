// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/plan_model.h"

#include "ui/text/plan_cost_text.h"
#include "ui/text/plan_text.h"

#include <algorithm>

namespace envdeck::ui {

namespace {

using Node = terraform::AttributeNode;

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

} // namespace

PlanModel::PlanModel(QObject *parent) : QAbstractItemModel(parent) {}

void PlanModel::setPlan(const Plan &plan, PlanMode mode)
{
    beginResetModel();
    m_plan = plan;
    m_mode = mode;
    m_cost = mode == PlanMode::RefreshOnly ? terraform::PlanCost()
                                           : terraform::costOf(m_plan, terraform::builtInPrices());
    m_names = isHeld() ? planNames(m_plan) : PlanNames();
    m_rows.build(m_plan, m_filter, m_names);
    endResetModel();
}

bool PlanModel::isHeld() const
{
    return std::all_of(m_plan.resources.cbegin(), m_plan.resources.cend(),
                       [](const ResourceChange &change) { return change.attributes.isHeld(); });
}

void PlanModel::setNames(const PlanNames &names)
{
    m_names = names;
    if (!m_filter.text.isEmpty())
        rebuild();
}

void PlanModel::setUnchangedShown(bool shown)
{
    m_filter.showsUnchanged = shown;
    rebuild();
}

void PlanModel::setFilter(const QString &text)
{
    m_filter.text = text.trimmed();
    rebuild();
}

void PlanModel::rebuild()
{
    beginResetModel();
    m_rows.build(m_plan, m_filter, m_names);
    endResetModel();
}

void PlanModel::retranslate()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

QModelIndex PlanModel::index(int row, int column, const QModelIndex &parent) const
{
    if (column != 0 || row < 0 || row >= rowCount(parent))
        return {};
    const auto &rows = parent.isValid() ? m_rows.children(int(parent.internalId())) : m_rows.top();
    return createIndex(row, 0, quintptr(rows[size_t(row)]));
}

QModelIndex PlanModel::parent(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const int parent = m_rows.at(int(index.internalId())).parent;
    return parent < 0 ? QModelIndex() : createIndex(m_rows.at(parent).place, 0, quintptr(parent));
}

int PlanModel::rowCount(const QModelIndex &parent) const
{
    return int(parent.isValid() ? m_rows.children(int(parent.internalId())).size() : m_rows.top().size());
}

bool PlanModel::hasChildren(const QModelIndex &parent) const
{
    return parent.isValid() ? m_rows.hasChildren(int(parent.internalId())) : !m_rows.top().empty();
}

int PlanModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant PlanModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const PlanRow &row = m_rows.at(int(index.internalId()));
    if (role == KindRole)
        return int(row.kind);
    switch (row.kind) {
    case PlanRow::Kind::Action:
    case PlanRow::Kind::Module: return groupData(row, role);
    case PlanRow::Kind::Resource: return resourceData(m_plan.resources.at(row.detail), role);
    case PlanRow::Kind::Attribute: return attributeData(row, role);
    case PlanRow::Kind::Line: return lineData(row, role);
    }
    Q_UNREACHABLE();
}

QVariant PlanModel::groupData(const PlanRow &row, int role) const
{
    if (role == NoteRole)
        return QString::number(row.count);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    QString name = row.isOutputs ? tr("Outputs") : changeGroupWord(row.action);
    if (row.kind == PlanRow::Kind::Module) {
        name = m_plan.resources.at(row.detail).module;
        if (name.isEmpty())
            name = tr("root module");
    }
    return role == Qt::DisplayRole ? name : tr("%1: %2").arg(name).arg(row.count);
}

QString PlanModel::reason(const QModelIndex &index, QString (*quoted)(const QString &)) const
{
    const PlanRow &row = m_rows.at(int(index.internalId()));
    return row.kind == PlanRow::Kind::Resource ? reasonOf(m_plan.resources.at(row.detail), quoted)
                                               : QString();
}

QString PlanModel::reasonOf(const ResourceChange &change, QString (*quoted)(const QString &)) const
{
    QStringList notes{changeOrderText(change.action)};
    notes += changeNotes(change, quoted);
    if (const auto cost = m_cost.servers.constFind(
            change.deposed.isEmpty() ? change.address : change.address + u' ' + change.deposed);
        cost != m_cost.servers.constEnd())
        notes.append(serverCostText(cost.value()));
    notes.removeAll(QString());
    return notes.join(QStringLiteral("; "));
}

QVariant PlanModel::resourceData(const ResourceChange &change, int role) const
{
    if (role == Qt::DisplayRole || role == AddressRole)
        return change.address;
    if (role != PlanResourceRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole)
        return {};
    const PlanResource shown{shownAction(change.action), changeActionWord(change.action), change.address,
                             reasonOf(change), lossText(change)};
    return role == PlanResourceRole ? QVariant::fromValue(shown) : QVariant(shown.spoken());
}

QVariant PlanModel::attributeData(const PlanRow &row, int role) const
{
    const Node &node = m_rows.node(row);
    if (role == Qt::DisplayRole)
        return node.name;
    const QString note = node.kind == Node::Kind::Json && node.children.isEmpty()
                             ? tr("JSON, only its layout differs")
                         : node.kind == Node::Kind::Json ? tr("JSON")
                         : node.kind == Node::Kind::Text ? tr("text")
                                                         : QString();
    const bool isLeaf = node.kind == Node::Kind::Value;
    if (role == NoteRole)
        return note;
    if (!isLeaf && role == Qt::AccessibleTextRole)
        return note.isEmpty() ? node.name : tr("%1: %2").arg(node.name, note);
    if ((role != PlanAttributeRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole) ||
        (!isLeaf && role == Qt::ToolTipRole))
        return {};
    PlanAttribute shown;
    shown.name = node.name;
    shown.forcesReplacement = node.change.forcesReplacement;
    shown.sensitive = node.change.sensitive;
    if (isLeaf) {
        shown.before = node.change.before;
        shown.after = node.change.unknownAfter ? tr("known after apply") : node.change.after;
    } else if (node.change.unknownAfter) {
        shown.after = tr("known after apply");
    }
    return role == PlanAttributeRole ? QVariant::fromValue(shown) : QVariant(shown.spoken());
}

QVariant PlanModel::lineData(const PlanRow &row, int role) const
{
    const gitops::DiffLine &line = m_rows.line(row);
    using Kind = gitops::DiffLine::Kind;
    if (role == LineKindRole)
        return int(line.kind);
    if (role == Qt::DisplayRole)
        return line.text;
    if (role != Qt::AccessibleTextRole)
        return {};
    switch (line.kind) {
    case Kind::Context: return line.text;
    case Kind::Removed: return tr("removed: %1").arg(line.text);
    case Kind::Added: return tr("added: %1").arg(line.text);
    }
    Q_UNREACHABLE();
}

} // namespace envdeck::ui
