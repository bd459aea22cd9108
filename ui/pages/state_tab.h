// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/infrastructure_tab.h"
#include "ui/presenters/infrastructure_presenter.h"

class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;

namespace envdeck::ui {

class DataTable;
class FaceStack;
class Label;
class StateAttributeModel;
class StateModel;

// What terraform's state holds: its resources, and the attributes of the selected one as far as they may be
// seen. The presenter outlives it.
class StateTab final : public InfrastructureTab {
    Q_OBJECT

public:
    StateTab(Page &page, InfrastructurePresenter &presenter);

    QString id() const override { return QStringLiteral("state"); }
    QString title() const override { return tr("State"); }
    void refresh() override { m_presenter.readState(); }
    bool focusSearch() override;
    QList<Command> commands() const override;
    void retranslate() override;

private:
    QWidget *buildAnswer();
    QWidget *buildDetail();
    QString selected() const; // address; empty without one
    void copyAddress();
    void render();
    void renderState();
    void renderFaces();
    void renderDetail();

    InfrastructurePresenter &m_presenter;
    StateModel *m_model;
    QSortFilterProxyModel *m_filtered;
    StateAttributeModel *m_attributes;
    Label *m_summary;
    Label *m_place;
    QLineEdit *m_filter;
    QDateTime m_shown; // when what is in the table was read
    DataTable *m_table;
    Label *m_address;
    QPushButton *m_copy;
    DataTable *m_detail;
    FaceStack *m_faces;
};

} // namespace envdeck::ui
