// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chart_head.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/status.h"
#include "ui/theme/style.h"
#include "ui/theme/text_paint.h"

#include <QPainter>
#include <QPushButton>

namespace envdeck::ui {

namespace {

constexpr int titleLine = 20;
constexpr int figureLine = 26;
constexpr int buttonSize = metrics::controlHeight;

} // namespace

ChartHead::ChartHead(QWidget *parent)
    : QWidget(parent), m_menu(new QPushButton(themedIcon(QStringLiteral("more")), {}, this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setVariant(m_menu, ButtonVariant::Quiet);
    m_menu->setObjectName(QStringLiteral("chart.menu"));
}

void ChartHead::setWords(const QString &title, const QString &figure, Severity severity, const QString &range)
{
    m_title = title;
    m_figure = figure;
    m_severity = severity;
    m_range = range;
    update();
}

QSize ChartHead::sizeHint() const
{
    return {200, metrics::space2 + scaled(titleLine) + scaled(figureLine)};
}

void ChartHead::resizeEvent(QResizeEvent *)
{
    m_menu->setGeometry(width() - buttonSize - metrics::space1, metrics::space1, buttonSize, buttonSize);
}

void ChartHead::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    const QRectF title(metrics::space4, metrics::space2, m_menu->x() - 2 * metrics::space4,
                       scaled(titleLine));
    painter.setFont(ui::font(Type::Small));
    const double range = tabularWidth(QFontMetricsF(painter.font()), m_range);
    const double titleWidth = QFontMetricsF(ui::font(Type::BodyStrong)).horizontalAdvance(m_title);
    if (titleWidth + range + metrics::space4 < title.width()) {
        painter.setPen(t.muted);
        drawTabular(&painter, title, Qt::AlignRight, m_range);
    }
    painter.setFont(ui::font(Type::BodyStrong));
    painter.setPen(t.text);
    painter.drawText(title, Qt::AlignVCenter,
                     QFontMetricsF(painter.font()).elidedText(m_title, Qt::ElideRight, title.width() + 1));
    painter.setFont(ui::font(Type::Figure));
    painter.setPen(m_severity == Severity::None ? t.text : severityColor(t, m_severity));
    drawTabular(&painter, QRectF(title.left(), title.bottom(), title.width(), scaled(figureLine)),
                Qt::AlignLeft, m_figure);
}

} // namespace envdeck::ui
