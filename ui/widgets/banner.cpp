// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/banner.h"

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace envdeck::ui {

namespace {

constexpr int iconColumn = 40;

} // namespace

Banner::Banner(Severity severity, const QString &title, const QString &detail, QWidget *parent)
    : QWidget(parent), m_title(new Label({}, Type::BodyStrong)),
      m_detail(new Label({}, Type::Small, Tone::Muted)), m_row(new QHBoxLayout(this))
{
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    for (Label *label : {m_title, m_detail}) {
        label->setWordWrap(true);
        texts->addWidget(label);
    }
    m_row->setContentsMargins(iconColumn, metrics::space2 + 1, metrics::space3, metrics::space2 + 1);
    m_row->setSpacing(metrics::space2);
    m_row->addLayout(texts, 1);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setWords(severity, title, detail);
}

void Banner::setWords(Severity severity, const QString &title, const QString &detail)
{
    m_severity = severity;
    m_title->setText(title);
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    setAccessibleName(QStringLiteral("%1 %2").arg(title, detail).trimmed());
    update();
}

QPushButton *Banner::addButton(const QString &text)
{
    auto *button = new QPushButton(text);
    m_row->addWidget(button, 0, Qt::AlignVCenter);
    return button;
}

void Banner::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(this);
    const QColor color = severityColor(tokens, m_severity);
    const QColor back = tokens.tint(color);
    QPainter painter(this);
    paintBox(&painter, rect(), metrics::radius, back, blended(color, tokens.surface, 0.3));
    paintIcon(&painter, QRect(12, 0, metrics::iconSize, height()), severityIcon(m_severity), color, back,
              metrics::iconSize);
}

} // namespace envdeck::ui
