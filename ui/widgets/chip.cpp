// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chip.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/theme/style.h"

#include <QFontMetrics>
#include <QPainter>

namespace envdeck::ui {

namespace {

constexpr int chipGap = 6;

int chipHeight()
{
    return scaled(22);
}

int chipPadding(const ChipSpec &chip)
{
    return chip.loud ? metrics::space2 : 0;
}

QFont wordFont(const ChipSpec &chip)
{
    return font(chip.severity == Severity::None ? Type::Small : Type::SmallStrong);
}

QColor wordColor(const ChipSpec &chip, const Tokens &tokens)
{
    // Only what is not well colours its word: colour is the exception on the page.
    return chip.severity == Severity::Ok ? tokens.text : severityColor(tokens, chip.severity);
}

} // namespace

int chipWidth(const ChipSpec &chip)
{
    const int icon = severityIcon(chip.severity).isEmpty() ? 0 : metrics::statusIconSize + chipGap;
    // One pixel more: glyph positions are fractional, and a rounded-down width would elide the text.
    return icon + QFontMetrics(wordFont(chip)).horizontalAdvance(chip.text) + 1 + 2 * chipPadding(chip);
}

QRect paintChip(QPainter *painter, const QRect &rect, const ChipSpec &chip, const Tokens &tokens,
                Qt::Alignment alignment)
{
    const int width = qMin(chipWidth(chip), rect.width());
    const int left = alignment.testFlag(Qt::AlignRight) ? rect.right() + 1 - width : rect.left();
    const QRect box(left, rect.top() + (rect.height() - chipHeight()) / 2, width, chipHeight());
    const QColor color = severityColor(tokens, chip.severity);
    const QColor back = chip.loud ? tokens.tint(color) : tokens.surface;
    if (chip.loud)
        paintBox(painter, box, metrics::radiusSmall, back, Qt::transparent);
    int x = box.left() + chipPadding(chip);
    const QString icon = severityIcon(chip.severity);
    if (!icon.isEmpty()) {
        paintIcon(painter, QRect(x, box.top(), metrics::statusIconSize, chipHeight()), icon, color, back,
                  metrics::statusIconSize);
        x += metrics::statusIconSize + chipGap;
    }
    painter->setFont(wordFont(chip));
    painter->setPen(wordColor(chip, tokens));
    const QRect words(x, box.top(), box.right() + 1 - x - chipPadding(chip), chipHeight());
    painter->drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(chip.text, Qt::ElideRight, words.width()));
    return box;
}

Chip::Chip(ChipSpec spec, QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setSpec(std::move(spec));
}

void Chip::setSpec(ChipSpec spec)
{
    m_spec = std::move(spec);
    setAccessibleName(m_spec.text);
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const
{
    return {chipWidth(m_spec), chipHeight()};
}

void Chip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintChip(&painter, rect(), m_spec, tokensOf(this));
}

} // namespace envdeck::ui
