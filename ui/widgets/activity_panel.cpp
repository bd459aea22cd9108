// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/activity_panel.h"

#include "ui/models/job_model.h"
#include "ui/text/job_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/job_detail.h"
#include "ui/widgets/label.h"
#include "ui/widgets/progress_delegate.h"

#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace envdeck::ui {

ActivityPanel::ActivityPanel(QWidget *parent)
    : QWidget(parent), m_model(new JobModel(this)), m_table(new DataTable), m_detail(new JobDetail),
      m_stack(new QStackedLayout)
{
    setObjectName(QStringLiteral("jobs.dock"));
    m_table->setObjectName(QStringLiteral("jobs.table"));
    m_table->setModel(m_model);
    m_table->horizontalHeader()->hide();
    m_table->setRowKind(DataTable::RowKind::LineWithButton);
    m_table->setItemDelegateForColumn(JobModel::ProgressColumn,
                                      new ProgressDelegate(JobModel::ProgressRole, this));
    m_table->setColumns({{128}, {280}, {100, true}, {120, false, 900}, {76}, {170}, {76}});
    connect(m_table, &DataTable::actionTriggered, this, &ActivityPanel::applyAction);
    connect(m_table, &DataTable::menuAsked, this, &ActivityPanel::showMenu);
    connect(m_table, &DataTable::opened, this,
            [this](const QModelIndex &index) { showJob(m_model->row(index)->operation); });
    connect(m_detail, &JobDetail::closed, this, &ActivityPanel::showList);
    connect(m_detail, &JobDetail::cancelAsked, this, [this] { Q_EMIT cancelAsked(m_shown); });
    connect(m_detail, &JobDetail::resumeAsked, this, [this] { Q_EMIT resumeAsked(m_shown); });
    connect(m_detail, &JobDetail::abandonAsked, this, [this] { Q_EMIT abandonAsked(m_shown); });
    connect(m_detail, &JobDetail::logFileAsked, this, [this] { Q_EMIT logFileAsked(m_shown); });
    connect(m_detail, &JobDetail::pullPageAsked, this, [this] { Q_EMIT pullPageAsked(m_shown); });
    connect(m_detail, &JobDetail::mergeAsked, this, [this] { Q_EMIT mergeAsked(m_shown); });
    connect(m_detail, &JobDetail::nextStepAsked, this,
            [this](NextStep step) { Q_EMIT nextStepAsked(m_shown, step); });

    auto *list = new QWidget;
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(metrics::space3, 0, metrics::space3, metrics::space2);
    column->setSpacing(0);
    column->addWidget(makeHead());
    m_nothing = new Label({}, Type::Body, Tone::Muted);
    m_nothing->setContentsMargins(metrics::space3, metrics::space2, 0, 0);
    column->addWidget(m_nothing);
    column->addWidget(m_table, 1);
    m_stack->addWidget(list);
    m_stack->addWidget(m_detail);
    m_stack->setContentsMargins(0, 1, 0, 0);
    setLayout(m_stack);
    retranslate();
    setJobs({}, {});
}

QWidget *ActivityPanel::makeHead()
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(metrics::space3, metrics::space1, metrics::space3, 0);
    m_title = new Label({}, Type::BodyStrong);
    row->addWidget(m_title, 1);
    m_clear = new QPushButton;
    m_clear->setObjectName(QStringLiteral("jobs.clear"));
    m_hide = new QPushButton(themedIcon(QStringLiteral("close")), {});
    m_hide->setObjectName(QStringLiteral("jobs.hide"));
    for (QPushButton *button : {m_clear, m_hide}) {
        setVariant(button, ButtonVariant::Quiet);
        row->addWidget(button);
    }
    connect(m_clear, &QPushButton::clicked, this, &ActivityPanel::clearAsked);
    connect(m_hide, &QPushButton::clicked, this, &ActivityPanel::hideAsked);
    return head;
}

void ActivityPanel::retranslate()
{
    setAccessibleName(tr("Activity"));
    m_table->setAccessibleName(tr("Jobs"));
    m_title->setText(tr("Activity"));
    m_nothing->setText(tr("Nothing runs, and nothing ran since the list was cleared."));
    m_clear->setText(tr("Clear done"));
    m_hide->setAccessibleName(tr("Hide activity"));
    m_hide->setToolTip(tr("Hide activity (Ctrl+J)"));
}

void ActivityPanel::setJobs(const QList<JobStatus> &jobs, const QDateTime &now)
{
    m_now = now;
    m_model->setJobs(jobs, now);
    m_model->setNow(now);
    m_nothing->setVisible(jobs.isEmpty());
    m_table->setVisible(!jobs.isEmpty());
    m_clear->setEnabled(std::any_of(jobs.begin(), jobs.end(),
                                    [](const JobStatus &job) { return job.isOver() && !job.interrupted; }));
    refreshDetail();
}

void ActivityPanel::refreshDetail()
{
    if (m_shown.isEmpty())
        return;
    for (const JobStatus &job : m_model->rows()) {
        if (job.operation == m_shown)
            return m_detail->setJob(job, m_now);
    }
    showList(); // it was cleared
}

void ActivityPanel::setLog(const QString &operation, const QString &log)
{
    if (operation == m_shown)
        m_detail->setLog(log);
}

void ActivityPanel::showJob(const QString &operation)
{
    const bool changed = m_shown != operation;
    m_shown = operation;
    if (changed)
        m_detail->setLog({});
    m_stack->setCurrentWidget(m_detail);
    refreshDetail();
    if (m_shown.isEmpty())
        return;
    Q_EMIT jobShown(operation);
}

void ActivityPanel::showList()
{
    const bool hadFocus = m_detail->isAncestorOf(focusWidget()) && m_detail->isVisible();
    m_shown.clear();
    m_stack->setCurrentIndex(0);
    if (hadFocus)
        m_table->setFocus(Qt::OtherFocusReason);
}

QString ActivityPanel::shownJob() const
{
    return m_shown;
}

bool ActivityPanel::goBack()
{
    if (m_shown.isEmpty())
        return false;
    showList();
    return true;
}

void ActivityPanel::applyAction(const QModelIndex &index)
{
    const JobStatus *job = m_model->row(index);
    if (!job)
        return;
    if (index.column() == JobModel::ShowColumn)
        showJob(job->operation);
    else if (job->state == JobState::Unknown)
        Q_EMIT resumeAsked(job->operation);
    else
        Q_EMIT cancelAsked(job->operation);
}

void ActivityPanel::showMenu(const QModelIndex &index, const QPoint &at)
{
    const JobStatus *job = m_model->row(index);
    if (!job)
        return;
    const QString operation = job->operation;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Show"), this, [this, operation] { showJob(operation); });
    if (job->state == JobState::Unknown && job->interrupted) {
        menu->addAction(tr("Resume"), this, [this, operation] { Q_EMIT resumeAsked(operation); });
        menu->addAction(tr("Mark as abandoned\u2026"), this,
                        [this, operation] { Q_EMIT abandonAsked(operation); });
    } else if (!job->isOver()) {
        const QString label = cancelLabel(*job);
        QAction *cancel = menu->addAction(label.isEmpty() ? tr("Cancel: %1").arg(cancelRefusal(*job)) : label,
                                          this, [this, operation] { Q_EMIT cancelAsked(operation); });
        cancel->setEnabled(!label.isEmpty());
    }
    menu->popup(at);
}

QSize ActivityPanel::sizeHint() const
{
    return {QWidget::sizeHint().width(), 200};
}

void ActivityPanel::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), t.surface);
    painter.fillRect(QRect(0, 0, width(), 1), t.line);
}

void ActivityPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace envdeck::ui
