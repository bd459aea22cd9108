// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/metrics_page.h"

#include "ui/pages/metrics_range_sheet.h"
#include "ui/text/time_text.h"
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
#include <QGuiApplication>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace envdeck::ui {

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
    QStringList lines{shownTime(at).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) + zoneMark() +
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
