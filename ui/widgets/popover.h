// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace envdeck::ui {

class Label;

// A small window beside the thing it speaks of: details of a status segment, notifications, environments.
// Closes on Esc and on a click elsewhere, gives the focus back and deletes itself. Plain text only.
class Popover final : public QWidget {
    Q_OBJECT

public:
    // `anchor` must outlive the popover, which is its child.
    explicit Popover(QWidget *anchor);

    QVBoxLayout *content() const { return m_content; }
    Label *addTitle(const QString &text);
    // Muted label with the value behind it; nothing for an empty value.
    void addFact(const QString &label, const QString &value);
    Label *addText(const QString &text);

    // Above or below the anchor, where there is room, inside the screen.
    void popUp();

protected:
    void paintEvent(QPaintEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *m_anchor;
    QVBoxLayout *m_content;
};

} // namespace envdeck::ui
