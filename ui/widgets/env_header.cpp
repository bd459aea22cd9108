// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/env_header.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/env_band.h"

#include <QPainter>

namespace envdeck::ui {

EnvHeader::EnvHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setHighlightSections(false);
}

void EnvHeader::paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const
{
    const Tokens &t = tokensOf(this);
    painter->save();
    painter->fillRect(rect, t.surface);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), t.line);
    painter->fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), t.line);
    const auto get = [&](int role) { return model()->headerData(logicalIndex, orientation(), role); };
    if (get(KindRole).isValid()) {
        const auto kind = get(KindRole).value<EnvironmentKind>();
        const QString name = get(Qt::DisplayRole).toString();
        painter->fillRect(QRect(rect.left(), rect.top(), 1, rect.height()), t.line);
        const QRect area = rect.adjusted(metrics::space4, 0, -metrics::space4, -1);
        paintEnvTag(painter, QRectF(area.left(), area.center().y() - 9 + 0.5, 18, 18), t, kind,
                    get(LettersRole).toString());
        painter->setFont(ui::font(Type::Section));
        painter->setPen(t.text);
        const int nameWidth = painter->fontMetrics().horizontalAdvance(name) + 1;
        painter->drawText(area.adjusted(26, 0, 0, 0), Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(name, Qt::ElideRight, area.width() - 26));
        const ChipSpec chip{get(WorstRole).value<Severity>(), get(HealthRole).toString(), false};
        paintChip(painter, area.adjusted(26 + nameWidth + metrics::space3, 0, 0, 0), chip, t, Qt::AlignRight);
    }
    painter->restore();
}

QSize EnvHeader::sectionSizeFromContents(int logicalIndex) const
{
    return {QHeaderView::sectionSizeFromContents(logicalIndex).width(), scaled(44)};
}

} // namespace envdeck::ui
