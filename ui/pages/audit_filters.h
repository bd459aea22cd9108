// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/journal/record.h"

#include <QWidget>

class QComboBox;
class QDateEdit;
class QLineEdit;
class QTimer;

namespace envdeck::ui {

class Label;

// What narrows the audit: text, action, person, result, origin and time. The environment comes from the
// window.
class AuditFilters final : public QWidget {
    Q_OBJECT

public:
    explicit AuditFilters(QWidget *parent = nullptr);

    // Days begin at local midnight; `today` is what "Last 7 days" ends with.
    journal::Filter filter(const QDate &today) const;
    bool isNarrowing() const;
    QString words() const; // "rollback, bo": what a list without matches was asked for

    void setNames(const journal::AuditNames &names); // keeps what is chosen
    void clear();
    void focusText();
    void retranslate();

Q_SIGNALS:
    void changed(); // typing is let end first

private:
    enum Period { AnyTime, Today, Week, Month, Custom };
    enum Origin { Everywhere, Ours, Outside };

    QComboBox *addBox(const char *objectName);
    void fill(QComboBox *box, const QString &all, const QList<std::pair<QString, QString>> &choices);
    void fillNames();
    void showDates();

    QLineEdit *m_text;
    QComboBox *m_actions = nullptr;
    QComboBox *m_actors = nullptr;
    QComboBox *m_results = nullptr;
    QComboBox *m_origins = nullptr;
    QComboBox *m_periods = nullptr;
    QWidget *m_dates;
    Label *m_fromLabel;
    Label *m_toLabel;
    QDateEdit *m_from;
    QDateEdit *m_to;
    QTimer *m_typing;
    journal::AuditNames m_names;
};

} // namespace envdeck::ui
