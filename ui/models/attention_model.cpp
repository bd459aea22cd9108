// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/attention_model.h"

#include "ui/text/attention_text.h"
#include "ui/text/time_text.h"

namespace envdeck::ui {

AttentionCount attentionCount(const QList<health::Attention> &attention)
{
    AttentionCount counted;
    QList<Severity> all;
    for (const health::Attention &item : attention)
        all.append(attentionSeverity(item));
    counted.count = int(attention.size());
    counted.worst = all.isEmpty() ? Severity::None : worst(all);
    return counted;
}

void AttentionModel::retranslate()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QString AttentionModel::key(const health::Attention &attention) const
{
    return QStringLiteral("%1/%2/%3")
        .arg(attention.target.text())
        .arg(int(attention.code))
        .arg(attention.facts.value(QStringLiteral("rule")));
}

QVariant AttentionModel::data(const QModelIndex &index, int role) const
{
    const health::Attention *attention = row(index);
    if (!attention || (role != StatusCellRole && role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    StatusCell cell;
    switch (index.column()) {
    case PlaceColumn:
        cell.kind = StatusCell::Kind::Status;
        cell.severity = attentionSeverity(*attention);
        cell.text = attentionPlace(*attention);
        break;
    case TextColumn:
        cell.text = attentionText(*attention);
        cell.note = attention->since.isValid() ? agoText(attention->since, m_now) : QString();
        break;
    case ActionColumn:
        cell.kind = StatusCell::Kind::Action;
        cell.text = attention->code == health::AttentionCode::Drifted        ? tr("Show")
                    : attention->target.app.isEmpty()                        ? QString()
                    : attention->code == health::AttentionCode::NotAnswering ? tr("Troubleshoot")
                    : attention->critical                                    ? tr("Roll back")
                                                                             : tr("Show");
        cell.enabled = !cell.text.isEmpty();
        break;
    default: return {};
    }
    if (role == StatusCellRole)
        return QVariant::fromValue(cell);
    return role == Qt::AccessibleTextRole ? cell.spoken() : cell.text;
}

} // namespace envdeck::ui
