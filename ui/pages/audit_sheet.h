// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presenters/audit_presenter.h"

#include <QWidget>

class QGridLayout;
class QHBoxLayout;

namespace envdeck::ui {

// One entry of the audit: who, what, when and why, the steps that it took and its log. Nothing is changed
// from here.
class AuditSheet final : public QWidget {
    Q_OBJECT

public:
    AuditSheet(const AuditReport &report, EnvironmentKind kind, bool hatched, const QDateTime &now,
               QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QString plainText() const; // everything, for the clipboard

Q_SIGNALS:
    void closed();
    void copyAsked(const QString &text);
    void deploymentAsked(); // its version in the history of the app
    void watchAsked();      // it runs: in the activity panel

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    using Fact = std::pair<QString, QString>;
    QList<Fact> facts() const;
    QLayout *makeFacts() const;
    QLayout *makeJob();
    QLayout *makeButtons();

    AuditReport m_report;
    QDateTime m_now;
};

} // namespace envdeck::ui
