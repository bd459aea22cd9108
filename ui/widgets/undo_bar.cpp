// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/undo_bar.h"

#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace envdeck::ui {

UndoBar::UndoBar(const QString &text, bool undoable, QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("toast"));
    setAccessibleName(text);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::space4, 5, undoable ? 6 : metrics::space4, 5);
    row->setSpacing(metrics::space4);
    auto *words = new Label(text, Type::Body, Tone::OnPrimary);
    words->setMinimumHeight(metrics::controlHeight);
    row->addWidget(words, 1);
    if (!undoable)
        return;
    auto *undo = new QPushButton(tr("Undo"));
    undo->setObjectName(QStringLiteral("toast.undo"));
    row->addWidget(undo);
    connect(undo, &QPushButton::clicked, this, &UndoBar::undoAsked);
}

void UndoBar::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    paintBox(&painter, rect(), metrics::radius + 2, t.primary, Qt::transparent);
}

} // namespace envdeck::ui
