// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/drift.h"
#include "ui/text/drift_text.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace envdeck::ui {

class Label;

// What the code would have to say so that a drifted resource is as it should be: attribute by attribute the
// place, what to do there, and the line to copy. Changes nothing itself.
class AdoptSheet final : public QWidget {
    Q_OBJECT

public:
    AdoptSheet(const infrastructure::DriftedResource &resource, const EnvironmentId &environment,
               EnvironmentKind kind, bool hatched, QWidget *parent = nullptr);

    // While the change of a variable is prepared nothing else can be chosen; then why it is not possible.
    void setPreparing(bool preparing);
    void setFailure(const QString &sentence);
    QSize sizeHint() const override;

Q_SIGNALS:
    // A commit is wanted that gives a variable the actual value; see Adoption.
    void variableChosen(const QString &name, const QString &typed);
    void copied();
    void canceled();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void addPart(QVBoxLayout *column, const QString &title, const Adoption &adoption, int number);

    QList<QPushButton *> m_variables; // the buttons that lead to a commit
    Label *m_status;
};

} // namespace envdeck::ui
