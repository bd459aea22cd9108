// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/job_model.h"

#include "ui/models/cells.h"
#include "ui/text/job_text.h"
#include "ui/text/pull_text.h"
#include "ui/text/time_text.h"

namespace envdeck::ui {

namespace {

using Kind = StatusCell::Kind;

QString elapsed(const QDateTime &started, const QDateTime &ended, const QDateTime &now)
{
    if (!started.isValid())
        return {};
    const QDateTime until = ended.isValid() ? ended : now;
    return elapsedText(std::chrono::milliseconds(started.msecsTo(until)));
}

StatusCell actionCell(const JobStatus &job)
{
    if (job.state == JobState::Unknown && job.interrupted)
        return {Kind::Action, JobModel::tr("Resume"), {}};
    return {Kind::Action, cancelLabel(job), {}};
}

} // namespace

void JobModel::setJobs(const QList<JobStatus> &jobs, const QDateTime &now)
{
    m_now = now;
    setRows(jobs);
}

void JobModel::setNow(const QDateTime &now)
{
    m_now = now;
    for (int row = 0; row < rowCount(); ++row) {
        if (!rows().at(row).isOver())
            Q_EMIT dataChanged(index(row, ElapsedColumn), index(row, ElapsedColumn));
    }
}

int JobModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JobModel::data(const QModelIndex &index, int role) const
{
    const JobStatus *job = row(index);
    if (!job)
        return {};
    switch (index.column()) {
    case StateColumn:
        return cellData(StatusCell{Kind::Status, jobStateWord(*job), {}, jobSeverity(*job)}, role);
    case TitleColumn:
        return cellData(StatusCell{Kind::Text, jobTitle(*job), job->detail, Severity::None, true, true},
                        role);
    case StepColumn: return cellData(StatusCell{Kind::Text, {}, jobStepText(*job)}, role);
    case ProgressColumn: return role == ProgressRole ? QVariant(jobProgress(*job)) : QVariant();
    case ElapsedColumn:
        return cellData(StatusCell{Kind::Number, elapsed(job->started, job->ended, m_now), {}}, role);
    case ActionColumn: return cellData(actionCell(*job), role);
    case ShowColumn: return cellData(StatusCell{Kind::Action, tr("Show"), {}}, role);
    default: return {};
    }
}

QVariant JobModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case StateColumn: return tr("State");
    case TitleColumn: return tr("Job");
    case StepColumn: return tr("Step");
    case ProgressColumn: return tr("Progress");
    case ElapsedColumn: return tr("Time");
    default: return {};
    }
}

void StepModel::setSteps(const QList<StepStatus> &steps, const QDateTime &now)
{
    m_now = now;
    setRows(steps);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, TimeColumn), index(rowCount() - 1, TimeColumn));
}

int StepModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant StepModel::data(const QModelIndex &index, int role) const
{
    const StepStatus *step = row(index);
    if (!step)
        return {};
    switch (index.column()) {
    case StateColumn:
        return cellData(StatusCell{Kind::Status, stepStateWord(step->state), {}, stepSeverity(step->state)},
                        role);
    case NameColumn:
        return cellData(StatusCell{Kind::Text, stepName(step->id), {}, Severity::None, true, true}, role);
    case NoteColumn:
        return cellData(StatusCell{Kind::Text, {}, step->error ? causeText(*step->error) : stepNote(*step)},
                        role);
    case TimeColumn:
        return cellData(StatusCell{Kind::Number, elapsed(step->started, step->ended, m_now), {}}, role);
    default: return {};
    }
}

QVariant StepModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case StateColumn: return tr("State");
    case NameColumn: return tr("Step");
    case TimeColumn: return tr("Time");
    default: return {};
    }
}

} // namespace envdeck::ui
