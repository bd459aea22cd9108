// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "ui/dialogs/guarded_sheet.h"

class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace envdeck::ui {

class Label;

// Asks for one key. What is typed is masked, and shown only while a button is held down. One of several lines
// (a PEM key, a JSON document) is pasted; how many there are is said, and they are shown as such.
class KeySheet final : public GuardedSheet {
    Q_OBJECT

public:
    explicit KeySheet(const GuardedAction &action, QWidget *parent = nullptr);

    // Adds the field as the next fact; call it once, where it belongs in the reading order.
    void addField();
    // What was given, without white space around it; one of several lines ends with a line end, as programs
    // that read keys want it. The field is empty afterwards.
    Secret takeSecret();

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setShown(bool shown);
    void updateBlock();
    QString given() const;

    QLineEdit *m_field;
    Label *m_count;          // of its lines, when there are several
    QPlainTextEdit *m_lines; // all of them, while the button is held
    QPushButton *m_show;
    QPushButton *m_paste;
};

} // namespace envdeck::ui
