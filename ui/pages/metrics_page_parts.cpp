// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/metrics_page.h"

#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/chart_crosshair.h"
#include "ui/widgets/chart_panel.h"
#include "ui/widgets/segmented.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

// What the page is made of.
namespace envdeck::ui {

namespace {

constexpr int twoColumnsFrom = 1080; // of the page: a window of 1280
constexpr int leastPanelHeight = 220;

} // namespace

QStringList MetricsPage::spanNames()
{
    QStringList names;
    for (const auto span : observability::usualSpans)
        names.append(spanName(span));
    return names;
}

QWidget *MetricsPage::buildToolbar()
{
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(metrics::pageMargin, metrics::space3, metrics::pageMargin, metrics::space3);
    row->setSpacing(metrics::space2);
    m_apps = new QComboBox;
    m_apps->setObjectName(QStringLiteral("metrics.app"));
    m_apps->setMinimumWidth(scaled(120));
    m_spans = new Segmented(spanNames());
    m_spans->setObjectName(QStringLiteral("time.range"));
    m_custom = new QPushButton;
    m_custom->setObjectName(QStringLiteral("time.custom"));
    setVariant(m_custom, ButtonVariant::Quiet);
    m_live = new QCheckBox;
    m_live->setObjectName(QStringLiteral("time.live"));
    m_back = new QPushButton;
    m_back->setObjectName(QStringLiteral("time.back"));
    setVariant(m_back, ButtonVariant::Quiet);
    row->addWidget(m_apps);
    row->addSpacing(metrics::space2);
    row->addWidget(m_spans);
    row->addWidget(m_custom);
    row->addWidget(m_live);
    row->addStretch(1);
    row->addWidget(m_back);
    connect(m_apps, &QComboBox::currentTextChanged, this, &MetricsPage::chooseApp);
    connect(m_spans, &Segmented::currentChanged, this, [this](int index) {
        m_presenter->choose({observability::usualSpans.at(static_cast<std::size_t>(index)), std::nullopt});
    });
    connect(m_custom, &QPushButton::clicked, this, &MetricsPage::openRange);
    connect(m_live, &QCheckBox::clicked, m_presenter.get(), &MetricsPresenter::setLive);
    connect(m_back, &QPushButton::clicked, m_presenter.get(), &MetricsPresenter::back);
    return bar;
}

QWidget *MetricsPage::buildAnswer()
{
    m_firing = new Banner(Severity::Critical, {}, {});
    m_firing->setObjectName(QStringLiteral("metrics.firing"));
    m_comparison = new Banner(Severity::Ok, {}, {});
    m_comparison->setObjectName(QStringLiteral("metrics.comparison"));
    m_rollback = m_comparison->addButton({});
    m_rollback->setObjectName(QStringLiteral("metrics.rollback"));
    m_open = m_comparison->addButton({});
    m_open->setObjectName(QStringLiteral("metrics.open"));
    connect(m_rollback, &QPushButton::clicked, this, [this] {
        Q_EMIT navigate({QStringLiteral("deployments"), m_presenter->target().environment,
                         m_presenter->target().app, QStringLiteral("rollback")});
    });
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (const auto &compared = m_presenter->state().compared)
            Q_EMIT navigate({QStringLiteral("deployments"), m_presenter->target().environment,
                             m_presenter->target().app, compared->commit});
    });
    auto *charts = new QWidget;
    charts->setObjectName(QStringLiteral("metrics.charts"));
    m_grid = new QGridLayout(charts);
    m_grid->setContentsMargins(metrics::pageMargin, 0, metrics::pageMargin, metrics::space4);
    m_grid->setSpacing(metrics::space4);
    for (const Signal signal : shown)
        m_panels.append(makePanel(signal));
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(charts);
    // The scroll bar stands in the margin, so that cards and banners keep one edge.
    connect(scroll->verticalScrollBar(), &QScrollBar::rangeChanged, m_grid,
            [grid = m_grid, bar = scroll->verticalScrollBar()](int, int end) {
                const int taken = end > 0 ? bar->sizeHint().width() : 0;
                grid->setContentsMargins(metrics::pageMargin, 0, std::max(0, metrics::pageMargin - taken),
                                         metrics::space4);
            });

    auto *answer = new QWidget;
    auto *column = new QVBoxLayout(answer);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::space3);
    auto *banners = new QVBoxLayout;
    banners->setContentsMargins(metrics::pageMargin, 0, metrics::pageMargin, 0);
    banners->setSpacing(metrics::space2);
    banners->addWidget(m_firing);
    banners->addWidget(m_comparison);
    column->addLayout(banners);
    column->addWidget(scroll, 1);
    return answer;
}

ChartPanel *MetricsPage::makePanel(Signal signal)
{
    auto *panel = new ChartPanel(*m_crosshair);
    static constexpr std::array<const char *, 3> names{"metrics.errors", "metrics.latency", "metrics.rate"};
    panel->setObjectName(QLatin1String(names.at(static_cast<std::size_t>(signal))));
    panel->setMinimumHeight(leastPanelHeight);
    const auto at = [](qint64 ms) { return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC); };
    connect(panel, &ChartPanel::spanChosen, this,
            [this, at](qint64 from, qint64 to) { m_presenter->zoom(at(from), at(to)); });
    connect(panel, &ChartPanel::spanReset, m_presenter.get(), &MetricsPresenter::back);
    connect(panel, &ChartPanel::zoomAsked, this,
            [this, at](qint64 about, double factor) { m_presenter->zoomAbout(at(about), factor); });
    connect(panel, &ChartPanel::markerClicked, this, [this](const QString &commit) {
        Q_EMIT navigate({QStringLiteral("deployments"), m_presenter->target().environment,
                         m_presenter->target().app, commit});
    });
    connect(panel, &ChartPanel::copyAsked, this, &MetricsPage::copyReadout);
    connect(panel, &ChartPanel::exportAsked, this, &MetricsPage::openExport);
    return panel;
}

// Two columns where there is room; the third chart takes the width of both.
void MetricsPage::arrange()
{
    const bool wide = width() >= scaled(twoColumnsFrom);
    for (int i = 0; i < m_panels.size(); ++i) {
        const bool last = i == m_panels.size() - 1;
        m_grid->addWidget(m_panels.at(i), wide ? i / 2 : i, wide ? i % 2 : 0, 1,
                          wide && last && i % 2 == 0 ? 2 : 1);
    }
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, wide ? 1 : 0);
}

} // namespace envdeck::ui
