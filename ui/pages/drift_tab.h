// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/infrastructure_tab.h"
#include "ui/presenters/drift_presenter.h"
#include "ui/presenters/variables_presenter.h"

#include <QPointer>

class QPushButton;

namespace envdeck::ui {

class AdoptSheet;
class Banner;
class DataTable;
class DriftModel;
class FaceStack;
class Label;
class VariableFlow;

// What was changed outside of terraform, and the two ways out: restore from code, or adopt into code.
class DriftTab final : public InfrastructureTab {
    Q_OBJECT

public:
    // `variables` makes the commits that adopt a value.
    DriftTab(Page &page, std::unique_ptr<DriftPresenter> presenter,
             std::unique_ptr<VariablesPresenter> variables);
    ~DriftTab() override;

    QString id() const override { return QStringLiteral("drift"); }
    QString title() const override { return tr("Drift"); }
    void setEnvironment(const EnvironmentId &environment) override;
    void refresh() override { m_presenter->refresh(); }
    void tick() override { render(); }
    QList<Command> commands() const override;
    void retranslate() override;

protected:
    void tryAgain() override { m_presenter->check(); }

private:
    QWidget *buildHead();
    void connectParts();
    void render();
    void renderNotice();
    void renderFaces();
    void restore(); // by a plan
    void adopt(const QModelIndex &index);
    void reviewVariable(const QString &name, const QString &typed);

    std::unique_ptr<DriftPresenter> m_presenter;
    std::unique_ptr<VariablesPresenter> m_variables;
    VariableFlow *m_flow;
    DriftModel *m_model;
    Label *m_summary;
    Label *m_age;
    QPushButton *m_restore;
    QPushButton *m_check;
    Banner *m_notice;
    QPushButton *m_cancel;
    DataTable *m_table;
    FaceStack *m_faces;
    QPointer<AdoptSheet> m_sheet;
};

} // namespace envdeck::ui
