// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/logs/matches.h"
#include "ui/widgets/log_store_view.h"

#include <QWidget>

namespace envdeck::ui {

// Lines per bucket of time, stacked by level, with the marks of deployments. A drag chooses a range, a double
// click asks for all of it again; Left and Right move a bucket, Enter chooses it. Named logs.histogram.
class LogHistogram final : public QWidget {
    Q_OBJECT

public:
    explicit LogHistogram(QWidget *parent = nullptr);

    void setHistogram(const logs::Histogram &histogram);
    void setMarks(const QList<LogMark> &marks);
    int wantedBuckets() const; // what fits the present width

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void rangeChosen(qint64 from, qint64 to); // milliseconds, [from, to)
    void rangeReset();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QRect plot() const;
    int bucketAt(int x) const;
    int left(int bucket) const;
    QString bucketText(int bucket) const;
    void speak();

    logs::Histogram m_histogram;
    QList<LogMark> m_marks;
    int m_from = -1; // of a drag, in buckets; < 0 without one
    int m_to = -1;
    int m_current = -1; // by the keyboard
};

} // namespace envdeck::ui
