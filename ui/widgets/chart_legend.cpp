// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chart_legend.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"

#include <QPainter>

#include <array>

namespace envdeck::ui {

QPen seriesPen(const Tokens &tokens, int index)
{
    static constexpr std::array dashes{Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
    const auto n = static_cast<std::size_t>(index);
    QPen pen(tokens.series[n % tokens.series.size()], 1.5, dashes[n % dashes.size()]);
    pen.setCapStyle(Qt::RoundCap);
    return pen;
}

ChartLegend::ChartLegend(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ChartLegend::setNames(const QStringList &names)
{
    m_names = names;
    setAccessibleName(names.join(QStringLiteral(", ")));
    update();
}

QSize ChartLegend::sizeHint() const
{
    return {200, scaled(20)};
}

void ChartLegend::paintEvent(QPaintEvent *)
{
    constexpr int sample = 14;
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(ui::font(Type::Small));
    int x = metrics::space4;
    for (int i = 0; i < m_names.size() && x + sample < width(); ++i) {
        QPen pen = seriesPen(t, i);
        pen.setWidthF(2);
        painter.setPen(pen);
        painter.drawLine(QPointF(x, height() / 2.0), QPointF(x + sample, height() / 2.0));
        x += sample + 6;
        const QString shown =
            painter.fontMetrics().elidedText(m_names.at(i), Qt::ElideRight, width() - x - metrics::space2);
        painter.setPen(t.muted);
        painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter, shown);
        x += painter.fontMetrics().horizontalAdvance(shown) + metrics::space4;
    }
}

} // namespace envdeck::ui
