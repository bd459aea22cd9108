// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "core/infrastructure/run_history.h"

#include <QWidget>

namespace envdeck::ui {

// One run of terraform: its facts and its log. Nothing is changed from here.
class RunSheet final : public QWidget {
    Q_OBJECT

public:
    RunSheet(const infrastructure::RunReport &report, EnvironmentKind kind, bool hatched,
             QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QString plainText() const; // everything, for the clipboard

Q_SIGNALS:
    void closed();
    void copyAsked(const QString &text);
    void auditAsked(); // its entry in the audit

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLayout *makeFacts() const;
    QWidget *makeLog() const;
    QLayout *makeButtons();

    infrastructure::RunReport m_report;
};

} // namespace envdeck::ui
