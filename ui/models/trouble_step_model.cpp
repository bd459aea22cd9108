// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/trouble_step_model.h"

#include "ui/text/time_text.h"
#include "ui/text/trouble_text.h"

namespace envdeck::ui {

using troubleshooting::StepProgress;
using troubleshooting::StepReport;

void TroubleStepModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QString TroubleStepModel::key(const StepReport &step) const
{
    return troubleshooting::stepName(step.id);
}

StatusCell TroubleStepModel::cell(const StepReport &step, int column) const
{
    using Kind = StatusCell::Kind;
    switch (column) {
    case StepColumn:
        return {Kind::Text, QStringLiteral("%1  %2").arg(int(step.id) + 1).arg(troubleStepTitle(step.id)),
                {},         Severity::None,
                true,       true};
    case VerdictColumn: return {Kind::Status, troubleStepWord(step), {}, troubleStepSeverity(step)};
    case FoundColumn: return {Kind::Text, troubleStepText(step)};
    case ConfidenceColumn: {
        const bool counts = step.first() && (step.verdict() == FindingVerdict::LikelyCause ||
                                             step.verdict() == FindingVerdict::Related);
        return {Kind::Text, counts ? confidenceWord(step.first()->confidence) : QString()};
    }
    case TookColumn:
        return {Kind::Number, step.state == StepProgress::Running ? QString() : durationText(step.took)};
    default: return {};
    }
}

QVariant TroubleStepModel::data(const QModelIndex &index, int role) const
{
    const StepReport *step = row(index);
    return step ? cellData(cell(*step, index.column()), role) : QVariant();
}

QVariant TroubleStepModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == TookColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case StepColumn: return tr("Step");
    case VerdictColumn: return tr("Verdict");
    case FoundColumn: return tr("Found first");
    case ConfidenceColumn: return tr("Certainty");
    default: return tr("Took");
    }
}

} // namespace envdeck::ui
