// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform/telemetry.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace envdeck::ui {

class Label;

// Two moments typed as "2026-03-02 10:41", in local time or UTC. Answers with chosen() or canceled().
class MetricsRangeSheet final : public QWidget {
    Q_OBJECT

public:
    explicit MetricsRangeSheet(const platform::TimeRange &range, QWidget *parent = nullptr);

    QSize sizeHint() const override;

Q_SIGNALS:
    void chosen(const QDateTime &from, const QDateTime &to);
    void canceled();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void show(const platform::TimeRange &range);
    QDateTime momentIn(const QLineEdit *field) const; // invalid when it is none
    void check();
    void accept();

    QLineEdit *m_from;
    QLineEdit *m_to;
    QCheckBox *m_utc;
    Label *m_problem;
    QPushButton *m_accept;
    platform::TimeRange m_range; // the last one that could be read, for the switch between zones
};

} // namespace envdeck::ui
