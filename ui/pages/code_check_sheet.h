// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/text/code_check_text.h"

#include <QWidget>

namespace envdeck::ui {

// What terraform says of the code at the head of a branch. Nothing is changed here; what can be done about it
// is asked for.
class CodeCheckSheet final : public QWidget {
    Q_OBJECT

public:
    CodeCheckSheet(const CodeCheckText &text, EnvironmentKind kind, bool hatched, QWidget *parent = nullptr);

    QSize sizeHint() const override;

Q_SIGNALS:
    void closed();
    void copyAsked(const QString &text);
    void actionAsked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLayout *makeButtons(const CodeCheckText &text);
};

} // namespace envdeck::ui
