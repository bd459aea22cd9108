// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presenters/logs_presenter.h"
#include "ui/shell/page.h"

class QPushButton;

namespace envdeck::ui {

class FaceStack;
class Label;
class LogHistogram;
class LogsFilters;
class LogStoreView;
class PageHeader;

// What the containers of an environment write, in one list by time.
class LogsPage final : public Page {
    Q_OBJECT

public:
    explicit LogsPage(std::unique_ptr<LogsPresenter> presenter, QWidget *parent = nullptr);
    ~LogsPage() override;

    QString id() const override { return QStringLiteral("logs"); }
    QString title() const override { return tr("Logs"); }
    void setScope(const Scope &scope) override;
    void showItem(const QString &item) override; // "prod-1 api.2": that container alone
    void refresh() override;
    void entered() override;
    void left() override;
    void setUnwatched(bool unwatched) override { m_presenter->setUnwatched(unwatched); }
    bool focusSearch() override;
    QList<Command> commands() const override;
    QString helpText() const override;
    bool stepBack() override;
    void retranslate() override;

private:
    QWidget *buildAnswer();
    QWidget *buildFooter();
    void connectFilters();
    void chooseApp();
    void setLive(bool live);
    void clearFilters();
    void render();
    void renderFace();
    void renderMarks();
    void takeAction();
    void openExport();

    std::unique_ptr<LogsPresenter> m_presenter;
    EnvironmentId m_environment;
    PageHeader *m_header;
    LogsFilters *m_filters;
    LogHistogram *m_histogram;
    LogStoreView *m_view;
    FaceStack *m_faces;
    QWidget *m_footer = nullptr;
    Label *m_counts = nullptr;
    QPushButton *m_export = nullptr;
    QPushButton *m_copy = nullptr;
    QTimer *m_clock; // relative times grow while nothing happens
    bool m_hasLines = false;
};

} // namespace envdeck::ui
