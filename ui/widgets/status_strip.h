// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/strip_segment.h"

#include <QList>
#include <QWidget>

class QHBoxLayout;

namespace envdeck::ui {

// The line at the bottom of the window: one segment per back end, each with its state in a word. Every
// segment is a button "status.<id>" that asks for its details; in a narrow window words are elided, never
// clipped.
class StatusStrip final : public QWidget {
    Q_OBJECT

public:
    explicit StatusStrip(QWidget *parent = nullptr);

    // Segments that stay keep their widget and with it the focus.
    void setSegments(const QList<StripSegment> &segments);
    QWidget *segment(const QString &id) const; // null when there is none

    QSize sizeHint() const override;

Q_SIGNALS:
    void segmentChosen(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    class Segment;

    QList<Segment *> m_segments; // children, in order
    QHBoxLayout *m_left;
    QHBoxLayout *m_right;
};

} // namespace envdeck::ui
