// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/environment_model.h"

#include "ui/text/guard_text.h"

namespace envdeck::ui {

namespace {

QString pathWord(ChangePath path)
{
    return path == ChangePath::Push ? EnvironmentModel::tr("push") : EnvironmentModel::tr("pull request");
}

QString freezeText(const QList<Freeze> &freezes)
{
    QStringList parts;
    for (const Freeze &freeze : freezes)
        parts.append(freeze.reason.isEmpty() ? freeze.when
                                             : QStringLiteral("%1 (%2)").arg(freeze.when, freeze.reason));
    return parts.isEmpty() ? EnvironmentModel::tr("none") : parts.join(QStringLiteral("; "));
}

StatusCell cellOf(const Environment &environment, int column)
{
    StatusCell cell;
    switch (column) {
    case EnvironmentModel::NameColumn:
        cell.text = environment.name;
        cell.strong = true;
        break;
    case EnvironmentModel::KindColumn: cell.text = environmentKindWord(environment.kind); break;
    case EnvironmentModel::BranchColumn:
        cell.kind = StatusCell::Kind::Code;
        cell.text = environment.branch;
        break;
    case EnvironmentModel::DeployColumn: cell.text = pathWord(environment.policy.deploy); break;
    case EnvironmentModel::RollbackColumn: cell.text = pathWord(environment.policy.rollback); break;
    case EnvironmentModel::ApplyColumn:
        cell.text = environment.policy.apply == ApplyPath::Direct ? EnvironmentModel::tr("directly")
                                                                  : EnvironmentModel::tr("pull request");
        break;
    case EnvironmentModel::PinColumn:
        cell.text =
            environment.policy.pin == Pin::Tag ? EnvironmentModel::tr("tag") : EnvironmentModel::tr("digest");
        break;
    case EnvironmentModel::FreezeColumn: cell.text = freezeText(environment.policy.freeze); break;
    default: break;
    }
    return cell;
}

} // namespace

void EnvironmentModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QVariant EnvironmentModel::data(const QModelIndex &index, int role) const
{
    const Environment *environment = row(index);
    return environment ? cellData(cellOf(*environment, index.column()), role) : QVariant();
}

QVariant EnvironmentModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn: return tr("Environment");
    case KindColumn: return tr("Kind");
    case BranchColumn: return tr("Branch");
    case DeployColumn: return tr("Deploy by");
    case RollbackColumn: return tr("Roll back by");
    case ApplyColumn: return tr("Apply");
    case PinColumn: return tr("Pinned by");
    case FreezeColumn: return tr("Freeze");
    default: return {};
    }
}

} // namespace envdeck::ui
