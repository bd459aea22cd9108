// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presenters/apps_presenter.h"

#include <QTimer>
#include <QWidget>

class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace envdeck::ui {

class AppDomainModel;
class AppVariableModel;
class DataTable;
class Label;
class LogView;
class PanelDriftModel;

// Everything about one app: what it is and what was changed in the panel, its variables in all environments,
// its domains, its compose file, and the log of its newest deployment.
class AppDetail final : public QWidget {
    Q_OBJECT

public:
    enum Part { SummaryPart, VariablesPart, DomainsPart, ComposePart, LogPart };

    explicit AppDetail(AppsPresenter &presenter, QWidget *parent = nullptr);

    void render();
    void retranslate();
    Part part() const;
    void showPart(Part part);

Q_SIGNALS:
    void partChanged();
    void moreAsked(const QPoint &at); // what can be done to the app
    void stackAsked();
    void linkAsked(const QString &page); // "logs", "metrics", "deployments"
    void setAsked(const QString &environment, const QString &name);
    void unsetAsked(const QString &environment, const QString &name);
    void renameAsked(const QString &environment, const QString &name);
    void copyAsked(const QString &from, const QString &to, const QString &name);
    void restoreAsked(const QList<envdeck::apps::PanelDrift> &drift);
    void adoptAsked(const envdeck::apps::PanelDrift &drift);

private:
    QWidget *buildHead();
    QWidget *buildSummary();
    QWidget *buildVariables();
    QWidget *buildDomains();
    QWidget *buildCompose();
    QWidget *buildLog();
    void renderSummary(const apps::AppFacts *facts);
    void renderVariables();
    void renderDomains(const apps::AppFacts *facts);
    void renderCompose(const apps::AppFacts *facts);
    void showVariableMenu(const QModelIndex &index, const QPoint &at);
    void actOnDrift(const QModelIndex &index);
    void addLog(const QStringList &lines);

    AppsPresenter &m_presenter;
    Label *m_name;
    Label *m_facts;
    QList<QPushButton *> m_links; // logs, metrics, deployments
    QPushButton *m_more;
    QTabBar *m_bar;
    QStackedWidget *m_body;
    Label *m_effect;
    QPushButton *m_stack;
    Label *m_source;
    Label *m_mounts;
    Label *m_driftNote;
    QPushButton *m_restoreAll;
    PanelDriftModel *m_drift;
    DataTable *m_driftTable;
    AppVariableModel *m_variables;
    DataTable *m_variableTable;
    Label *m_variableNote;
    QPushButton *m_newVariable;
    AppDomainModel *m_domains;
    DataTable *m_domainTable;
    Label *m_domainNote;
    Label *m_composeNote;
    QPlainTextEdit *m_compose;
    Label *m_logNote;
    LogView *m_log;
    QStringList m_lines;
    QTimer m_hide; // a revealed value
};

} // namespace envdeck::ui
