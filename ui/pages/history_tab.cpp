// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/history_tab.h"

#include "ui/models/run_model.h"
#include "ui/pages/run_sheet.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/label.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/toast_host.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

#include <algorithm>

namespace envdeck::ui {

HistoryTab::HistoryTab(Page &page, std::unique_ptr<RunsPresenter> presenter)
    : InfrastructureTab(page), m_presenter(std::move(presenter)), m_model(new RunModel(this)),
      m_filtered(new QSortFilterProxyModel(this)), m_summary(new Label({}, Type::BodyStrong)),
      m_age(new Label({}, Type::Small, Tone::Muted)), m_filter(new QLineEdit), m_table(new DataTable)
{
    m_faces = new FaceStack(buildAnswer(), {110, 150, 90, 120, 80, 100, 84, 160});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_faces);
    connect(m_presenter.get(), &RunsPresenter::stateChanged, this, &HistoryTab::render);
    connect(m_presenter.get(), &RunsPresenter::reportReady, this, &HistoryTab::openReport);
    connect(m_presenter.get(), &RunsPresenter::reportFailed, this,
            [this](const ErrorText &error) { this->page().toasts()->show(error.sentence()); });
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filtered->setFilterFixedString(text.trimmed());
        render();
    });
    connect(m_table, &DataTable::opened, this, &HistoryTab::open);
    connect(m_table, &DataTable::menuAsked, this, &HistoryTab::showMenu);
    connect(m_faces, &FaceStack::filterCleared, m_filter, &QLineEdit::clear);
    connect(m_faces, &FaceStack::nextStepChosen, m_presenter.get(), &RunsPresenter::refresh);
    connect(m_faces, &FaceStack::bannerActionChosen, m_presenter.get(), &RunsPresenter::refresh);
    retranslate();
}

HistoryTab::~HistoryTab() = default;

QWidget *HistoryTab::buildAnswer()
{
    m_summary->setObjectName(QStringLiteral("history.summary"));
    m_filter->setObjectName(QStringLiteral("history.filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(scaled(240));
    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterRole(RunModel::SearchRole);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setObjectName(QStringLiteral("history.table"));
    m_table->setModel(m_filtered);
    m_table->setColumns({{120, false, 0, 160},
                         {164, false, 0, 210},
                         {80, false, 0, 160},
                         {120, false, 0, 180},
                         {92, false, 620, 130},
                         {92, false, 0, 150},
                         {84, false, 0},
                         {120, true, 760}});
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_summary);
    words->addWidget(m_age);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(metrics::space3, metrics::space2, metrics::space3, metrics::space2);
    bar->addLayout(words, 1);
    bar->addWidget(m_filter);
    auto *answer = new QWidget;
    auto *column = new QVBoxLayout(answer);
    column->setContentsMargins(metrics::space3, 0, metrics::space3, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_table, 1);
    return answer;
}

void HistoryTab::tick()
{
    m_presenter->tick();
    renderAge();
}

bool HistoryTab::focusSearch()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    return m_filter->isVisible();
}

const infrastructure::RunEntry *HistoryTab::runAt(const QModelIndex &index) const
{
    return index.isValid() ? m_model->row(m_filtered->mapToSource(index)) : nullptr;
}

void HistoryTab::open(const QModelIndex &index)
{
    if (const infrastructure::RunEntry *run = runAt(index))
        m_presenter->openReport(run->record.operation);
}

void HistoryTab::openReport(const infrastructure::RunReport &report)
{
    if (!isVisible() || page().overlay()->isOpen())
        return;
    const Environment *environment = m_presenter->workspace().environment(report.run.record.environment);
    auto *sheet = new RunSheet(report, environment ? environment->kind : EnvironmentKind::Custom,
                               m_presenter->workspace().isLocal());
    connect(sheet, &RunSheet::closed, page().overlay(), &OverlayHost::dismiss);
    connect(sheet, &RunSheet::copyAsked, this, [this](const QString &text) {
        QGuiApplication::clipboard()->setText(text);
        page().toasts()->show(tr("Copied the report"));
    });
    connect(sheet, &RunSheet::auditAsked, this, [this, record = report.run.record] {
        page().overlay()->dismiss();
        Q_EMIT page().navigate({QStringLiteral("audit"), record.environment, {}, record.operation});
    });
    page().overlay()->open(sheet, OverlayHost::Place::Center);
}

void HistoryTab::showMenu(const QModelIndex &index, const QPoint &at)
{
    const infrastructure::RunEntry *run = runAt(index);
    if (!run)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Open")), &QAction::triggered, this,
            [this, index = QPersistentModelIndex(index)] { open(index); });
    const auto addCopy = [&](const QString &words, const QString &value) {
        if (!value.isEmpty())
            connect(menu->addAction(themedIcon(QStringLiteral("copy")), words), &QAction::triggered, this,
                    [value] { QGuiApplication::clipboard()->setText(value); });
    };
    addCopy(tr("Copy the commit"), run->record.commit);
    addCopy(tr("Copy the operation id"), run->record.operation);
    menu->popup(at);
}

void HistoryTab::retranslate()
{
    m_filter->setPlaceholderText(tr("Filter runs"));
    m_filter->setAccessibleName(tr("Filter runs"));
    m_table->setAccessibleName(tr("Runs of terraform"));
    m_model->retranslate();
    render();
}

void HistoryTab::render()
{
    const RunsState &state = m_presenter->state();
    m_model->setRows(state.runs);
    const int goingOn = int(std::count_if(state.runs.cbegin(), state.runs.cend(), [](const auto &run) {
        return run.life == infrastructure::RunLife::Followed || run.life == infrastructure::RunLife::Alone;
    }));
    const QString count = tr("%n run(s)", "of terraform", int(state.runs.size()));
    m_summary->setText(goingOn > 0 ? tr("%1, %2 of them running").arg(count).arg(goingOn) : count);
    renderAge();
    if (!state.answered)
        return state.error ? m_faces->showError(*state.error) : m_faces->showLoading(tr("the runs"));
    if (state.error)
        m_faces->setBanner(Severity::Stale, state.error->title(), state.error->now,
                           nextStepLabel(NextStep::Retry));
    else
        m_faces->setBanner(Severity::None, {});
    if (state.runs.isEmpty())
        return m_faces->showEmpty(QStringLiteral("infrastructure"),
                                  tr("Terraform was not run for %1 yet").arg(m_presenter->environment()),
                                  tr("Plans and applies of this machine stand here afterwards, with who "
                                     "began them, what came of them and their log."));
    m_filtered->rowCount() == 0 ? m_faces->showNoMatch(m_filter->text()) : m_faces->showAnswer();
}

void HistoryTab::renderAge()
{
    m_age->setText(tr("The last 50 with their logs. %1")
                       .arg(updatedText(m_presenter->state().readAt, m_presenter->now())));
}

} // namespace envdeck::ui
