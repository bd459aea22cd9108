// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace envdeck::ui {

// The toast: what was just done, and the way back. Inverted, at the bottom centre. ToastHost shows it, runs
// the clock and takes it away.
class UndoBar final : public QWidget {
    Q_OBJECT

public:
    explicit UndoBar(const QString &text, bool undoable, QWidget *parent = nullptr);

Q_SIGNALS:
    void undoAsked();

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace envdeck::ui
