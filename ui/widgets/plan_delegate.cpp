// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plan_delegate.h"

#include "ui/models/plan_model.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/theme/text_paint.h"
#include "ui/widgets/chip.h"

#include <QPainter>
#include <QTreeView>

namespace envdeck::ui {

namespace {

constexpr int nameColumn = 190;
constexpr int leastName = 110; // of a name deep in the tree

// Draws an old or new value on its tint; returns the x behind it.
int paintOldOrNew(QPainter *painter, int x, const QRect &row, const QString &text, const QColor &tint,
                  const QColor &color, bool struck)
{
    QFont face = font(Type::Code);
    face.setStrikeOut(struck);
    painter->setFont(face);
    const int width = qMin(painter->fontMetrics().horizontalAdvance(text) + 12, row.right() - x);
    paintBox(painter, QRect(x, row.top() + 3, width, row.height() - 6), metrics::radiusSmall, tint,
             Qt::transparent);
    painter->setPen(color);
    painter->drawText(QRect(x + 6, row.top(), width - 12, row.height()), Qt::AlignVCenter,
                      unjoined(painter->fontMetrics().elidedText(text, Qt::ElideMiddle, width - 11)));
    return x + width;
}

void paintResource(QPainter *painter, const QRect &row, const PlanResource &resource, const Tokens &t)
{
    paintIcon(painter, QRect(row.left(), row.top(), 16, row.height()), planActionIcon(resource.action),
              planActionColor(t, resource.action), t.surface, metrics::iconSize);
    QRect text = row.adjusted(26, 0, 0, 0);
    if (!resource.warning.isEmpty()) {
        const QRect chip =
            paintChip(painter, text, {Severity::Critical, resource.warning, true}, t, Qt::AlignRight);
        text.setRight(chip.left() - metrics::space3);
    }
    painter->setFont(font(Type::CodeStrong));
    painter->setPen(t.text);
    const QString address =
        painter->fontMetrics().elidedText(resource.address, Qt::ElideMiddle, text.width());
    painter->drawText(text, Qt::AlignVCenter, unjoined(address));
    text.setLeft(text.left() + painter->fontMetrics().horizontalAdvance(address) + metrics::space3);
    painter->setFont(font(Type::Small));
    painter->setPen(t.muted);
    painter->drawText(text, Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(resource.reason, Qt::ElideRight, text.width()));
}

// Returns the x behind what it wrote.
int paintWords(QPainter *painter, int x, const QRect &row, const QString &text, Type type,
               const QColor &color)
{
    painter->setFont(font(type));
    painter->setPen(color);
    const QString shown = painter->fontMetrics().elidedText(text, Qt::ElideMiddle, qMax(0, row.right() - x));
    painter->drawText(QRect(x, row.top(), row.right() - x, row.height()), Qt::AlignVCenter, unjoined(shown));
    return x + painter->fontMetrics().horizontalAdvance(shown);
}

int paintValue(QPainter *painter, int x, const QRect &row, const PlanAttribute &attribute, const Tokens &t)
{
    if (attribute.sensitive) {
        paintIcon(painter, QRect(x, row.top(), 14, row.height()), QStringLiteral("lock"), t.muted, t.surface,
                  14);
        return paintWords(painter, x + 20, row, PlanDelegate::tr("sensitive, changes"), Type::Small, t.muted);
    }
    if (!attribute.before.isEmpty())
        x = paintOldOrNew(painter, x, row, attribute.before, t.removedTint, t.text, false);
    if (!attribute.before.isEmpty() && !attribute.after.isEmpty()) {
        painter->setPen(t.muted);
        painter->setFont(font(Type::Body));
        painter->drawText(QRect(x, row.top(), 26, row.height()), Qt::AlignCenter, QStringLiteral("\u2192"));
        x += 26;
    }
    if (!attribute.after.isEmpty())
        x = paintOldOrNew(painter, x, row, attribute.after, t.addedTint, t.text, false);
    return x;
}

// How far right of its resource's own values an attribute stands: all values of a resource begin at one x.
int indentBelowResource(const QWidget *view, const QModelIndex &index)
{
    const auto *tree = qobject_cast<const QTreeView *>(view);
    int steps = 0;
    for (QModelIndex at = index.parent();
         at.isValid() && at.data(PlanModel::KindRole).toInt() == int(PlanRow::Kind::Attribute);
         at = at.parent())
        ++steps;
    return tree ? steps * tree->indentation() : 0;
}

// `note` stands for the value of an object, a document or a text.
void paintAttribute(QPainter *painter, const QRect &row, const PlanAttribute &attribute, const QString &note,
                    int indent, const Tokens &t)
{
    const int column = qMax(scaled(leastName), scaled(nameColumn) - indent);
    const QRect name(row.left() + 6, row.top(), column - 12, row.height());
    paintWords(painter, name.left(), name, attribute.name, Type::Code, t.muted);
    int x = row.left() + column;
    if (!note.isEmpty())
        x = paintWords(painter, x, row, note, Type::Small, t.muted);
    else
        x = paintValue(painter, x, row, attribute, t);
    if (attribute.forcesReplacement)
        paintChip(painter, QRect(x + 12, row.top(), 240, row.height()),
                  {Severity::Warning, PlanDelegate::tr("forces replacement"), false}, t);
}

void paintGroup(QPainter *painter, const QRect &row, const QModelIndex &index, bool isModule, const Tokens &t)
{
    const int x = paintWords(painter, row.left(), row, index.data().toString(),
                             isModule ? Type::Code : Type::BodyStrong, isModule ? t.muted : t.text);
    paintWords(painter, x + metrics::space2, row, index.data(NoteRole).toString(), Type::Small, t.muted);
}

void paintLine(QPainter *painter, const QRect &row, const QModelIndex &index, const Tokens &t)
{
    using Kind = gitops::DiffLine::Kind;
    const auto kind = Kind(index.data(PlanModel::LineKindRole).toInt());
    if (kind != Kind::Context)
        painter->fillRect(row, kind == Kind::Added ? t.addedTint : t.removedTint);
    const QString sign = kind == Kind::Added     ? QStringLiteral("+")
                         : kind == Kind::Removed ? QStringLiteral("-")
                                                 : QString();
    paintWords(painter, row.left() + 6, row, sign, Type::Code, t.muted);
    painter->setFont(font(Type::Code));
    painter->setPen(t.text);
    const QRect text = row.adjusted(24, 0, -6, 0);
    painter->drawText(
        text, Qt::AlignVCenter,
        unjoined(painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, text.width())));
}

} // namespace

QString planActionIcon(PlanAction action)
{
    switch (action) {
    case PlanAction::Create: return QStringLiteral("plus");
    case PlanAction::Update: return QStringLiteral("edit");
    case PlanAction::Replace: return QStringLiteral("replace");
    case PlanAction::Delete: return QStringLiteral("delete");
    case PlanAction::Read: return QStringLiteral("search");
    case PlanAction::Forget: return QStringLiteral("minus");
    case PlanAction::Move: return QStringLiteral("promote");
    case PlanAction::Import: return QStringLiteral("plus");
    }
    return {};
}

QColor planActionColor(const Tokens &tokens, PlanAction action)
{
    switch (action) {
    case PlanAction::Create:
    case PlanAction::Import: return tokens.ok;
    case PlanAction::Update: return tokens.info;
    case PlanAction::Replace:
    case PlanAction::Delete: return tokens.critical;
    case PlanAction::Read:
    case PlanAction::Forget:
    case PlanAction::Move: return tokens.muted;
    }
    return tokens.muted;
}

void PlanDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const Tokens &t = tokensOf(option.widget);
    option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    // The view has a margin of its own; together they are the page's.
    const QRect row = option.rect.adjusted(metrics::space1, 0, metrics::space3 - metrics::pageMargin, 0);
    switch (PlanRow::Kind(index.data(PlanModel::KindRole).toInt())) {
    case PlanRow::Kind::Action: paintGroup(painter, row, index, false, t); break;
    case PlanRow::Kind::Module: paintGroup(painter, row, index, true, t); break;
    case PlanRow::Kind::Resource:
        paintResource(painter, row, index.data(PlanResourceRole).value<PlanResource>(), t);
        break;
    case PlanRow::Kind::Attribute:
        paintAttribute(painter, row, index.data(PlanAttributeRole).value<PlanAttribute>(),
                       index.data(NoteRole).toString(), indentBelowResource(option.widget, index), t);
        break;
    case PlanRow::Kind::Line: paintLine(painter, row, index, t); break;
    }
    if (option.state.testFlag(QStyle::State_HasFocus) &&
        option.state.testFlag(QStyle::State_KeyboardFocusChange))
        paintFocusRing(t, painter, option.rect, metrics::radiusSmall);
}

QSize PlanDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    switch (PlanRow::Kind(index.data(PlanModel::KindRole).toInt())) {
    case PlanRow::Kind::Action:
    case PlanRow::Kind::Resource: return {scaled(400), scaled(38)};
    case PlanRow::Kind::Module:
    case PlanRow::Kind::Attribute: return {scaled(400), scaled(28)};
    case PlanRow::Kind::Line: return {scaled(400), scaled(22)};
    }
    Q_UNREACHABLE();
}

} // namespace envdeck::ui
