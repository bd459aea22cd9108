// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/command.h"

#include <QWidget>

namespace envdeck::ui {

// F1: what this page is for and which keys work on it. Shown on the overlay; Esc or Close ends it.
class HelpOverlay final : public QWidget {
    Q_OBJECT

public:
    // Commands without a shortcut are left out.
    HelpOverlay(const QString &title, const QString &text, const QList<Command> &ofPage,
                const QList<Command> &ofWindow, QWidget *parent = nullptr);

    QSize sizeHint() const override;

Q_SIGNALS:
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *m_content;
};

} // namespace envdeck::ui
