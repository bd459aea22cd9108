// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/infrastructure_tab.h"
#include "ui/presenters/secrets_presenter.h"
#include "ui/presenters/variables_presenter.h"

class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;

namespace envdeck::ui {

class Banner;
class DataTable;
class FaceStack;
class Label;
class SecretsPanel;
class VariableFlow;
class VariableModel;

// The terraform variables of the environment in view: what each is, where it is set and what that overrides,
// and the way to change one; below them the secrets that it can be given.
class VariablesTab final : public InfrastructureTab {
    Q_OBJECT

public:
    // Without `secrets` it shows none.
    VariablesTab(Page &page, std::unique_ptr<VariablesPresenter> presenter,
                 std::unique_ptr<SecretsPresenter> secrets = {});
    ~VariablesTab() override;

    QString id() const override { return QStringLiteral("variables"); }
    QString title() const override { return tr("Variables"); }
    void setEnvironment(const EnvironmentId &environment) override { m_presenter->show(environment); }
    void refresh() override { m_presenter->refresh(); }
    void tick() override { renderAge(); }
    bool focusSearch() override;
    QList<Command> commands() const override;
    void retranslate() override;

private:
    QWidget *buildAnswer();
    void connectParts();
    const terraform::Variable *selected() const; // null without one
    void edit();
    void plan();
    void takeStep();
    void render();
    void renderAge();
    void renderJob();
    void renderFaces();
    void renderDetail();
    void renderSecrets();

    std::unique_ptr<VariablesPresenter> m_presenter;
    VariableFlow *m_flow;
    VariableModel *m_model;
    QSortFilterProxyModel *m_filtered;
    Label *m_summary;
    Label *m_age;
    QLineEdit *m_filter;
    QPushButton *m_edit;
    DataTable *m_table;
    Label *m_detail;
    SecretsPanel *m_secrets = nullptr; // null where none are shown
    Banner *m_job;
    QPushButton *m_step; // what the job's banner leads to
    FaceStack *m_faces;
};

} // namespace envdeck::ui
