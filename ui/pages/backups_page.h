// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presenters/backups_presenter.h"
#include "ui/shell/page.h"

class QPushButton;
class QTimer;

namespace envdeck::ui {

class BackupModel;
class DataTable;
class FaceStack;
class Label;
class PageHeader;

// The data of an environment: whether a good backup of each database is there, how old it is, and one more
// now.
class BackupsPage final : public Page {
    Q_OBJECT

public:
    explicit BackupsPage(std::unique_ptr<BackupsPresenter> presenter, QWidget *parent = nullptr);
    ~BackupsPage() override;

    QString id() const override { return QStringLiteral("backups"); }
    QString title() const override { return tr("Backups"); }
    void setScope(const Scope &scope) override;
    void showItem(const QString &item) override; // "main"
    void refresh() override;
    void entered() override;
    void left() override;
    QString primaryCommand() const override { return QStringLiteral("backups.run"); }
    QList<Command> commands() const override;
    QString helpText() const override;
    void retranslate() override;

private:
    void render();
    void renderDetail();
    void backUp();
    const backups::Row *chosen() const; // null for none
    QString whyNot() const;             // why the chosen one cannot be backed up; empty when it can

    std::unique_ptr<BackupsPresenter> m_presenter;
    BackupModel *m_model;
    PageHeader *m_header;
    QPushButton *m_run;
    DataTable *m_table;
    Label *m_advice;
    Label *m_where;
    Label *m_runs;
    FaceStack *m_faces;
    QTimer *m_clock; // ages grow while nothing happens
    QString m_wanted;
};

} // namespace envdeck::ui
