// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "ui/dialogs/guarded_sheet.h"

class QLineEdit;
class QPushButton;

namespace envdeck::ui {

// Asks for one key. What is typed is masked, and shown only while a button is held down.
class KeySheet final : public GuardedSheet {
    Q_OBJECT

public:
    explicit KeySheet(const GuardedAction &action, QWidget *parent = nullptr);

    // Adds the field as the next fact; call it once, where it belongs in the reading order.
    void addField();
    // What was given, without white space around it. The field is empty afterwards.
    Secret takeSecret();

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setShown(bool shown);
    void updateBlock();

    QLineEdit *m_field;
    QPushButton *m_show;
    QPushButton *m_paste;
};

} // namespace envdeck::ui
