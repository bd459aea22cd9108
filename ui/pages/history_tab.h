// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/infrastructure_tab.h"
#include "ui/presenters/runs_presenter.h"

class QLineEdit;
class QSortFilterProxyModel;

namespace envdeck::ui {

class DataTable;
class FaceStack;
class Label;
class RunModel;

// Every run of terraform in the environment in view: who, when, what came of it, and its log.
class HistoryTab final : public InfrastructureTab {
    Q_OBJECT

public:
    HistoryTab(Page &page, std::unique_ptr<RunsPresenter> presenter);
    ~HistoryTab() override;

    QString id() const override { return QStringLiteral("history"); }
    QString title() const override { return tr("History"); }
    void setEnvironment(const EnvironmentId &environment) override { m_presenter->show(environment); }
    void refresh() override { m_presenter->refresh(); }
    void tick() override;
    bool focusSearch() override;
    void retranslate() override;

private:
    QWidget *buildAnswer();
    const infrastructure::RunEntry *runAt(const QModelIndex &index) const; // null for none
    void open(const QModelIndex &index);
    void openReport(const infrastructure::RunReport &report);
    void showMenu(const QModelIndex &index, const QPoint &at);
    void render();
    void renderAge();

    std::unique_ptr<RunsPresenter> m_presenter;
    RunModel *m_model;
    QSortFilterProxyModel *m_filtered;
    Label *m_summary;
    Label *m_age;
    QLineEdit *m_filter;
    DataTable *m_table;
    FaceStack *m_faces;
};

} // namespace envdeck::ui
