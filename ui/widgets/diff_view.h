// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/diff_line.h"

#include <QWidget>

namespace envdeck::ui {

// A few lines of a diff: sign, number and tint, never colour alone. For review sheets, not for whole files.
class DiffView final : public QWidget {
    Q_OBJECT

public:
    explicit DiffView(const QList<DiffLine> &lines = {}, QWidget *parent = nullptr);

    void setLines(const QList<DiffLine> &lines);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void speak();

    QList<DiffLine> m_lines;
};

} // namespace envdeck::ui
