// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/severity.h"

#include <QWidget>

class QPushButton;

namespace envdeck::ui {

// The upper part of a chart card: title, the present value as a figure, min, average and max at the right,
// and the card's menu button. Painted, so that digits of live numbers stand still.
class ChartHead final : public QWidget {
    Q_OBJECT

public:
    explicit ChartHead(QWidget *parent = nullptr);

    void setWords(const QString &title, const QString &figure, Severity severity, const QString &range);
    QPushButton *menuButton() const { return m_menu; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QString m_title;
    QString m_figure;
    QString m_range;
    Severity m_severity = Severity::None;
    QPushButton *m_menu;
};

} // namespace envdeck::ui
