// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/version_model.h"

#include "ui/text/number_text.h"
#include "ui/text/time_text.h"

namespace envdeck::ui {

QVariant VersionModel::data(const QModelIndex &index, int role) const
{
    const deployments::Version *version = row(index);
    if (!version || (role != StatusCellRole && role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    StatusCell cell;
    switch (index.column()) {
    case VersionColumn:
        cell.kind = StatusCell::Kind::Version;
        cell.text = version->image.tag;
        cell.note = shortDigest(version->image.digest);
        cell.strong = true;
        break;
    case CreatedColumn:
        cell.text = version->created.isValid() ? agoText(version->created, m_now) : absentText();
        break;
    case RunsInColumn:
        cell.text = version->runsIn.isEmpty()
                        ? QString()
                        : tr("runs in %1").arg(version->runsIn.join(QStringLiteral(", ")));
        break;
    default: break;
    }
    if (role == StatusCellRole)
        return QVariant::fromValue(cell);
    return role == Qt::AccessibleTextRole ? cell.spoken() : cell.text;
}

QVariant VersionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case VersionColumn: return tr("Version");
    case CreatedColumn: return tr("Built");
    default: return {};
    }
}

} // namespace envdeck::ui
