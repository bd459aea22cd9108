// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/state_model.h"

namespace envdeck::ui {

namespace {

template <typename Model>
void sayAnew(Model &model)
{
    Q_EMIT model.headerDataChanged(Qt::Horizontal, 0, model.columnCount() - 1);
    if (model.rowCount() > 0)
        Q_EMIT model.dataChanged(model.index(0, 0),
                                 model.index(model.rowCount() - 1, model.columnCount() - 1));
}

} // namespace

void StateModel::retranslate()
{
    sayAnew(*this);
}

QVariant StateModel::data(const QModelIndex &index, int role) const
{
    using Kind = StatusCell::Kind;
    const terraform::StateResource *resource = row(index);
    if (!resource)
        return {};
    if (role == SearchRole)
        return QStringList{resource->address, resource->provider}.join(QLatin1Char('\n'));
    switch (index.column()) {
    case AddressColumn: return cellData(StatusCell{Kind::Code, resource->address}, role);
    case TypeColumn: return cellData(StatusCell{Kind::Text, resource->type}, role);
    case ModuleColumn: return cellData(StatusCell{Kind::Text, resource->module}, role);
    case ProviderColumn: return cellData(StatusCell{Kind::Text, resource->provider}, role);
    case InstancesColumn:
        if (role == Qt::TextAlignmentRole)
            return int(Qt::AlignRight | Qt::AlignVCenter);
        return cellData(StatusCell{Kind::Number, QString::number(resource->instances)}, role);
    case NoteColumn:
        return resource->tainted > 0 ? cellData(StatusCell{Kind::Status,
                                                           tr("%n tainted", nullptr, resource->tainted),
                                                           {},
                                                           Severity::Warning},
                                                role)
                                     : cellData(StatusCell{}, role);
    default: return {};
    }
}

QVariant StateModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == InstancesColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case AddressColumn: return tr("Resource");
    case TypeColumn: return tr("Type");
    case ModuleColumn: return tr("Module");
    case ProviderColumn: return tr("Provider");
    case InstancesColumn: return tr("Instances");
    case NoteColumn: return tr("Note");
    default: return {};
    }
}

void StateAttributeModel::setInstances(const QString &address,
                                       const QList<terraform::StateInstance> &instances)
{
    QList<StateAttributeRow> rows;
    for (const terraform::StateInstance &instance : instances) {
        const QString own =
            instance.address.mid(address.size()) +
            (instance.deposed.isEmpty() ? QString() : tr(" (deposed %1)").arg(instance.deposed));
        const QString prefix = own.isEmpty() ? QString() : own.trimmed() + QLatin1Char(' ');
        for (const terraform::StateAttribute &attribute : instance.attributes)
            rows.append({prefix + attribute.path, attribute.text, attribute.sensitive});
    }
    setRows(rows);
}

void StateAttributeModel::retranslate()
{
    sayAnew(*this);
}

QVariant StateAttributeModel::data(const QModelIndex &index, int role) const
{
    using Kind = StatusCell::Kind;
    const StateAttributeRow *attribute = row(index);
    if (!attribute)
        return {};
    if (index.column() == NameColumn)
        return cellData(StatusCell{Kind::Text, attribute->name}, role);
    return attribute->sensitive ? cellData(StatusCell{Kind::Text, tr("sensitive, not shown")}, role)
                                : cellData(StatusCell{Kind::Code, attribute->text}, role);
}

QVariant StateAttributeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Attribute") : tr("Value");
}

} // namespace envdeck::ui
