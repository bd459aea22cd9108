// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/metrics_page.h"

#include "ui/pages/metrics_range_sheet.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/chart_crosshair.h"
#include "ui/widgets/chart_panel.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/toast_host.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QGuiApplication>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

namespace envdeck::ui {

namespace {

constexpr int twoColumnsFrom = 1080; // of the page: a window of 1280
constexpr int leastPanelHeight = 220;
constexpr std::array<Signal, 3> signalsShown{Signal::Errors, Signal::Latency, Signal::Rate};

QStringList spanNames()
{
    QStringList names;
    for (const auto span : observability::usualSpans)
        names.append(spanName(span));
    return names;
}

} // namespace

MetricsPage::MetricsPage(std::unique_ptr<MetricsPresenter> presenter, QWidget *parent)
    : Page(parent), m_presenter(std::move(presenter)), m_header(new PageHeader),
      m_crosshair(new CrosshairGroup(this)), m_clock(new QTimer(this))
{
    setObjectName(QStringLiteral("metrics.page"));
    connect(m_header, &PageHeader::refreshAsked, this, &MetricsPage::refresh);
    QWidget *toolbar = buildToolbar();
    m_faces = new FaceStack(buildAnswer(), {400, 400});
    connect(m_faces, &FaceStack::actionChosen, this, &MetricsPage::fixSilence);
    connect(m_faces, &FaceStack::nextStepChosen, this,
            [this](NextStep step) { takeNextStep(step, m_presenter->account()); });
    connect(m_faces, &FaceStack::bannerActionChosen, this, [this] {
        const auto &error = m_presenter->state().error;
        takeNextStep(error ? error->next : NextStep::Retry, m_presenter->account());
    });

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(toolbar);
    column->addWidget(m_faces, 1);

    connect(m_presenter.get(), &MetricsPresenter::stateChanged, this, &MetricsPage::render);
    connect(m_presenter.get(), &MetricsPresenter::saved, this,
            [this](const QString &path, const QString &failure) {
                toasts()->show(failure.isEmpty() ? tr("Saved as %1").arg(path) : failure);
            });
    connect(m_clock, &QTimer::timeout, this, [this] { m_header->setFreshness(m_presenter->freshness()); });
    m_clock->setInterval(std::chrono::seconds(5));
    retranslate();
}

MetricsPage::~MetricsPage() = default;

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
    for (const Signal signal : signalsShown)
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

void MetricsPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrange();
}

void MetricsPage::setScope(const Scope &scope)
{
    const auto &environments = m_presenter->workspace().environments;
    m_environment =
        scope.environment.value_or(environments.isEmpty() ? QString() : environments.first().name);
    const QString wanted = scope.app.value_or(QString()).isEmpty() ? m_apps->currentText() : *scope.app;
    m_filling = true;
    m_apps->clear();
    for (const App &app : m_presenter->workspace().appsOf(m_environment))
        m_apps->addItem(app.name);
    m_apps->setCurrentText(wanted);
    m_filling = false;
    m_crosshair->clearPins();
    chooseApp();
}

void MetricsPage::chooseApp()
{
    if (m_filling)
        return;
    const QString app = m_apps->currentText();
    m_header->setContext(app.isEmpty() ? m_environment : m_environment + QStringLiteral(" / ") + app);
    m_presenter->show({m_environment, m_apps->currentText()});
    Q_EMIT commandsChanged();
}

void MetricsPage::refresh()
{
    m_presenter->refresh();
}

void MetricsPage::entered()
{
    m_clock->start();
    m_presenter->setInView(true);
}

void MetricsPage::left()
{
    m_clock->stop();
    m_presenter->setInView(false);
}

bool MetricsPage::focusSearch()
{
    m_apps->setFocus(Qt::ShortcutFocusReason);
    return true;
}

void MetricsPage::focusRange()
{
    m_spans->setFocus(Qt::ShortcutFocusReason);
}

QList<Command> MetricsPage::commands() const
{
    auto *self = const_cast<MetricsPage *>(this);
    const auto command = [this](const char *id, const QString &title, const char *english, const char *icon,
                                const QKeySequence &keys, auto trigger) {
        Command c;
        c.id = QString::fromLatin1(id);
        c.title = title;
        c.englishTitle = QString::fromLatin1(english);
        c.icon = QString::fromLatin1(icon);
        c.context = m_presenter->target().text();
        c.shortcut = keys;
        c.trigger = trigger;
        return c;
    };
    Command save = command("metrics.export", tr("Export metrics as CSV\u2026"), "Export metrics as CSV",
                           "export", QKeySequence(Qt::CTRL | Qt::Key_E), [self] { self->openExport(); });
    save.enabled = m_presenter->state().board.has_value();
    save.reason = save.enabled ? QString() : tr("there is no data yet");
    return {command("metrics.range", tr("Time range"), "Time range", "clock",
                    QKeySequence(Qt::CTRL | Qt::Key_T), [self] { self->focusRange(); }),
            command("metrics.custom", tr("Time range from and to\u2026"), "Time range from and to", "clock",
                    QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T), [self] { self->openRange(); }),
            command("metrics.live", tr("Follow now, or hold the charts still"),
                    "Follow now, or hold the charts still", "play", {},
                    [self] { self->m_presenter->setLive(!self->m_presenter->choice().isLive()); }),
            save};
}

QString MetricsPage::helpText() const
{
    return tr("Requests, errors and latency as SigNoz measured them, with deployments and limits. Drag over "
              "a chart to look closer, Esc or a double click goes "
              "back, Ctrl and the wheel zoom. On a chart: Left and Right move the crosshair, Space pins it, "
              "Ctrl+C copies the values.");
}

bool MetricsPage::stepBack()
{
    return m_crosshair->clearPins() || m_presenter->back();
}

void MetricsPage::retranslate()
{
    m_header->setTitle(title());
    m_apps->setAccessibleName(tr("App"));
    m_spans->setChoices(spanNames());
    m_spans->setAccessibleName(tr("Time range"));
    m_custom->setText(tr("From\u2026 to\u2026"));
    m_live->setText(tr("Live"));
    m_live->setToolTip(tr("The charts follow now"));
    m_back->setText(tr("Back (Esc)"));
    m_back->setToolTip(tr("To the time range before"));
    m_rollback->setText(tr("Roll back\u2026"));
    m_open->setText(tr("Open"));
    render();
}

void MetricsPage::render()
{
    const MetricsState &state = m_presenter->state();
    if (const bool canExport = state.board.has_value(); canExport != m_canExport) {
        m_canExport = canExport;
        Q_EMIT commandsChanged();
    }
    m_header->setRefreshing(state.loading && state.board.has_value());
    m_header->setFreshness(m_presenter->freshness());
    m_spans->setCurrent(observability::usualSpan(m_presenter->choice()));
    m_live->setChecked(m_presenter->choice().isLive());
    m_back->setVisible(m_presenter->canGoBack());
    const bool custom = m_spans->current() < 0;
    m_custom->setText(custom ? rangeText(state.range, m_presenter->now()) : tr("From\u2026 to\u2026"));
    renderFace();
    if (m_faces->face() == FaceStack::Face::Answer) {
        renderBanners();
        renderCharts();
    }
}

void MetricsPage::renderFace()
{
    const MetricsState &state = m_presenter->state();
    if (m_presenter->target().app.isEmpty()) {
        m_faces->setBanner(Severity::None, {});
        return m_faces->showEmpty(QStringLiteral("metrics"), tr("No app runs in %1").arg(m_environment),
                                  tr("envdeck.yaml names no app for this environment."));
    }
    m_faces->setBanner(
        Severity::Stale, state.error && state.board ? state.error->title() : QString(),
        state.board ? tr("What is shown was read at %1.").arg(momentText(state.readAt, m_presenter->now()))
                    : QString(),
        nextStepLabel(state.error && state.error->next == NextStep::ReplaceKey ? NextStep::ReplaceKey : NextStep::Retry));
    if (state.silence && !state.error) {
        const SilenceText why =
            silenceText(*state.silence, m_presenter->target(), m_presenter->telemetryService());
        m_faces->showEmpty(QStringLiteral("metrics"), why.title, why.text, why.action);
    } else if (state.board && state.board->hasData()) {
        m_faces->showAnswer();
    } else if (state.error) {
        m_faces->setBanner(Severity::None, {});
        m_faces->showError(*state.error);
    } else {
        m_faces->showLoading(QStringLiteral("SigNoz"));
    }
}

void MetricsPage::renderBanners()
{
    const MetricsState &state = m_presenter->state();
    const QString firing = firingText(state.firing, m_presenter->now());
    const bool compared = state.comparison && state.compared;
    const ComparisonText text = compared
                                    ? comparisonText(*state.compared, *state.comparison,
                                                     m_presenter->workspace().thresholds, m_presenter->now())
                                    : ComparisonText();
    // One loud thing: what fires since a version got worse is said with it.
    const bool together = text.severity == Severity::Critical && !firing.isEmpty();
    m_firing->setVisible(!firing.isEmpty() && !together);
    m_firing->setWords(firingSeverity(state.firing), firing, {});
    m_comparison->setVisible(compared);
    m_comparison->setWords(text.severity, text.title,
                           together ? firing + QLatin1Char('\n') + text.detail : text.detail);
    m_rollback->setVisible(text.severity == Severity::Critical && state.compared->current);
}

void MetricsPage::renderCharts()
{
    const MetricsState &state = m_presenter->state();
    const MetricsFacts facts{*state.board, state.range, state.deployments,
                             m_presenter->workspace().thresholds};
    for (const Signal signal : signalsShown)
        m_panels.at(static_cast<int>(signal))->setSpec(chartOf(signal, facts));
}

void MetricsPage::openRange()
{
    if (overlay()->isOpen())
        return;
    auto *sheet = new MetricsRangeSheet(m_presenter->state().range);
    connect(sheet, &MetricsRangeSheet::canceled, overlay(), &OverlayHost::dismiss);
    connect(sheet, &MetricsRangeSheet::chosen, this, [this](const QDateTime &from, const QDateTime &to) {
        overlay()->dismiss();
        m_presenter->zoom(from, to);
    });
    overlay()->open(sheet, OverlayHost::Place::Center);
}

// The values of every chart at the crosshair, one a line, to be pasted into a report.
void MetricsPage::copyReadout()
{
    const qint64 at = m_crosshair->at();
    QStringList lines{QDateTime::fromMSecsSinceEpoch(at).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) +
                      QLatin1Char('\t') + m_presenter->target().text()};
    for (const ChartPanel *panel : std::as_const(m_panels)) {
        for (const ChartValue &value : panel->valuesAt(at, m_crosshair->base()))
            lines.append(QStringList{panel->spec().title, value.name, value.text}.join(QLatin1Char('\t')));
    }
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
    toasts()->show(tr("Copied the values at the crosshair"));
}

void MetricsPage::openExport()
{
    if (!m_presenter->state().board)
        return;
    auto *dialog = new QFileDialog(this, tr("Export metrics"));
    dialog->setObjectName(QStringLiteral("metrics.exportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(QStringLiteral("metrics-%1-%2.csv")
                           .arg(m_presenter->target().environment, m_presenter->target().app));
    connect(dialog, &QFileDialog::fileSelected, m_presenter.get(), &MetricsPresenter::save);
    dialog->open();
}

void MetricsPage::fixSilence()
{
    const auto silence = m_presenter->state().silence;
    if (silence == observability::Silence::App)
        Q_EMIT navigate({QStringLiteral("deployments"),
                         m_presenter->target().environment,
                         m_presenter->target().app,
                         {}});
    else if (silence == observability::Silence::OnlyThisRange)
        m_presenter->choose(observability::TimeChoice());
    else
        refresh();
}

} // namespace envdeck::ui
