// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/nav_list.h"

#include "ui/models/cells.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"

#include <QEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

namespace envdeck::ui {

namespace {

enum Role { IdRole = Qt::UserRole + 1, IconRole, CountRole, SeverityRole };

class NavDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const bool isGap = index.data().toString().isEmpty();
        return {option.rect.width(), isGap ? metrics::space3 : scaled(30)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QString title = index.data().toString();
        if (title.isEmpty())
            return;
        const Tokens &t = tokensOf(option.widget);
        const bool narrow = option.rect.width() < metrics::navigationWidthNarrow + metrics::space2;
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const bool over = option.state.testFlag(QStyle::State_MouseOver);
        const QRect box = option.rect.adjusted(metrics::space2, 1, -metrics::space2, -1);
        if (selected || over)
            paintBox(painter, box, metrics::radius, selected ? t.selected : t.hover, Qt::transparent);
        const QColor ink = selected ? t.text : t.muted;
        const QRect iconRect(narrow ? box.left() : box.left() + metrics::space2, box.top(),
                             narrow ? box.width() : metrics::iconSize, box.height());
        paintIcon(painter, iconRect, index.data(IconRole).toString(), ink, t.canvas, metrics::iconSize);
        const int right = paintBadge(painter, box, index, t, narrow);
        if (!narrow) {
            painter->setFont(font(selected ? Type::BodyStrong : Type::Body));
            painter->setPen(selected ? t.text : blended(t.text, t.muted, 0.5));
            const QRect text(iconRect.right() + 1 + metrics::space2 + 2, box.top(),
                             right - iconRect.right() - 12, box.height());
            painter->drawText(text, Qt::AlignVCenter,
                              painter->fontMetrics().elidedText(title, Qt::ElideRight, text.width()));
        }
        if (option.state.testFlag(QStyle::State_HasFocus) &&
            option.state.testFlag(QStyle::State_KeyboardFocusChange))
            paintFocusRing(t, painter, box, metrics::radius);
    }

private:
    // Returns the x where the title must end.
    static int paintBadge(QPainter *painter, const QRect &box, const QModelIndex &index, const Tokens &t,
                          bool narrow)
    {
        const int count = index.data(CountRole).toInt();
        const auto severity = index.data(SeverityRole).value<Severity>();
        if (severity == Severity::None)
            return box.right();
        const QColor color = severityColor(t, severity);
        if (narrow) {
            paintBox(painter, QRectF(box.right() - 11, box.top() + 4, 7, 7), 3.5, color, Qt::transparent);
            return box.right();
        }
        int x = box.right() - metrics::space2 - metrics::statusIconSize + 1;
        paintIcon(painter, QRect(x, box.top(), metrics::statusIconSize, box.height()), severityIcon(severity),
                  color, t.canvas, metrics::statusIconSize);
        if (count > 0) {
            painter->setFont(font(Type::SmallStrong));
            painter->setPen(t.text);
            const int width = painter->fontMetrics().horizontalAdvance(QString::number(count));
            x -= width + 5;
            painter->drawText(QRect(x, box.top(), width, box.height()), Qt::AlignVCenter,
                              QString::number(count));
        }
        return x - metrics::space1;
    }
};

} // namespace

NavList::NavList(QWidget *parent) : QListView(parent), m_model(new QStandardItemModel(this))
{
    setObjectName(QStringLiteral("nav.list"));
    setAccessibleName(tr("Pages"));
    setModel(m_model);
    setItemDelegate(new NavDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    viewport()->setAutoFillBackground(false); // sits on the canvas of the shell
    setNarrow(false);
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        if (const QString id = current.data(IdRole).toString(); !id.isEmpty() && !m_following)
            Q_EMIT pageChosen(id);
    });
}

void NavList::setEntries(const QList<NavEntry> &entries)
{
    const QString current = currentIndex().data(IdRole).toString();
    m_following = true;
    m_model->clear();
    for (const NavEntry &entry : entries) {
        auto *item = new QStandardItem(entry.title);
        item->setData(entry.id, IdRole);
        item->setData(entry.icon, IconRole);
        item->setData(entry.count, CountRole);
        item->setData(QVariant::fromValue(entry.severity), SeverityRole);
        item->setToolTip(entry.count > 0 ? tr("%1 (%2)").arg(entry.title).arg(entry.count) : entry.title);
        const QStringList spoken{entry.title, entry.count > 0 ? QString::number(entry.count) : QString(),
                                 severityWord(entry.severity)};
        item->setData(spoken.filter(QRegularExpression(QStringLiteral("."))).join(QStringLiteral(", ")),
                      Qt::AccessibleTextRole);
        if (entry.title.isEmpty())
            item->setFlags(Qt::NoItemFlags);
        m_model->appendRow(item);
    }
    m_following = false;
    setCurrent(current);
}

void NavList::setCurrent(const QString &id)
{
    m_following = true;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->index(row, 0).data(IdRole).toString() == id)
            setCurrentIndex(m_model->index(row, 0));
    }
    m_following = false;
}

void NavList::setNarrow(bool narrow)
{
    m_narrow = narrow;
    applyWidth();
}

void NavList::applyWidth()
{
    setFixedWidth(m_narrow ? metrics::navigationWidthNarrow : scaled(metrics::navigationWidth));
    scheduleDelayedItemsLayout();
}

QSize NavList::sizeHint() const
{
    int height = 0;
    for (int row = 0; row < m_model->rowCount(); ++row)
        height += sizeHintForRow(row);
    return {width(), height};
}

void NavList::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::StyleChange) // the text size
        applyWidth();
}

} // namespace envdeck::ui
