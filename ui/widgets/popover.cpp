// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/popover.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QScreen>

namespace envdeck::ui {

namespace {

constexpr int popoverWidth = 420;
constexpr int popoverGap = 6;

} // namespace

Popover::Popover(QWidget *anchor)
    : QWidget(anchor, Qt::Popup | Qt::FramelessWindowHint), m_anchor(anchor), m_content(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("popover"));
    setAttribute(Qt::WA_TranslucentBackground); // rounded corners
    setAttribute(Qt::WA_DeleteOnClose);
    m_content->setContentsMargins(metrics::space4, metrics::space3, metrics::space4, metrics::space3);
    m_content->setSpacing(metrics::space2);
    setMaximumWidth(scaled(popoverWidth));
}

Label *Popover::addTitle(const QString &text)
{
    auto *label = new Label(text, Type::BodyStrong);
    label->setWordWrap(true);
    m_content->addWidget(label);
    setAccessibleName(text);
    return label;
}

void Popover::addFact(const QString &label, const QString &value)
{
    if (value.isEmpty())
        return;
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::space3);
    auto *name = new Label(label, Type::Small, Tone::Muted);
    name->setMinimumWidth(scaled(72));
    row->addWidget(name, 0, Qt::AlignTop);
    auto *text = new Label(value, Type::Small);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    row->addWidget(text, 1);
    m_content->addLayout(row);
}

Label *Popover::addText(const QString &text)
{
    auto *label = new Label(text, Type::Small, Tone::Muted);
    label->setWordWrap(true);
    m_content->addWidget(label);
    return label;
}

void Popover::popUp()
{
    ensurePolished();
    QSize size = sizeHint().boundedTo(QSize(scaled(popoverWidth), QWIDGETSIZE_MAX));
    if (m_content->hasHeightForWidth())
        size.setHeight(m_content->totalHeightForWidth(size.width()));
    const QRect room = m_anchor->screen()->availableGeometry();
    const QRect anchor(m_anchor->mapToGlobal(QPoint(0, 0)), m_anchor->size());
    const bool above = anchor.bottom() + popoverGap + size.height() > room.bottom();
    const int x = qBound(room.left() + popoverGap, anchor.left(),
                         qMax(room.left() + popoverGap, room.right() - size.width() - popoverGap));
    const int y = above ? anchor.top() - popoverGap - size.height() : anchor.bottom() + popoverGap;
    setGeometry(QRect(QPoint(x, y), size));
    show();
    if (QWidget *first = nextInFocusChain(); first && isAncestorOf(first))
        first->setFocus(Qt::PopupFocusReason);
}

void Popover::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintPopup(tokensOf(this), rect(), &painter);
}

void Popover::closeEvent(QCloseEvent *event)
{
    QWidget::closeEvent(event);
    m_anchor->setFocus(Qt::PopupFocusReason);
}

void Popover::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

} // namespace envdeck::ui
