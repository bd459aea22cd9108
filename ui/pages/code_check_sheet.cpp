// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/code_check_sheet.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/theme/style.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/env_band.h"
#include "ui/widgets/label.h"
#include "ui/widgets/log_view.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace envdeck::ui {

CodeCheckSheet::CodeCheckSheet(const CodeCheckText &text, EnvironmentKind kind, bool hatched, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("check.sheet"));
    setAccessibleName(text.title);
    auto *band = new EnvBand(metrics::sheetBandHeight);
    band->setEnvironments({kind});
    band->setHatched(hatched);
    band->setTopRadius(metrics::radiusLarge);
    auto *head = new QHBoxLayout;
    head->addWidget(new Label(text.title, Type::PageTitle), 1);
    head->addWidget(new Chip({text.severity, text.result, false}));
    auto *body = new QVBoxLayout;
    body->setContentsMargins(metrics::space6, metrics::space4, metrics::space6, metrics::space4);
    body->setSpacing(metrics::space3);
    body->addLayout(head);
    auto *facts = new Label(text.facts, Type::Body, Tone::Muted);
    facts->setObjectName(QStringLiteral("check.facts"));
    facts->setWordWrap(true);
    body->addWidget(facts);
    if (text.lines.isEmpty()) {
        body->addStretch(1);
    } else {
        auto *lines = new LogView;
        lines->setObjectName(QStringLiteral("check.lines"));
        lines->setAccessibleName(text.result);
        lines->setText(text.lines);
        body->addWidget(lines, 1);
    }
    body->addLayout(makeButtons(text));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(band);
    column->addLayout(body, 1);
}

QLayout *CodeCheckSheet::makeButtons(const CodeCheckText &text)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::space2);
    if (!text.lines.isEmpty()) {
        auto *copy = new QPushButton(tr("Copy"));
        copy->setObjectName(QStringLiteral("check.copy"));
        connect(copy, &QPushButton::clicked, this, [this, lines = text.lines] { Q_EMIT copyAsked(lines); });
        row->addWidget(copy);
    }
    row->addStretch(1);
    auto *close = new QPushButton(tr("Close"));
    close->setObjectName(QStringLiteral("check.close"));
    connect(close, &QPushButton::clicked, this, &CodeCheckSheet::closed);
    row->addWidget(close);
    setVariant(close, text.action.isEmpty() ? ButtonVariant::Primary : ButtonVariant::Secondary);
    if (!text.action.isEmpty()) {
        auto *act = new QPushButton(text.action);
        act->setObjectName(QStringLiteral("check.action"));
        setVariant(act, ButtonVariant::Primary);
        connect(act, &QPushButton::clicked, this, &CodeCheckSheet::actionAsked);
        row->addWidget(act);
    }
    setFocusProxy(close);
    return row;
}

QSize CodeCheckSheet::sizeHint() const
{
    return {scaled(820), scaled(findChild<LogView *>() ? 520 : 220)};
}

void CodeCheckSheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return Q_EMIT closed();
    QWidget::keyPressEvent(event);
}

void CodeCheckSheet::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    paintBox(&painter, rect(), metrics::radiusLarge, t.surface, t.line);
}

} // namespace envdeck::ui
