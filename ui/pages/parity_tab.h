// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/infrastructure_tab.h"
#include "ui/presenters/parity_presenter.h"

class QCheckBox;
class QLineEdit;

namespace envdeck::ui {

class DataTable;
class FaceStack;
class Label;
class ParityFilter;
class ParityModel;

// What the environments share and where they differ in more than values.
class ParityTab final : public InfrastructureTab {
    Q_OBJECT

public:
    ParityTab(Page &page, std::unique_ptr<ParityPresenter> presenter);
    ~ParityTab() override;

    QString id() const override { return QStringLiteral("parity"); }
    QString title() const override { return tr("Parity"); }
    void refresh() override { m_presenter->refresh(); }
    void tick() override { renderAge(); }
    bool focusSearch() override;
    QList<Command> commands() const override;
    void retranslate() override;

private:
    QWidget *buildAnswer();
    void connectParts();
    void fitColumns();
    void render();
    void renderAge();
    void renderFaces();
    void renderBanner();
    void renderDetail();
    void open(const QModelIndex &index);

    std::unique_ptr<ParityPresenter> m_presenter;
    ParityModel *m_model;
    ParityFilter *m_filtered;
    QStringList m_columns; // environments that the columns were made for
    Label *m_summary;
    Label *m_age;
    QLineEdit *m_filter;
    QCheckBox *m_differences;
    DataTable *m_table;
    Label *m_detail;
    FaceStack *m_faces;
};

} // namespace envdeck::ui
