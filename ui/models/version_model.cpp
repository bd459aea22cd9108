// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/version_model.h"

#include "ui/text/number_text.h"
#include "ui/text/time_text.h"
#include "ui/text/version_text.h"

namespace envdeck::ui {

void VersionModel::setVersion(const deployments::Version &version)
{
    QList<deployments::Version> all = rows();
    for (deployments::Version &each : all) {
        if (each.image.tag == version.image.tag)
            each = version;
    }
    setRows(all);
}

void VersionModel::setChecks(const QString &tag, const platform::CiFacts &checks)
{
    m_checks.insert(tag, checks);
    for (int at = 0; at < rowCount(); ++at) {
        if (rows().at(at).image.tag == tag)
            Q_EMIT dataChanged(index(at, ChecksColumn), index(at, ChecksColumn));
    }
}

StatusCell VersionModel::cell(const deployments::Version &version, int column) const
{
    StatusCell cell;
    switch (column) {
    case VersionColumn:
        cell.kind = StatusCell::Kind::Version;
        cell.text = version.image.tag;
        cell.note = shortDigest(version.image.digest);
        cell.strong = true;
        break;
    case CreatedColumn:
        cell.text = version.created.isValid() ? agoText(version.created, m_now)
                    : version.isRead          ? absentText()
                                              : QString();
        break;
    case RevisionColumn:
        cell.kind = StatusCell::Kind::Code;
        cell.text = version.revision.left(7);
        break;
    case ChecksColumn:
        if (const auto checks = m_checks.constFind(version.image.tag); checks != m_checks.cend()) {
            cell.kind = StatusCell::Kind::Status;
            cell.text = ciText(*checks);
            cell.severity = ciSeverity(checks->state);
        }
        break;
    case RunsInColumn:
        cell.text = version.runsIn.isEmpty()
                        ? QString()
                        : tr("runs in %1").arg(version.runsIn.join(QStringLiteral(", ")));
        break;
    default: break;
    }
    return cell;
}

QVariant VersionModel::data(const QModelIndex &index, int role) const
{
    const deployments::Version *version = row(index);
    return version ? cellData(cell(*version, index.column()), role) : QVariant();
}

QVariant VersionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case VersionColumn: return tr("Version");
    case CreatedColumn: return tr("Built");
    case RevisionColumn: return tr("Commit");
    case ChecksColumn: return tr("Checks");
    default: return {};
    }
}

} // namespace envdeck::ui
