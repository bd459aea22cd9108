// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/status.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace envdeck::ui {

class Label;

// The face of a page or pane with nothing to list: why in one sentence, and the one action that changes it.
// With a severity it is the face of a failure without data.
class EmptyState final : public QWidget {
    Q_OBJECT

public:
    EmptyState(const QString &icon, const QString &title, const QString &text, QWidget *parent = nullptr);

    void setSeverity(Severity severity);
    QPushButton *addButton(const QString &text, bool primary);
    // Raw output for people who want it, in a quiet code block. Redacted by the caller.
    void setDetails(const QString &details);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fit();

    QString m_icon;
    Severity m_severity = Severity::None;
    QWidget *m_picture;
    QHBoxLayout *m_buttons;
    Label *m_title;
    Label *m_text;
    Label *m_details;
};

} // namespace envdeck::ui
