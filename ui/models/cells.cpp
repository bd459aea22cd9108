// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/cells.h"

#include <QCoreApplication>
#include <QStringList>

namespace envdeck::ui {

struct CellWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::CellWords)
};

namespace {

// Read out by a screen reader: parts that are empty leave no gap.
QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QString valueText(const MatrixValue &value)
{
    const QString words = QStringLiteral("%1 %2").arg(value.label, value.text).trimmed();
    return joined({words, severityWord(value.severity)});
}

QStringList valueTexts(const QList<MatrixValue> &values)
{
    QStringList parts;
    for (const MatrixValue &value : values)
        parts.append(valueText(value));
    return parts;
}

} // namespace

QString severityWord(Severity severity)
{
    switch (severity) {
    case Severity::None:
    case Severity::Ok: return {};
    case Severity::Warning: return CellWords::tr("warning");
    case Severity::Critical: return CellWords::tr("critical");
    case Severity::Running: return CellWords::tr("running");
    case Severity::Stale: return CellWords::tr("out of date");
    case Severity::Unknown: return CellWords::tr("unknown");
    }
    Q_UNREACHABLE();
}

QString StatusCell::spoken() const
{
    if (kind == Kind::Action && enabled && !text.isEmpty())
        return CellWords::tr("%1, button").arg(text);
    // A status word says it already; a number needs the word that its colour says to the eye.
    return joined({text, note, kind == Kind::Status ? QString() : severityWord(severity)});
}

QString AppCell::spoken() const
{
    QStringList parts{CellWords::tr("version %1").arg(version), note, word};
    parts.append(valueTexts(values));
    parts.append(since);
    if (!action.isEmpty())
        parts.append(CellWords::tr("%1, button").arg(action));
    return joined(parts);
}

QString FactCell::spoken() const
{
    return joined(valueTexts(values));
}

QString PlanResource::spoken() const
{
    return joined({word, address, reason, warning});
}

QString PlanAttribute::spoken() const
{
    if (sensitive)
        return CellWords::tr("%1: sensitive value").arg(name);
    if (before.isEmpty())
        return CellWords::tr("%1: new, %2").arg(name, after);
    if (after.isEmpty())
        return CellWords::tr("%1: removed, was %2").arg(name, before);
    return CellWords::tr("%1: from %2 to %3").arg(name, before, after);
}

namespace {

template <typename Cell>
QVariant dataOf(const Cell &cell, const QString &text, int cellRole, int role)
{
    if (role == Qt::DisplayRole)
        return text;
    if (role == cellRole)
        return QVariant::fromValue(cell);
    if (role == Qt::AccessibleTextRole)
        return cell.spoken();
    return {};
}

} // namespace

QVariant cellData(const StatusCell &cell, int role)
{
    if (role == Qt::ToolTipRole && cell.kind != StatusCell::Kind::Action)
        return QStringLiteral("%1 %2").arg(cell.text, cell.note).trimmed();
    return dataOf(cell, cell.text, StatusCellRole, role);
}

QVariant cellData(const AppCell &cell, int role)
{
    return dataOf(cell, cell.version, AppCellRole, role);
}

QVariant cellData(const FactCell &cell, int role)
{
    return dataOf(cell, cell.spoken(), FactCellRole, role);
}

QVariant cellData(const PlanResource &resource, int role)
{
    return role == Qt::ToolTipRole ? QVariant(resource.address)
                                   : dataOf(resource, resource.address, PlanResourceRole, role);
}

QVariant cellData(const PlanAttribute &attribute, int role)
{
    return role == Qt::ToolTipRole && !attribute.sensitive
               ? QVariant(attribute.spoken())
               : dataOf(attribute, attribute.name, PlanAttributeRole, role);
}

} // namespace envdeck::ui
