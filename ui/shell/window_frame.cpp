// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/window_frame.h"

#include "ui/shell/page_stack.h"
#include "ui/shell/top_bar.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/activity_panel.h"
#include "ui/widgets/env_band.h"
#include "ui/widgets/nav_list.h"
#include "ui/widgets/status_strip.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QSplitter>

namespace envdeck::ui {

WindowFrame::WindowFrame(QWidget *parent)
    : QWidget(parent), m_band(new EnvBand(metrics::bandHeight)), m_topBar(new TopBar),
      m_navigation(new NavList), m_pages(new PageStack), m_activity(new ActivityPanel),
      m_strip(new StatusStrip), m_splitter(new QSplitter(Qt::Vertical))
{
    m_splitter->addWidget(m_pages);
    m_splitter->addWidget(m_activity);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setCollapsible(0, false);
    m_splitter->setCollapsible(1, false);
    m_splitter->setHandleWidth(4);
    m_activity->setMinimumHeight(120);
    m_activity->hide();

    auto *navColumn = new QVBoxLayout;
    navColumn->setContentsMargins(0, metrics::space2, 0, 0);
    navColumn->addWidget(m_navigation);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addLayout(navColumn);
    middle->addSpacing(1);
    middle->addWidget(m_splitter, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_band);
    column->addWidget(m_topBar);
    column->addSpacing(1);
    column->addLayout(middle, 1);
    column->addWidget(m_strip);
}

void WindowFrame::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), t.canvas);
    const int top = m_topBar->geometry().bottom() + 1;
    const int left = m_navigation->width();
    painter.fillRect(QRect(left + 1, top + 1, width(), height()), t.surface);
    painter.fillRect(QRect(left, top, 1, height()), t.line);
    painter.fillRect(QRect(0, top, width(), 1), t.line);
}

void WindowFrame::resizeEvent(QResizeEvent *)
{
    m_navigation->setNarrow(width() < metrics::narrowWindow);
}

} // namespace envdeck::ui
