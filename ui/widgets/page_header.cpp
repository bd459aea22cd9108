// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page_header.h"

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace envdeck::ui {

PageHeader::PageHeader(const QString &title, QWidget *parent)
    : QWidget(parent), m_title(new Label(title, Type::PageTitle)),
      m_context(new Label({}, Type::Body, Tone::Muted)), m_freshness(new Chip({})),
      m_refresh(new QPushButton(themedIcon(QStringLiteral("refresh")), {})), m_controls(new QHBoxLayout),
      m_actions(new QHBoxLayout)
{
    setObjectName(QStringLiteral("page.header"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_title->setObjectName(QStringLiteral("page.title"));
    m_refresh->setObjectName(QStringLiteral("page.refresh"));
    setVariant(m_refresh, ButtonVariant::Quiet);
    connect(m_refresh, &QPushButton::clicked, this, &PageHeader::refreshAsked);
    m_controls->setSpacing(metrics::space2);
    m_actions->setSpacing(metrics::space2);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::pageMargin, 0, metrics::pageMargin, 0);
    row->setSpacing(metrics::space3);
    row->addWidget(m_title);
    row->addWidget(m_context);
    row->addStretch(1);
    row->addLayout(m_controls);
    row->addWidget(m_freshness);
    row->addWidget(m_refresh);
    row->addLayout(m_actions);
    m_context->hide();
    retranslate();
}

void PageHeader::retranslate()
{
    m_refresh->setAccessibleName(tr("Refresh"));
    m_refresh->setToolTip(tr("Refresh (F5)"));
}

void PageHeader::setTitle(const QString &title)
{
    m_title->setText(title);
}

void PageHeader::setContext(const QString &context)
{
    m_context->setText(context);
    m_context->setVisible(!context.isEmpty());
}

void PageHeader::setFreshness(const FreshnessText &freshness)
{
    m_freshness->setSpec({freshness.severity, freshness.text, false});
    m_freshness->setToolTip(freshness.details);
}

void PageHeader::setRefreshing(bool refreshing)
{
    m_refreshing = refreshing;
    update();
}

void PageHeader::setRefreshable(bool refreshable)
{
    m_refresh->setVisible(refreshable);
}

void PageHeader::addControl(QWidget *control)
{
    m_controls->addWidget(control);
}

QPushButton *PageHeader::addAction(const QString &text, const QString &icon)
{
    auto *button = new QPushButton(text);
    if (!icon.isEmpty())
        button->setIcon(themedIcon(icon));
    m_actions->addWidget(button);
    return button;
}

void PageHeader::setPrimary(QPushButton *button)
{
    if (m_primary)
        setVariant(m_primary, ButtonVariant::Secondary);
    m_primary = button;
    if (button)
        setVariant(button, ButtonVariant::Primary);
}

QSize PageHeader::sizeHint() const
{
    return {QWidget::sizeHint().width(), scaled(metrics::pageHeaderHeight)};
}

void PageHeader::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(this);
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), tokens.line);
    if (m_refreshing)
        painter.fillRect(QRect(0, height() - 2, width() / 3, 2), tokens.info);
}

void PageHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace envdeck::ui
