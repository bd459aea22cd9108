// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QPen;

namespace envdeck::ui {

struct Tokens;

// Colour and dash of the n-th line of a chart: both differ, for those who do not see the colours.
QPen seriesPen(const Tokens &tokens, int index);

// The names of a chart's lines, each behind a piece of its line.
class ChartLegend final : public QWidget {
    Q_OBJECT

public:
    explicit ChartLegend(QWidget *parent = nullptr);

    void setNames(const QStringList &names);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QStringList m_names;
};

} // namespace envdeck::ui
