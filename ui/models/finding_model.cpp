// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/finding_model.h"

#include "ui/text/host_text.h"

namespace envdeck::ui {

namespace {

bool isOfNetwork(Detector detector)
{
    return detector == Detector::NameResolution || detector == Detector::Connection ||
           detector == Detector::Tls || detector == Detector::Http;
}

} // namespace

void FindingModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QString FindingModel::key(const Finding &finding) const
{
    const QString own = finding.detector == Detector::LogErrors
                            ? finding.evidence.value(0)
                            : finding.facts.value(QStringLiteral("operation"));
    return QStringList{detectorName(finding.detector),
                       finding.host,
                       finding.subject,
                       finding.id,
                       finding.facts.value(QStringLiteral("port")),
                       own}
        .join(QLatin1Char('\n'));
}

StatusCell FindingModel::cell(const Finding &finding, int column) const
{
    using Kind = StatusCell::Kind;
    switch (column) {
    case VerdictColumn:
        return {Kind::Status, findingVerdictWord(finding.verdict), {}, findingSeverity(finding)};
    case FindingColumn: {
        const QString place = finding.host.isEmpty() ? tr("from this computer") : finding.host;
        const bool said = !m_places || (finding.host.isEmpty() && !isOfNetwork(finding.detector));
        return {Kind::Text, findingText(finding), said ? QString() : place, Severity::None, true, true};
    }
    case ReasonColumn: return {Kind::Text, findingReason(finding)};
    case EvidenceColumn: return {Kind::Code, finding.evidence.value(0)};
    case ActionColumn:
        return m_actions.contains(finding.action) ? StatusCell{Kind::Action, findingAction(finding.action)}
                                                  : StatusCell{};
    default: return {};
    }
}

QVariant FindingModel::data(const QModelIndex &index, int role) const
{
    const Finding *finding = row(index);
    if (!finding)
        return {};
    if (role == Qt::ToolTipRole && index.column() == EvidenceColumn)
        return finding->evidence.join(QLatin1Char('\n'));
    return cellData(cell(*finding, index.column()), role);
}

QVariant FindingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case VerdictColumn: return tr("Verdict");
    case FindingColumn: return tr("Finding");
    case ReasonColumn: return tr("Why");
    case EvidenceColumn: return tr("Evidence");
    default: return {};
    }
}

} // namespace envdeck::ui
