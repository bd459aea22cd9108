// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/attention_model.h"
#include "ui/models/overview_model.h"
#include "ui/presenters/overview_presenter.h"
#include "ui/shell/page.h"

class QSortFilterProxyModel;
class QTableView;
class QTimer;

namespace envdeck::ui {

class DataTable;
class FaceStack;
class Label;
class PageHeader;
class Segmented;

// All environments and apps on one screen, what needs attention above them.
class OverviewPage final : public Page {
    Q_OBJECT

public:
    explicit OverviewPage(std::unique_ptr<OverviewPresenter> presenter, QWidget *parent = nullptr);
    ~OverviewPage() override;

    QString id() const override { return QStringLiteral("overview"); }
    QString title() const override { return tr("Overview"); }
    void setScope(const Scope &scope) override;
    void refresh() override;
    void entered() override;
    void left() override;
    QList<Command> commands() const override;
    QString helpText() const override;
    void retranslate() override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildAttention();
    QWidget *buildMatrix();
    void render();
    void fitRows();
    void fitAttention();
    void openCell(const QModelIndex &index);
    void openAttention(const QModelIndex &index);
    void showAttentionMenu(const QModelIndex &index, const QPoint &at);
    void showMenu(const QPoint &at);
    void openMetrics();

    std::unique_ptr<OverviewPresenter> m_presenter;
    OverviewModel *m_model;
    AttentionModel *m_attention;
    PageHeader *m_header;
    Segmented *m_filter;
    Label *m_attentionTitle;
    Label *m_calm;
    DataTable *m_attentionTable;
    QTableView *m_matrix;
    FaceStack *m_faces;
    QTimer *m_clock; // relative times grow old while nothing happens
    bool m_problemsOnly = false;
};

} // namespace envdeck::ui
