// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/logs_page.h"

#include "ui/pages/logs_filters.h"
#include "ui/text/time_text.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/label.h"
#include "ui/widgets/log_histogram.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/toast_host.h"

#include <QFileDialog>
#include <QMenu>
#include <QPushButton>
#include <QStandardPaths>
#include <QTimer>
#include <QVBoxLayout>

namespace envdeck::ui {

LogsPage::LogsPage(std::unique_ptr<LogsPresenter> presenter, QWidget *parent)
    : Page(parent), m_presenter(std::move(presenter)), m_header(new PageHeader), m_filters(new LogsFilters),
      m_histogram(new LogHistogram), m_view(new LogStoreView), m_clock(new QTimer(this))
{
    setObjectName(QStringLiteral("logs.page"));
    m_faces = new FaceStack(buildAnswer(), {90, 120, 60, 420});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_filters);
    column->addWidget(m_faces, 1);
    column->addWidget(buildFooter());

    connect(m_header, &PageHeader::refreshAsked, this, &LogsPage::refresh);
    connect(m_faces, &FaceStack::filterCleared, this, &LogsPage::clearFilters);
    connect(m_faces, &FaceStack::actionChosen, this, &LogsPage::takeAction);
    connect(m_faces, &FaceStack::nextStepChosen, this, [this] { refresh(); });
    connect(m_faces, &FaceStack::bannerActionChosen, this, [this] {
        if (m_presenter->state().leadsToHosts)
            Q_EMIT navigate({QStringLiteral("hosts"), m_environment, {}, {}});
        else
            refresh();
    });
    connectFilters();
    connect(m_presenter.get(), &LogsPresenter::stateChanged, this, &LogsPage::render);
    connect(m_presenter.get(), &LogsPresenter::marksChanged, this, &LogsPage::renderMarks);
    connect(m_presenter.get(), &LogsPresenter::histogramChanged, this, [this] {
        m_histogram->setHistogram(m_presenter->histogram());
        m_presenter->setBuckets(m_histogram->wantedBuckets());
    });
    connect(m_presenter.get(), &LogsPresenter::redactorChanged, this,
            [this] { m_view->setRedactor(m_presenter->redactor()); });
    connect(m_presenter.get(), &LogsPresenter::exported, this, [this](const QString &path, qint64 lines) {
        toasts()->show(tr("%n line(s) saved as %1", nullptr, int(lines)).arg(path));
    });
    connect(m_presenter.get(), &LogsPresenter::exportFailed, this,
            [this](const ErrorText &error) { toasts()->show(error.sentence()); });
    m_clock->setInterval(std::chrono::seconds(1));
    connect(m_clock, &QTimer::timeout, this, [this] { m_view->setNow(m_presenter->now()); });
    m_view->setTimes(timesInUtc() ? LogStoreView::Times::Utc : LogStoreView::Times::Local);
    m_view->setNow(m_presenter->now());
    m_view->setFilter(&m_presenter->filter());
    retranslate();
}

LogsPage::~LogsPage()
{
    m_view->setFilter(nullptr); // it goes before the view does
}

QWidget *LogsPage::buildAnswer()
{
    auto *answer = new QWidget;
    auto *column = new QVBoxLayout(answer);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_histogram);
    column->addWidget(m_view, 1);
    connect(m_histogram, &LogHistogram::rangeChosen, m_presenter.get(), &LogsPresenter::zoom);
    connect(m_histogram, &LogHistogram::rangeReset, m_presenter.get(), &LogsPresenter::zoomOut);
    connect(m_view, &LogStoreView::copied, this,
            [this](qint64 lines) { toasts()->show(tr("%n line(s) copied", nullptr, int(lines))); });
    connect(m_view, &LogStoreView::tooManyToCopy, this, [this](qint64 lines) {
        toasts()->show(tr("%n line(s) are too many to copy: export them", nullptr, int(lines)));
    });
    connect(m_view, &LogStoreView::notYetToCopy, this, [this] {
        toasts()->show(tr("Not copied: the secrets to hide are still being read. Copy again in a moment."));
    });
    connect(m_view, &LogStoreView::wrapChanged, m_filters, &LogsFilters::setWrap);
    connect(m_view, &LogStoreView::menuAsked, this, [this](const QPoint &at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        connect(menu->addAction(tr("Copy")), &QAction::triggered, m_view, &LogStoreView::copy);
        connect(menu->addAction(tr("The 20 lines around")), &QAction::triggered, this,
                [this] { m_view->setContext(true); });
        connect(menu->addAction(tr("Set or remove a bookmark")), &QAction::triggered, m_view,
                &LogStoreView::toggleBookmark);
        menu->popup(at);
    });
    return answer;
}

QWidget *LogsPage::buildFooter()
{
    m_footer = new QWidget;
    auto *row = new QHBoxLayout(m_footer);
    row->setContentsMargins(metrics::pageMargin, metrics::space2, metrics::pageMargin, metrics::space2);
    row->setSpacing(metrics::space2);
    m_counts = new Label({}, Type::Small, Tone::Muted);
    m_counts->setObjectName(QStringLiteral("logs.counts"));
    m_copy = new QPushButton;
    m_copy->setObjectName(QStringLiteral("logs.copy"));
    m_export = new QPushButton;
    m_export->setObjectName(QStringLiteral("logs.export"));
    for (QPushButton *button : {m_copy, m_export})
        setVariant(button, ButtonVariant::Quiet);
    row->addWidget(m_counts, 1);
    row->addWidget(m_copy);
    row->addWidget(m_export);
    connect(m_copy, &QPushButton::clicked, m_view, &LogStoreView::copy);
    connect(m_export, &QPushButton::clicked, this, &LogsPage::openExport);
    return m_footer;
}

void LogsPage::connectFilters()
{
    LogsPresenter *presenter = m_presenter.get();
    connect(m_filters, &LogsFilters::appChosen, this, &LogsPage::chooseApp);
    connect(m_filters, &LogsFilters::containerChosen, presenter, &LogsPresenter::choose);
    connect(m_filters, &LogsFilters::containersReset, this, [this] { m_presenter->chooseOnly({}); });
    connect(m_filters, &LogsFilters::textChanged, presenter, &LogsPresenter::setText);
    connect(m_filters, &LogsFilters::levelsChosen, presenter, &LogsPresenter::setLevels);
    connect(m_filters, &LogsFilters::hostChosen, presenter, &LogsPresenter::setHost);
    connect(m_filters, &LogsFilters::spanChosen, presenter, &LogsPresenter::setSpan);
    connect(m_filters, &LogsFilters::liveChosen, this, &LogsPage::setLive);
    connect(m_filters, &LogsFilters::timesChosen, m_view, &LogStoreView::setTimes);
    connect(m_filters, &LogsFilters::wrapChosen, m_view, &LogStoreView::setWrap);
    connect(m_filters, &LogsFilters::foldChosen, m_view, &LogStoreView::setFold);
    connect(m_filters, &LogsFilters::colorsChosen, m_view, &LogStoreView::setColors);
}

void LogsPage::setScope(const Scope &scope)
{
    const auto &environments = m_presenter->workspace().environments;
    m_environment =
        scope.environment.value_or(environments.isEmpty() ? QString() : environments.first().name);
    QStringList apps;
    for (const App &app : m_presenter->workspace().appsOf(m_environment))
        apps.append(app.name);
    m_filters->setApps(apps, scope.app.value_or(m_filters->app()));
    chooseApp();
}

void LogsPage::chooseApp()
{
    const QString app = m_filters->app();
    m_header->setContext(app.isEmpty() ? m_environment : m_environment + QStringLiteral(" / ") + app);
    m_presenter->show({m_environment, app});
    Q_EMIT commandsChanged();
}

void LogsPage::showItem(const QString &item)
{
    if (!item.isEmpty())
        m_presenter->chooseOnly(QSet<QString>{item});
}

void LogsPage::setLive(bool live)
{
    m_presenter->setLive(live);
    if (live)
        m_view->follow();
    Q_EMIT commandsChanged();
}

void LogsPage::refresh()
{
    m_presenter->refresh();
}

void LogsPage::entered()
{
    m_presenter->watch(true);
    m_clock->start();
}

void LogsPage::left()
{
    m_presenter->watch(false);
    m_clock->stop();
}

bool LogsPage::focusSearch()
{
    m_filters->focusText();
    return true;
}

void LogsPage::clearFilters()
{
    m_filters->clear();
    m_presenter->clearFilter();
}

bool LogsPage::stepBack()
{
    if (m_view->showsContext()) {
        m_view->setContext(false);
        return true;
    }
    if (m_presenter->isZoomed()) {
        m_presenter->zoomOut();
        return true;
    }
    if (!m_filters->hasText())
        return false;
    clearFilters();
    return true;
}

QList<Command> LogsPage::commands() const
{
    auto *self = const_cast<LogsPage *>(this);
    const auto command = [this](const char *id, const QString &title, const char *english, const char *icon,
                                auto trigger) {
        Command c;
        c.id = QString::fromLatin1(id);
        c.title = title;
        c.englishTitle = QString::fromLatin1(english);
        c.icon = QString::fromLatin1(icon);
        c.context = m_environment;
        c.trigger = trigger;
        return c;
    };
    Command save = command("logs.export", tr("Export the log lines\u2026"), "Export the log lines", "export",
                           [self] { self->openExport(); });
    save.shortcut = QKeySequence(Qt::CTRL | Qt::Key_E);
    save.enabled = m_hasLines;
    save.reason = m_hasLines ? QString() : tr("there are no lines");
    return {command("logs.filter", tr("Filter the log lines"), "Filter the log lines", "filter",
                    [self] { self->focusSearch(); }),
            command("logs.follow", tr("Follow new log lines, or hold still"),
                    "Follow new log lines, or hold still", "play",
                    [self] { self->setLive(!self->m_presenter->isLive()); }),
            command("logs.containers", tr("Choose containers"), "Choose containers", "hosts",
                    [self] { self->m_filters->openContainers(); }),
            command("logs.wrap", tr("Wrap long log lines, or not"), "Wrap long log lines, or not", "logs",
                    [self] { self->m_view->setWrap(!self->m_view->wraps()); }),
            save};
}

QString LogsPage::helpText() const
{
    return tr(
        "What the containers write, read with docker logs over SSH and merged by time; nothing is installed "
        "there. Scrolling up pauses, End follows again. In the lines: n and N go to matches, C shows the 20 "
        "lines around, B sets a bookmark, W wraps, Enter opens a line, Ctrl+C copies. Drag over the bars to "
        "look closer, Esc goes back. What is copied or exported has its secrets replaced.");
}

void LogsPage::openExport()
{
    if (!m_hasLines)
        return;
    auto *dialog = new QFileDialog(this, tr("Export the log lines"));
    dialog->setObjectName(QStringLiteral("logs.exportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("log"));
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    const QString app = m_presenter->target().app;
    dialog->selectFile((app.isEmpty() ? m_environment : m_environment + QLatin1Char('-') + app) +
                       QStringLiteral(".log"));
    connect(dialog, &QFileDialog::fileSelected, m_presenter.get(), &LogsPresenter::exportTo);
    dialog->open();
}

void LogsPage::retranslate()
{
    m_header->setTitle(title());
    m_copy->setText(tr("Copy"));
    m_export->setText(tr("Export\u2026"));
    m_filters->retranslate();
    m_presenter->update();
}

} // namespace envdeck::ui
