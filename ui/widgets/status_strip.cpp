// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/status_strip.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/theme/status.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QPainter>

namespace envdeck::ui {

namespace {

constexpr int glyph = 12;
constexpr int stripPadding = 6;

} // namespace

class StatusStrip::Segment final : public QAbstractButton {
public:
    explicit Segment(const QString &id) : m_id(id)
    {
        setObjectName(QStringLiteral("status.") + id);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Expanding);
    }

    const QString &id() const { return m_id; }

    void setContent(const StripSegment &segment)
    {
        m_severity = segment.severity;
        setText(segment.text);
        setAccessibleName(segment.text);
        updateGeometry();
        update();
    }

    QSize sizeHint() const override { return {wordsLeft() + wordsWidth() + stripPadding, scaled(24)}; }
    QSize minimumSizeHint() const override
    {
        return {wordsLeft() + (wordsLeft() > stripPadding ? 0 : 24) + stripPadding, scaled(24)};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Tokens &t = tokensOf(this);
        QPainter painter(this);
        if (underMouse())
            paintBox(&painter, QRectF(rect()).adjusted(0, 3, 0, -2), metrics::radiusSmall, t.hover,
                     Qt::transparent);
        const QColor color = severityColor(t, m_severity);
        const bool marked = m_severity != Severity::None;
        if (marked)
            paintIcon(&painter, QRect(stripPadding, 0, glyph, height()), severityIcon(m_severity), color,
                      t.canvas, glyph);
        painter.setFont(ui::font(Type::Small));
        painter.setPen(marked && m_severity != Severity::Ok ? color : t.muted);
        const QRect words(wordsLeft(), 0, width() - wordsLeft() - stripPadding + 1, height());
        painter.drawText(words, Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
        if (hasFocus())
            paintFocusRing(t, &painter, QRectF(rect()).adjusted(0, 1, 0, 0), metrics::radiusSmall);
    }

private:
    int wordsLeft() const { return m_severity == Severity::None ? stripPadding : stripPadding + glyph + 5; }
    int wordsWidth() const { return QFontMetrics(ui::font(Type::Small)).horizontalAdvance(text()) + 1; }

    QString m_id;
    Severity m_severity = Severity::None;
};

StatusStrip::StatusStrip(QWidget *parent) : QWidget(parent), m_left(new QHBoxLayout), m_right(new QHBoxLayout)
{
    setObjectName(QStringLiteral("status.strip"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::space4 - stripPadding, 1, metrics::space4 - stripPadding, 0);
    row->setSpacing(metrics::space1);
    row->addLayout(m_left);
    row->addStretch(1);
    row->addLayout(m_right);
    m_left->setSpacing(metrics::space1);
    m_right->setSpacing(metrics::space1);
}

QWidget *StatusStrip::segment(const QString &id) const
{
    for (Segment *segment : m_segments) {
        if (segment->id() == id)
            return segment;
    }
    return nullptr;
}

void StatusStrip::setSegments(const QList<StripSegment> &segments)
{
    QStringList before;
    for (const Segment *segment : std::as_const(m_segments))
        before.append(segment->id());
    QStringList wanted;
    for (const StripSegment &segment : segments)
        wanted.append(segment.id);
    if (before != wanted) {
        qDeleteAll(m_segments);
        m_segments.clear();
        for (const StripSegment &content : segments) {
            auto *segment = new Segment(content.id);
            connect(segment, &QAbstractButton::clicked, this,
                    [this, id = content.id] { Q_EMIT segmentChosen(id); });
            (content.right ? m_right : m_left)->addWidget(segment);
            m_segments.append(segment);
        }
    }
    for (qsizetype i = 0; i < segments.size(); ++i)
        m_segments.at(i)->setContent(segments.at(i));
}

QSize StatusStrip::sizeHint() const
{
    return {QWidget::sizeHint().width(), scaled(metrics::statusStripHeight)};
}

void StatusStrip::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), t.canvas);
    painter.fillRect(QRect(0, 0, width(), 1), t.line);
}

} // namespace envdeck::ui
