// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/deployment_history_model.h"

#include "ui/text/deployment_text.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"

namespace envdeck::ui {

void DeploymentHistoryModel::setContext(const Thresholds &thresholds, const QDateTime &now,
                                        const QString &busy)
{
    m_thresholds = thresholds;
    m_now = now;
    m_busy = busy;
}

void DeploymentHistoryModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

bool DeploymentHistoryModel::canRollBackTo(const Deployment &deployment) const
{
    const bool runsNow = !rows().isEmpty() && rows().first().image.tag == deployment.image.tag;
    return !deployment.current && !runsNow && m_busy.isEmpty();
}

StatusCell DeploymentHistoryModel::cell(const Deployment &deployment, int column) const
{
    using Kind = StatusCell::Kind;
    StatusCell cell;
    switch (column) {
    case StateColumn:
        cell.kind = Kind::Status;
        cell.text = deploymentWord(deployment);
        cell.severity = deploymentSeverity(deployment);
        break;
    case VersionColumn:
        cell.kind = Kind::Version;
        cell.text = deployment.image.tag;
        cell.note = shortDigest(deployment.image.digest);
        cell.strong = true;
        break;
    case ChangeColumn: cell.text = deployment.subject; break;
    case WhenColumn: cell.text = agoText(deployment.at, m_now); break;
    case ByColumn: cell.text = deployment.author; break;
    case LiveColumn:
        cell.kind = Kind::Number;
        cell.text = liveForText(deployment);
        break;
    case ErrorColumn:
        cell.kind = Kind::Number;
        cell.text = percentText(deployment.errorPercent);
        if (deployment.errorPercent && *deployment.errorPercent > m_thresholds.errorRatePercent)
            cell.severity = Severity::Critical;
        break;
    case P95Column:
        cell.kind = Kind::Number;
        cell.text = latencyText(deployment.p95Ms);
        if (deployment.p95Ms && *deployment.p95Ms > m_thresholds.p95Ms)
            cell.severity = Severity::Warning;
        break;
    case SourceColumn:
        cell.kind = Kind::Code;
        cell.text = deployment.source;
        break;
    case ActionColumn:
        if (deployment.current)
            break;
        cell.kind = Kind::Action;
        cell.enabled = canRollBackTo(deployment);
        cell.text = cell.enabled ? tr("Roll back") : m_busy.isEmpty() ? tr("runs now") : m_busy;
        break;
    default: break;
    }
    return cell;
}

QVariant DeploymentHistoryModel::data(const QModelIndex &index, int role) const
{
    const Deployment *deployment = row(index);
    if (!deployment)
        return {};
    switch (role) {
    case FilterRole:
        return QStringList({deployment->image.tag, deployment->author, deployment->commit,
                            deployment->subject, deployment->source})
            .join(QLatin1Char(' '));
    case Qt::TextAlignmentRole:
        return cell(*deployment, index.column()).kind == StatusCell::Kind::Number
                   ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                   : QVariant();
    default: return cellData(cell(*deployment, index.column()), role);
    }
}

QVariant DeploymentHistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const bool number = section == LiveColumn || section == ErrorColumn || section == P95Column;
    if (role == Qt::TextAlignmentRole)
        return int((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case StateColumn: return tr("State");
    case VersionColumn: return tr("Version");
    case ChangeColumn: return tr("Change");
    case WhenColumn: return tr("When");
    case ByColumn: return tr("By");
    case LiveColumn: return tr("Live for");
    case ErrorColumn: return tr("Error then");
    case P95Column: return tr("p95 then");
    case SourceColumn: return tr("Source");
    default: return {};
    }
}

} // namespace envdeck::ui
