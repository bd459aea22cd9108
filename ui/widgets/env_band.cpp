// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/env_band.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace envdeck::ui {

EnvBand::EnvBand(int height, QWidget *parent) : QWidget(parent)
{
    setFixedHeight(height);
    setObjectName(QStringLiteral("env.band"));
    setFocusPolicy(Qt::NoFocus);
}

void EnvBand::setEnvironments(const QList<EnvironmentKind> &kinds)
{
    m_kinds = kinds;
    update();
}

void EnvBand::setHatched(bool hatched)
{
    m_hatched = hatched;
    update();
}

void EnvBand::setTopRadius(int radius)
{
    m_topRadius = radius;
    update();
}

void EnvBand::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_topRadius > 0) { // the sheet's upper corners, continued below the band
        QPainterPath path;
        path.addRoundedRect(QRectF(0, 0, width(), height() + 2 * m_topRadius), m_topRadius, m_topRadius);
        painter.setClipPath(path);
    }
    const double part =
        m_kinds.isEmpty() ? 0 : static_cast<double>(width()) / static_cast<double>(m_kinds.size());
    double x = 0;
    for (const EnvironmentKind kind : m_kinds) {
        const QRectF stripe(x, 0, part, height());
        painter.fillRect(stripe, tokens.of(kind));
        if (m_hatched) {
            painter.save();
            painter.setClipRect(stripe, Qt::IntersectClip);
            painter.setPen(QPen(blended(tokens.surface, tokens.of(kind), 0.45), 3));
            for (double at = stripe.left() - height(); at < stripe.right(); at += 12)
                painter.drawLine(QPointF(at, height()), QPointF(at + height(), 0));
            painter.restore();
        }
        x += part;
    }
}

QString envLetters(const QString &name, const QStringList &all)
{
    const QString first = name.left(1);
    const auto clashes = std::count_if(all.begin(), all.end(), [&](const QString &other) {
        return other.startsWith(first, Qt::CaseInsensitive);
    });
    return name.left(clashes > 1 ? 2 : 1).toUpper();
}

void paintEnvTag(QPainter *painter, const QRectF &rect, const Tokens &tokens, EnvironmentKind kind,
                 const QString &letter)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(tokens.of(kind));
    painter->drawRoundedRect(rect, metrics::radiusSmall, metrics::radiusSmall);
    QFont letterFont = font(Type::SmallStrong);
    letterFont.setPixelSize(static_cast<int>(rect.height() * (letter.size() > 1 ? 0.5 : 0.62)));
    letterFont.setWeight(QFont::Bold);
    painter->setFont(letterFont);
    painter->setPen(tokens.onEnvironment);
    painter->drawText(rect, Qt::AlignCenter, letter);
    painter->restore();
}

} // namespace envdeck::ui
