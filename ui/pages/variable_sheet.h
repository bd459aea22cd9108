// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "core/terraform/variables.h"

#include <QWidget>

class QGridLayout;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace envdeck::ui {

class Label;

// Where the value of one variable is typed. Says at once when it is no value of the type; Enter, or
// Ctrl+Enter in a field of several lines, takes it to its review.
class VariableSheet final : public QWidget {
    Q_OBJECT

public:
    struct Facts {
        terraform::Variable variable; // none that is secret
        EnvironmentId environment;
        EnvironmentKind kind = EnvironmentKind::Custom;
        bool hatched = false; // Workspace::isLocal()
        QString file;         // in the repository
        QString freeze;       // frozenText(); empty for none
    };

    explicit VariableSheet(const Facts &facts, QWidget *parent = nullptr);

    void setTyped(const QString &text);
    void setReviewing(bool reviewing);
    void setFailure(const QString &sentence); // ends the reviewing too; what was typed stays
    QSize sizeHint() const override;

Q_SIGNALS:
    void reviewAsked(const QString &typed);
    void canceled();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *buildFacts();
    QWidget *buildField();
    QWidget *buildFooter();
    void addFact(const QString &label, QWidget *value);
    QString type() const;
    QString typed() const;
    void validate();
    void ask();

    Facts m_facts;
    bool m_reviewing = false;
    QGridLayout *m_grid = nullptr;
    QLineEdit *m_line = nullptr;      // null for a value that may have several lines
    QPlainTextEdit *m_text = nullptr; // null for any other
    Label *m_problem;
    Label *m_status;
    QPushButton *m_accept;
};

} // namespace envdeck::ui
