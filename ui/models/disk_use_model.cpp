// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/disk_use_model.h"

#include "ui/text/number_text.h"

namespace envdeck::ui {

namespace {

using What = DiskUseLine::What;

DiskUseLine lineOf(What what, const hosts::DiskUseRow &row)
{
    return {what, {}, row.sizeBytes, std::nullopt, std::nullopt, row.reclaimableBytes, row.count};
}

QString sizeOrDash(std::optional<qint64> bytes)
{
    return bytes ? sizeText(*bytes) : absentText();
}

} // namespace

QList<DiskUseLine> diskUseLines(const hosts::HostStatus &host)
{
    QList<DiskUseLine> lines;
    if (host.facts.value && host.facts.value->fileSystems) {
        for (const hosts::FileSystem &each : host.facts.value->fileSystems.value())
            lines.append({What::FileSystem, each.mount, each.usedBytes, each.freeBytes, each.usedPercent(),
                          std::nullopt, std::nullopt});
    }
    if (!host.disk)
        return lines;
    const hosts::DiskUse &use = host.disk.value();
    if (use.images)
        lines.append(lineOf(What::Images, *use.images));
    if (use.containers)
        lines.append(lineOf(What::Containers, *use.containers));
    if (use.volumes)
        lines.append(lineOf(What::Volumes, *use.volumes));
    if (use.buildCache)
        lines.append(lineOf(What::BuildCache, *use.buildCache));
    if (use.logBytes)
        lines.append({What::Logs, {}, *use.logBytes, std::nullopt, std::nullopt, std::nullopt, std::nullopt});
    return lines;
}

void DiskUseModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

StatusCell DiskUseModel::cell(const DiskUseLine &line, int column) const
{
    using Kind = StatusCell::Kind;
    switch (column) {
    case WhatColumn:
        switch (line.what) {
        case What::FileSystem: return {Kind::Code, line.name, {}, Severity::None, true, true};
        case What::Images: return {Kind::Text, tr("Images")};
        case What::Containers: return {Kind::Text, tr("Written by containers")};
        case What::Volumes: return {Kind::Text, tr("Volumes")};
        case What::BuildCache: return {Kind::Text, tr("Build cache")};
        case What::Logs: return {Kind::Text, tr("Logs of containers")};
        }
        Q_UNREACHABLE();
    case UsedColumn: return {Kind::Number, sizeText(line.usedBytes)};
    case PercentColumn:
        return {Kind::Number,
                percentText(line.usedPercent),
                {},
                line.usedPercent.value_or(0) >= m_limit ? Severity::Warning : Severity::None};
    case FreeColumn: return {Kind::Number, sizeOrDash(line.freeBytes)};
    case ReclaimableColumn: return {Kind::Number, sizeOrDash(line.reclaimableBytes)};
    case CountColumn: return {Kind::Number, line.count ? countText(*line.count) : absentText()};
    default: return {};
    }
}

QVariant DiskUseModel::data(const QModelIndex &index, int role) const
{
    const DiskUseLine *line = row(index);
    if (!line)
        return {};
    if (role == Qt::TextAlignmentRole && index.column() != WhatColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return cellData(cell(*line, index.column()), role);
}

QVariant DiskUseModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == WhatColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case WhatColumn: return tr("What");
    case UsedColumn: return tr("Used");
    case PercentColumn: return tr("Full");
    case FreeColumn: return tr("Free");
    case ReclaimableColumn: return tr("Reclaimable");
    case CountColumn: return tr("Number");
    default: return {};
    }
}

} // namespace envdeck::ui
