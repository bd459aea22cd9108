// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/drift_tab.h"

#include "ui/models/drift_model.h"
#include "ui/pages/adopt_sheet.h"
#include "ui/pages/variable_flow.h"
#include "ui/text/drift_text.h"
#include "ui/text/job_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/label.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/toast_host.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace envdeck::ui {

DriftTab::DriftTab(Page &page, std::unique_ptr<DriftPresenter> presenter,
                   std::unique_ptr<VariablesPresenter> variables)
    : InfrastructureTab(page), m_presenter(std::move(presenter)), m_variables(std::move(variables)),
      m_flow(new VariableFlow(*m_variables, page)), m_model(new DriftModel(this)),
      m_summary(new Label({}, Type::BodyStrong)), m_age(new Label({}, Type::Small, Tone::Muted)),
      m_restore(new QPushButton), m_check(new QPushButton), m_notice(new Banner(Severity::None, {}, {})),
      m_cancel(m_notice->addButton(QStringLiteral("\u2026"))), m_table(new DataTable)
{
    m_flow->setParent(this);
    m_summary->setObjectName(QStringLiteral("drift.summary"));
    m_age->setObjectName(QStringLiteral("drift.age"));
    m_restore->setObjectName(QStringLiteral("drift.restore"));
    m_check->setObjectName(QStringLiteral("drift.check"));
    m_notice->setObjectName(QStringLiteral("drift.notice"));
    m_cancel->setObjectName(QStringLiteral("drift.cancel"));
    m_table->setObjectName(QStringLiteral("drift.table"));
    m_table->setModel(m_model);
    m_table->setRowKind(DataTable::RowKind::LineWithButton);
    m_table->setColumns({{180, true, 0, 0},
                         {80, false, 0, 170},
                         {100, false, 0, 150},
                         {110, false, 0, 175},
                         {90, false, 720, 105},
                         {140, false, 0, 190}});
    auto *answer = new QWidget;
    auto *rows = new QVBoxLayout(answer);
    rows->setContentsMargins(metrics::space3, 0, metrics::space3, 0);
    rows->addWidget(m_table);
    m_faces = new FaceStack(answer, {220, 90, 110, 120, 90, 150});

    auto *noticeHolder = new QWidget;
    auto *noticeRow = new QHBoxLayout(noticeHolder);
    noticeRow->setContentsMargins(metrics::pageMargin, metrics::space2, metrics::pageMargin, 0);
    noticeRow->addWidget(m_notice);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(noticeHolder);
    column->addWidget(m_faces, 1);
    connectParts();
    retranslate();
}

DriftTab::~DriftTab() = default;

QWidget *DriftTab::buildHead()
{
    auto *head = new QWidget;
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_summary);
    words->addWidget(m_age);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(metrics::pageMargin, metrics::space2, metrics::pageMargin, metrics::space2);
    row->setSpacing(metrics::space2);
    row->addLayout(words, 1);
    row->addWidget(m_restore);
    row->addWidget(m_check);
    return head;
}

void DriftTab::connectParts()
{
    connect(m_presenter.get(), &DriftPresenter::stateChanged, this, &DriftTab::render);
    connect(m_check, &QPushButton::clicked, m_presenter.get(), &DriftPresenter::check);
    connect(m_cancel, &QPushButton::clicked, m_presenter.get(), &DriftPresenter::cancel);
    connect(m_restore, &QPushButton::clicked, this, &DriftTab::restore);
    connect(m_table, &DataTable::actionTriggered, this, &DriftTab::adopt);
    connect(m_table, &DataTable::opened, this, &DriftTab::adopt);
    connect(m_faces, &FaceStack::actionChosen, m_presenter.get(), &DriftPresenter::check);
    connect(m_faces, &FaceStack::waitCanceled, m_presenter.get(), &DriftPresenter::cancel);
    connect(m_faces, &FaceStack::nextStepChosen, this, &DriftTab::takeNextStep);
    connect(m_variables.get(), &VariablesPresenter::reviewFailed, this, [this](const QString &sentence) {
        if (m_sheet)
            m_sheet->setFailure(sentence);
    });
}

void DriftTab::setEnvironment(const EnvironmentId &environment)
{
    m_presenter->show(environment);
    m_variables->show(environment);
}

QList<Command> DriftTab::commands() const
{
    auto *self = const_cast<DriftTab *>(this);
    Command check;
    check.id = QStringLiteral("drift.check");
    check.title = tr("Check %1 for drift").arg(m_presenter->environment());
    check.englishTitle = QStringLiteral("Check for drift");
    check.icon = QStringLiteral("infrastructure");
    check.context = m_presenter->environment();
    check.enabled = m_presenter->canCheck();
    check.reason = check.enabled ? QString() : tr("a job of this environment runs");
    check.trigger = [self] { self->m_presenter->check(); };
    return {check};
}

void DriftTab::retranslate()
{
    m_check->setText(tr("Check now"));
    m_restore->setText(tr("Restore from code"));
    m_restore->setToolTip(
        tr("Makes a plan that puts back what the code says. Nothing changes before you apply it."));
    m_table->setAccessibleName(title());
    m_model->retranslate();
    render();
}

void DriftTab::render()
{
    const auto &report = m_presenter->state().report;
    m_model->setReport(report.value_or(infrastructure::DriftReport()));
    m_model->setNow(m_presenter->now());
    const bool hasDrift = report && report->hasDrift();
    m_summary->setVisible(hasDrift);
    m_age->setVisible(hasDrift);
    m_restore->setVisible(hasDrift);
    m_check->setVisible(report.has_value()); // else the face has its own
    if (hasDrift) {
        m_summary->setText(driftSummary(*report));
        m_age->setText(driftCheckText(*report, m_presenter->now(), m_presenter->interval()));
    }
    const bool couldCheck = m_check->isEnabled();
    m_check->setEnabled(m_presenter->canCheck());
    const QString &busy = m_presenter->state().busyWith;
    m_check->setToolTip(busy.isEmpty() ? QString() : tr("Waits for: %1").arg(busy));
    renderNotice();
    renderFaces();
    if (couldCheck != m_check->isEnabled())
        Q_EMIT commandsChanged();
}

void DriftTab::renderNotice()
{
    const DriftState &state = m_presenter->state();
    const bool failed = state.job && state.job->isOver() && state.report;
    m_notice->parentWidget()->setVisible(m_presenter->isChecking() || failed || m_presenter->isStale());
    m_cancel->setVisible(m_presenter->isChecking() && state.job->cancelable);
    if (m_presenter->isChecking()) {
        const auto elapsed = std::chrono::milliseconds(
            state.job->started.isValid() ? state.job->started.msecsTo(m_presenter->now()) : 0);
        m_notice->setWords(Severity::Running, jobTitle(*state.job),
                           tr("%1, for %2").arg(jobStepText(*state.job), elapsedText(elapsed)));
        m_cancel->setText(cancelLabel(*state.job));
    } else if (failed) {
        m_notice->setWords(Severity::Stale, jobFailureText(*state.job).title(),
                           tr("What is shown is %1.").arg(ageText(state.report->at, m_presenter->now())));
    } else if (m_presenter->isStale()) {
        m_notice->setWords(Severity::Stale, tr("This may no longer be so"),
                           tr("The last check is %1.").arg(ageText(state.report->at, m_presenter->now())));
    }
}

void DriftTab::renderFaces()
{
    const DriftState &state = m_presenter->state();
    const QString icon = QStringLiteral("infrastructure");
    if (state.report && state.report->hasDrift())
        return m_faces->showAnswer();
    if (state.report && !state.report->hasState)
        return m_faces->showEmpty(
            icon, tr("Nothing can have drifted yet"),
            tr("Checked %1: this environment has no Terraform state. Drift is looked for "
               "once something was applied.")
                .arg(agoText(state.report->at, m_presenter->now())));
    if (state.report)
        return m_faces->showEmpty(QStringLiteral("check"), tr("What is there is what the code says"),
                                  driftCheckText(*state.report, m_presenter->now(), m_presenter->interval()));
    if (m_presenter->isChecking() || state.restoring)
        return m_faces->showLoading(tr("terraform"));
    if (state.job)
        return m_faces->showError(
            readAgainText(state.job->error.value_or(Error{ErrorCode::Timeout, {}, {}, 0}),
                          Attempt::CheckDrift, TrueNow::NothingKnown, m_presenter->environment()));
    m_faces->showEmpty(
        icon, tr("Never checked for drift"),
        tr("A check asks the providers what is there and compares it with what the last apply left. It "
           "changes nothing. Envdeck checks by itself every %1 while it is open.")
            .arg(durationText(m_presenter->interval())),
        state.busyWith.isEmpty() ? tr("Check now") : QString());
}

// The page's own command, with what stands against it.
void DriftTab::restore()
{
    const QList<Command> commands = page().commands();
    const auto plan = std::find_if(commands.cbegin(), commands.cend(), [](const Command &command) {
        return command.id == QLatin1String("infrastructure.plan");
    });
    if (plan == commands.cend())
        return;
    if (plan->enabled)
        plan->trigger();
    else
        page().toasts()->show(QStringLiteral("%1: %2").arg(plan->title, plan->reason));
}

void DriftTab::adopt(const QModelIndex &index)
{
    const DriftRow *row = m_model->row(index);
    const Environment *environment = m_presenter->workspace().environment(m_presenter->environment());
    if (!row || !environment || page().overlay()->isOpen())
        return;
    auto *sheet = new AdoptSheet(row->resource, environment->name, environment->kind,
                                 m_presenter->workspace().isLocal());
    m_sheet = sheet;
    connect(sheet, &AdoptSheet::canceled, page().overlay(), &OverlayHost::dismiss);
    connect(sheet, &AdoptSheet::variableChosen, this, &DriftTab::reviewVariable);
    // A review nobody waits for any more must not open.
    connect(sheet, &QObject::destroyed, m_variables.get(), &VariablesPresenter::callOff);
    page().overlay()->open(sheet, OverlayHost::Place::Center);
}

void DriftTab::reviewVariable(const QString &name, const QString &typed)
{
    if (page().refusesChange() || !m_sheet)
        return;
    m_sheet->setPreparing(true);
    m_variables->review({name, typed}); // answers with the flow's review sheet in the place of this one
}

} // namespace envdeck::ui
