// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/status.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace envdeck::ui {

class Label;

// One line (or two) across a page: what is wrong, what is true now, what to do. Not dismissible while true.
class Banner final : public QWidget {
    Q_OBJECT

public:
    Banner(Severity severity, const QString &title, const QString &detail, QWidget *parent = nullptr);

    void setWords(Severity severity, const QString &title, const QString &detail);
    QPushButton *addButton(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Severity m_severity = Severity::None;
    Label *m_title;
    Label *m_detail;
    QHBoxLayout *m_row;
};

} // namespace envdeck::ui
