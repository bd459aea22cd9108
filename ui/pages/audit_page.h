// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presenters/audit_presenter.h"
#include "ui/shell/page.h"

class QPushButton;
class QTimer;

namespace envdeck::ui {

class AuditFilters;
class AuditModel;
class Chip;
class DataTable;
class FaceStack;
class Label;
class PageHeader;

// Who did what, when and why; whether the record of it is whole; and a file of it for others.
class AuditPage final : public Page {
    Q_OBJECT

public:
    explicit AuditPage(std::unique_ptr<AuditPresenter> presenter, QWidget *parent = nullptr);
    ~AuditPage() override;

    QString id() const override { return QStringLiteral("audit"); }
    QString title() const override { return tr("Audit"); }
    void setScope(const Scope &scope) override;
    void showItem(const QString &item) override; // an operation id
    void refresh() override;
    void entered() override;
    void left() override;
    bool focusSearch() override;
    QString primaryCommand() const override { return QStringLiteral("audit.export"); }
    QList<Command> commands() const override;
    QString helpText() const override;
    void retranslate() override;

private:
    QWidget *buildFooter();
    void applyFilter();
    void render();
    void renderFace();
    void renderBanner();
    void renderFooter();
    void openRow(const QModelIndex &index);
    void openReport(const AuditReport &report);
    void showMenu(const QModelIndex &index, const QPoint &at);
    void askExport();

    std::unique_ptr<AuditPresenter> m_presenter;
    Scope m_scope;
    AuditModel *m_model;
    PageHeader *m_header;
    QPushButton *m_export;
    AuditFilters *m_filters;
    DataTable *m_table;
    FaceStack *m_faces;
    Chip *m_chain;
    Label *m_chainDetail;
    QPushButton *m_check;
    Label *m_shown;
    QTimer *m_clock;
    QString m_wanted; // operation to select once it is read
};

} // namespace envdeck::ui
