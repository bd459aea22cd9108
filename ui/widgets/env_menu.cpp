// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/env_menu.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/env_band.h"
#include "ui/widgets/key_caps.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

namespace envdeck::ui {

namespace {

class EnvMenuDelegate final : public QStyledItemDelegate {
public:
    EnvMenuDelegate(const QList<EnvChoice> &choices, QObject *parent)
        : QStyledItemDelegate(parent), m_choices(choices)
    {
        for (const EnvChoice &choice : choices)
            m_names.append(choice.name);
        m_names.removeAll(QString());
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {option.rect.width(), scaled(34)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &t = tokensOf(option.widget);
        const EnvChoice &choice = m_choices.at(index.row());
        if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver))
            paintBox(painter, option.rect, metrics::radiusSmall, t.hover, Qt::transparent);
        const QRect area = option.rect.adjusted(metrics::space2, 0, -metrics::space2, 0);
        if (!choice.name.isEmpty())
            paintEnvTag(painter, QRectF(area.left(), area.center().y() - 8.5, 18, 18), t, choice.kind,
                        envLetters(choice.name, m_names));
        const int right = paintKeyCaps(painter, area, choice.shortcut, t) - metrics::space3;
        painter->setFont(font(Type::BodyStrong));
        painter->setPen(t.text);
        const QString name = index.data().toString();
        const QRect nameRect(area.left() + 28, area.top(), scaled(120), area.height());
        painter->drawText(nameRect, Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(name, Qt::ElideRight, nameRect.width()));
        if (choice.name.isEmpty())
            return;
        const QRect status(nameRect.right() + metrics::space2, area.top(), scaled(100), area.height());
        paintChip(painter, status, {choice.worst, choice.word, false}, t);
        painter->setFont(font(Type::Small));
        painter->setPen(t.muted);
        const QRect note(status.right() + metrics::space2, area.top(),
                         right - status.right() - metrics::space2, area.height());
        painter->drawText(note, Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(choice.note, Qt::ElideRight, note.width()));
    }

private:
    QList<EnvChoice> m_choices;
    QStringList m_names;
};

} // namespace

EnvMenu::EnvMenu(const QList<EnvChoice> &choices, const QString &current, QWidget *parent)
    : QListView(parent), m_choices(choices), m_model(new QStandardItemModel(this))
{
    setObjectName(QStringLiteral("env.choices"));
    setAccessibleName(tr("Environments"));
    for (const EnvChoice &choice : choices) {
        const QString title = choice.name.isEmpty() ? tr("All environments") : choice.name;
        auto *item = new QStandardItem(title);
        item->setData(QStringLiteral("%1, %2 %3").arg(title, choice.word, choice.note),
                      Qt::AccessibleTextRole);
        m_model->appendRow(item);
    }
    setModel(m_model);
    setItemDelegate(new EnvMenuDelegate(choices, this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    viewport()->setAutoFillBackground(false);
    int row = 0;
    while (row < choices.size() && choices.at(row).name != current)
        ++row;
    setCurrentIndex(m_model->index(row < choices.size() ? row : 0, 0));
    connect(this, &QListView::clicked, this,
            [this](const QModelIndex &index) { Q_EMIT chosen(m_choices.at(index.row()).name); });
}

QSize EnvMenu::sizeHint() const
{
    return {scaled(410), scaled(34) * qMin<int>(10, m_model->rowCount())};
}

void EnvMenu::keyPressEvent(QKeyEvent *event)
{
    const bool choose =
        event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (choose && currentIndex().isValid())
        Q_EMIT chosen(m_choices.at(currentIndex().row()).name);
    else
        QListView::keyPressEvent(event);
}

} // namespace envdeck::ui
