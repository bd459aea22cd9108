// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/job_detail.h"

#include "ui/models/job_model.h"
#include "ui/text/job_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/label.h"
#include "ui/widgets/log_view.h"
#include "ui/widgets/pull_bar.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>

namespace envdeck::ui {

JobDetail::JobDetail(QWidget *parent)
    : QWidget(parent), m_steps(new StepModel(this)), m_table(new DataTable), m_logView(new LogView),
      m_failure(new Banner(Severity::Critical, {}, {})), m_pull(new PullBar),
      m_nextStep(m_failure->addButton({}))
{
    m_table->setObjectName(QStringLiteral("jobs.steps"));
    m_table->setModel(m_steps);
    m_table->horizontalHeader()->hide();
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setColumns({{96}, {190, true}, {60, false, 0, 150}, {64}});
    m_logView->setObjectName(QStringLiteral("jobs.log"));
    m_nextStep->setObjectName(QStringLiteral("jobs.nextStep"));
    connect(m_nextStep, &QPushButton::clicked, this,
            [this] { Q_EMIT nextStepAsked(jobFailureText(m_job).next); });

    connect(m_pull, &PullBar::pageAsked, this, &JobDetail::pullPageAsked);
    connect(m_pull, &PullBar::mergeAsked, this, &JobDetail::mergeAsked);

    auto *failure = new QWidget;
    auto *failureRow = new QHBoxLayout(failure);
    failureRow->setContentsMargins(metrics::space3, 0, metrics::space3, metrics::space2);
    failureRow->addWidget(m_failure);
    auto *halves = new QHBoxLayout;
    halves->setSpacing(metrics::space4);
    halves->addWidget(m_table, 1);
    halves->addWidget(m_logView, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::space3, 1, metrics::space3, metrics::space2);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_pull);
    column->addWidget(failure);
    column->addLayout(halves, 1);
    retranslate();
}

QPushButton *JobDetail::addButton(const QString &objectName, void (JobDetail::*asked)())
{
    auto *button = new QPushButton;
    button->setObjectName(objectName);
    setVariant(button, ButtonVariant::Quiet);
    connect(button, &QPushButton::clicked, this, asked);
    return button;
}

QWidget *JobDetail::makeHead()
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(metrics::space1, metrics::space1, metrics::space3, metrics::space1);
    m_back = addButton(QStringLiteral("jobs.back"), &JobDetail::closed);
    m_back->setIcon(themedIcon(QStringLiteral("chevron-left")));
    m_state = new Chip({});
    m_title = new Label({}, Type::BodyStrong);
    m_note = new Label({}, Type::Small, Tone::Muted);
    row->addWidget(m_back);
    row->addWidget(m_state);
    row->addWidget(m_title);
    row->addWidget(m_note, 1);
    m_resume = addButton(QStringLiteral("jobs.resume"), &JobDetail::resumeAsked);
    setVariant(m_resume, ButtonVariant::Secondary);
    m_abandon = addButton(QStringLiteral("jobs.abandon"), &JobDetail::abandonAsked);
    m_cancel = addButton(QStringLiteral("jobs.cancel"), &JobDetail::cancelAsked);
    m_copy = addButton(QStringLiteral("jobs.copyReport"), &JobDetail::copyReport);
    m_file = addButton(QStringLiteral("jobs.openLog"), &JobDetail::logFileAsked);
    for (QPushButton *button : {m_resume, m_abandon, m_cancel, m_copy, m_file})
        row->addWidget(button);
    return head;
}

void JobDetail::retranslate()
{
    m_back->setAccessibleName(tr("Back to all jobs"));
    m_back->setToolTip(tr("Back to all jobs"));
    m_table->setAccessibleName(tr("Steps"));
    m_logView->setAccessibleName(tr("Log"));
    m_resume->setText(tr("Resume"));
    m_abandon->setText(tr("Mark as abandoned\u2026"));
    m_copy->setText(tr("Copy report"));
    m_file->setText(tr("Open log file"));
    render();
}

void JobDetail::setJob(const JobStatus &job, const QDateTime &now)
{
    m_job = job;
    m_now = now;
    render();
}

void JobDetail::render()
{
    m_state->setSpec({jobSeverity(m_job), jobStateWord(m_job), false});
    m_title->setText(jobTitle(m_job));
    m_note->setText(m_job.detail);
    m_steps->setSteps(m_job.steps, m_now);
    m_pull->setJob(m_job);
    const bool interrupted = m_job.state == JobState::Unknown && m_job.interrupted;
    m_resume->setVisible(interrupted);
    m_abandon->setVisible(interrupted);
    const QString cancel = cancelLabel(m_job);
    m_cancel->setVisible(!m_job.isOver());
    m_cancel->setEnabled(!cancel.isEmpty());
    m_cancel->setText(cancel.isEmpty() ? tr("Cancel") : cancel);
    m_cancel->setToolTip(cancelRefusal(m_job));
    const bool failed = m_job.state == JobState::Failed || m_job.state == JobState::Unknown;
    m_failure->parentWidget()->setVisible(failed);
    if (!failed)
        return;
    const ErrorText error = jobFailureText(m_job);
    m_failure->setWords(m_job.state == JobState::Failed ? Severity::Critical : Severity::Unknown,
                        error.title(), tr("%1.", "a sentence").arg(error.now));
    m_nextStep->setText(error.nextLabel);
    // An interrupted job has its two ways out above already; its details stand below.
    m_nextStep->setVisible(!interrupted && error.next != NextStep::None &&
                           error.next != NextStep::ShowDetails);
}

void JobDetail::setLog(const QString &log)
{
    m_log = log;
    m_logView->setText(log);
}

void JobDetail::copyReport()
{
    QApplication::clipboard()->setText(jobReport(m_job, m_log));
}

void JobDetail::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace envdeck::ui
