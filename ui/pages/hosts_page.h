// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presenters/hosts_presenter.h"
#include "ui/shell/page.h"

class QTimer;

namespace envdeck::ui {

class DataTable;
class FaceStack;
class HostDetail;
class HostModel;
class PageHeader;

// The servers: what each says of itself, and what runs on it.
class HostsPage final : public Page {
    Q_OBJECT

public:
    explicit HostsPage(std::unique_ptr<HostsPresenter> presenter, QWidget *parent = nullptr);
    ~HostsPage() override;

    QString id() const override { return QStringLiteral("hosts"); }
    QString title() const override { return tr("Hosts"); }
    void setScope(const Scope &scope) override;
    void showItem(const QString &item) override; // "prod/prod-1"
    void refresh() override;
    void entered() override;
    void left() override;
    void setUnwatched(bool unwatched) override { m_presenter->setUnwatched(unwatched); }
    QString helpText() const override;
    void retranslate() override;

private:
    QWidget *buildAnswer();
    void render();
    void renderDetail();

    std::unique_ptr<HostsPresenter> m_presenter;
    HostModel *m_model;
    PageHeader *m_header;
    DataTable *m_table;
    HostDetail *m_detail;
    FaceStack *m_faces;
    QTimer *m_clock;  // ages grow while nothing happens
    QString m_wanted; // to be chosen once it is there
};

} // namespace envdeck::ui
