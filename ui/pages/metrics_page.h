// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/metrics_charts.h"
#include "ui/presenters/metrics_presenter.h"
#include "ui/shell/page.h"

#include <array>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QPushButton;

namespace envdeck::ui {

class Banner;
class ChartPanel;
class CrosshairGroup;
class FaceStack;
class PageHeader;
class Segmented;

// Rate, errors and latency of one app in one environment over a range of time, with its deployments and
// limits.
class MetricsPage final : public Page {
    Q_OBJECT

public:
    explicit MetricsPage(std::unique_ptr<MetricsPresenter> presenter, QWidget *parent = nullptr);
    ~MetricsPage() override;

    QString id() const override { return QStringLiteral("metrics"); }
    QString title() const override { return tr("Metrics"); }
    void setScope(const Scope &scope) override;
    void refresh() override;
    void entered() override;
    void left() override;
    void setUnwatched(bool unwatched) override { m_presenter->setUnwatched(unwatched); }
    bool focusSearch() override;
    QList<Command> commands() const override;
    QString helpText() const override;
    bool stepBack() override;
    void retranslate() override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    static constexpr std::array shown{Signal::Errors, Signal::Latency, Signal::Rate};

    static QStringList spanNames();
    QWidget *buildToolbar();
    QWidget *buildAnswer();
    ChartPanel *makePanel(Signal signal);
    void arrange();
    void chooseApp();
    void render();
    void renderFace();
    void renderBanners();
    void renderCharts();
    void openRange();
    void focusRange();
    void copyReadout();
    void openExport();
    void fixSilence();

    std::unique_ptr<MetricsPresenter> m_presenter;
    EnvironmentId m_environment;
    PageHeader *m_header;
    QComboBox *m_apps;
    Segmented *m_spans;
    QPushButton *m_custom;
    QCheckBox *m_live;
    QPushButton *m_back;
    Banner *m_firing;
    Banner *m_comparison;
    QPushButton *m_open;
    QPushButton *m_rollback;
    CrosshairGroup *m_crosshair;
    QList<ChartPanel *> m_panels; // in the order of Signal
    QGridLayout *m_grid;
    FaceStack *m_faces;
    QTimer *m_clock; // ages grow while nothing happens
    bool m_filling = false;
    bool m_canExport = false;
};

} // namespace envdeck::ui
