// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/backups_page.h"

#include "ui/models/backup_model.h"
#include "ui/text/backup_text.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/label.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/toast_host.h"

#include <QItemSelectionModel>
#include <QMenu>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace envdeck::ui {

namespace {

Label *detailLabel(const char *name, Tone tone)
{
    auto *label = new Label({}, Type::Body, tone);
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    return label;
}

} // namespace

BackupsPage::BackupsPage(std::unique_ptr<BackupsPresenter> presenter, QWidget *parent)
    : Page(parent), m_presenter(std::move(presenter)), m_model(new BackupModel(this)),
      m_header(new PageHeader), m_table(new DataTable), m_advice(detailLabel("backups.advice", Tone::Normal)),
      m_where(detailLabel("backups.where", Tone::Muted)), m_runs(detailLabel("backups.runs", Tone::Muted)),
      m_clock(new QTimer(this))
{
    setObjectName(QStringLiteral("backups.page"));
    m_run = m_header->addAction({}, QStringLiteral("backups"));
    m_run->setObjectName(QStringLiteral("backups.run"));
    m_header->setPrimary(m_run);
    m_table->setObjectName(QStringLiteral("backups.table"));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setColumns({{150, false, 0, 260},
                         {200, true},
                         {90, false, 0, 130},
                         {84, false, 640},
                         {100, false, 760, 150},
                         {76, false, 860},
                         {84, false, 960, 130},
                         {110, false, 1060, 200}});
    auto *answer = new QWidget;
    auto *column = new QVBoxLayout(answer);
    column->setContentsMargins(metrics::space3, 0, metrics::space3, metrics::space3);
    column->setSpacing(metrics::space1);
    column->addWidget(m_table, 1);
    for (Label *label : {m_advice, m_where, m_runs}) {
        label->setContentsMargins(metrics::space3, 0, metrics::space3, 0);
        column->addWidget(label);
    }
    m_faces = new FaceStack(answer, {150, 200, 90, 84, 100, 76, 84, 110});
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(m_header);
    whole->addWidget(m_faces, 1);
    connect(m_run, &QPushButton::clicked, this, &BackupsPage::backUp);
    connect(m_header, &PageHeader::refreshAsked, this, &BackupsPage::refresh);
    connect(m_presenter.get(), &BackupsPresenter::stateChanged, this, &BackupsPage::render);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &BackupsPage::renderDetail);
    connect(m_table, &DataTable::menuAsked, this, [this](const QModelIndex &, const QPoint &at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        QAction *run = menu->addAction(tr("Back up now"));
        run->setEnabled(whyNot().isEmpty());
        connect(run, &QAction::triggered, this, &BackupsPage::backUp);
        menu->popup(at);
    });
    const auto account = [this] { return QStringLiteral("dokploy/") + m_presenter->state().environment; };
    connect(m_faces, &FaceStack::nextStepChosen, this,
            [this, account](NextStep step) { takeNextStep(step, account()); });
    connect(m_faces, &FaceStack::bannerActionChosen, this,
            [this, account] { takeNextStep(NextStep::ReplaceKey, account()); });
    m_clock->setInterval(std::chrono::seconds(30));
    connect(m_clock, &QTimer::timeout, m_presenter.get(), &BackupsPresenter::update);
    retranslate();
}

BackupsPage::~BackupsPage() = default;

void BackupsPage::setScope(const Scope &scope)
{
    m_header->setContext(scope.environment.value_or(QString()));
    m_presenter->show(scope.environment.value_or(QString()));
}

void BackupsPage::showItem(const QString &item)
{
    m_wanted = item;
    render();
}

void BackupsPage::refresh()
{
    m_presenter->refresh();
}

void BackupsPage::entered()
{
    m_presenter->watch(true);
    m_clock->start();
}

void BackupsPage::left()
{
    m_presenter->watch(false);
    m_clock->stop();
}

const backups::Row *BackupsPage::chosen() const
{
    const int row = m_table->selectedRow();
    return row < 0 ? nullptr : &m_model->rows().at(row);
}

QString BackupsPage::whyNot() const
{
    const backups::Row *row = chosen();
    if (!row)
        return tr("no data set is chosen");
    if (!row->plan)
        return tr("it has no schedule in Dokploy");
    return row->isRunning ? tr("one is being made") : QString();
}

// No question is asked: it adds a file and changes nothing else.
void BackupsPage::backUp()
{
    const backups::Row *row = chosen();
    if (!row || !whyNot().isEmpty() || refusesChange())
        return;
    const QString name = row->set.name;
    const QString trouble = m_presenter->backUp(*row);
    toasts()->show(trouble.isEmpty() ? tr("%1 is being backed up").arg(name) : trouble);
}

QList<Command> BackupsPage::commands() const
{
    auto *self = const_cast<BackupsPage *>(this);
    Command run;
    run.id = QStringLiteral("backups.run");
    run.title = tr("Back up now");
    run.englishTitle = QStringLiteral("Back up now");
    run.icon = QStringLiteral("backups");
    run.context = chosen() ? chosen()->set.name : QString();
    run.risk = Risk::R1;
    run.reason = whyNot();
    run.enabled = run.reason.isEmpty();
    run.trigger = [self] { self->backUp(); };
    return {run};
}

QString BackupsPage::helpText() const
{
    return tr(
        "Every database that Dokploy runs here, and whether there is a good backup of it: a file at the "
        "destination with something in it, not a job that ended. What has no backup, or none in its time, "
        "stands first.");
}

void BackupsPage::retranslate()
{
    m_header->setTitle(title());
    m_run->setText(tr("Back up now"));
    m_table->setAccessibleName(title());
    m_model->retranslate();
    m_presenter->update();
}

void BackupsPage::renderDetail()
{
    const backups::Row *row = chosen();
    const QDateTime now = m_presenter->state().now;
    m_run->setEnabled(whyNot().isEmpty());
    m_run->setToolTip(whyNot());
    m_advice->setText(row ? backupAdvice(*row) : QString());
    m_advice->setVisible(!m_advice->text().isEmpty());
    QString where, runs;
    if (row && row->plan) {
        const platform::BackupPlan &plan = *row->plan;
        where = tr("%1 goes to %2, bucket %3, folder %4")
                    .arg(plan.database, plan.destination, plan.bucket, plan.folder);
        if (!plan.runs.isEmpty()) {
            const platform::BackupRun &last = plan.runs.first();
            const QString took = last.ended.isValid()
                                     ? durationText(std::chrono::milliseconds(last.began.msecsTo(last.ended)))
                                     : absentText();
            runs = last.state == platform::RunState::Failed
                       ? tr("Last run failed, %1").arg(momentText(last.began, now))
                   : last.state == platform::RunState::Running
                       ? tr("A run began %1").arg(agoText(last.began, now))
                       : tr("Last run %1, in %2").arg(momentText(last.began, now), took);
        }
    }
    m_where->setText(where);
    m_where->setVisible(!where.isEmpty());
    m_runs->setText(runs);
    m_runs->setVisible(!runs.isEmpty());
    Q_EMIT commandsChanged();
}

void BackupsPage::render()
{
    const BackupsState &state = m_presenter->state();
    m_model->setNow(state.now);
    m_model->setRows(state.rows);
    m_header->setRefreshing(state.loading && state.answered);
    m_header->setFreshness(state.freshness);
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const bool wanted = m_model->rows().at(row).set.name == m_wanted;
        if (wanted || (m_wanted.isEmpty() && m_table->selectedRow() < 0)) { // the worst one says most
            m_wanted.clear();
            m_table->selectRow(row);
            break;
        }
    }
    renderDetail();
    if (!state.configured)
        return m_faces->showEmpty(
            QStringLiteral("backups"), tr("%1 has no Dokploy").arg(state.environment),
            tr("envdeck.yaml does not name one, so there is nobody to ask for its databases."));
    if (!state.answered)
        return state.error ? m_faces->showError(*state.error)
                           : m_faces->showLoading(QStringLiteral("Dokploy ") + state.environment);
    if (state.rows.isEmpty())
        return m_faces->showEmpty(
            QStringLiteral("backups"), tr("No database runs in Dokploy of %1").arg(state.environment),
            tr("Databases in a compose file are seen here as soon as a backup of them is "
               "scheduled in Dokploy."));
    m_faces->showAnswer();
    if (!state.error)
        return m_faces->setBanner(Severity::None, {});
    m_faces->setBanner(Severity::Stale, state.error->title(), state.error->now,
                       state.keyRefused ? nextStepLabel(NextStep::ReplaceKey) : QString());
}

} // namespace envdeck::ui
