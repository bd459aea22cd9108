// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/job_status.h"
#include "ui/models/row_model.h"

namespace envdeck::ui {

// The jobs of a workspace, as the activity panel lists them.
class JobModel final : public RowModel<JobStatus> {
    Q_OBJECT

public:
    enum Column {
        StateColumn,
        TitleColumn,
        StepColumn,
        ProgressColumn,
        ElapsedColumn,
        ActionColumn,
        ShowColumn,
        ColumnCount
    };
    enum Role { ProgressRole = Qt::UserRole + 1 }; // double, 0 to 1; < 0 shows none

    using RowModel<JobStatus>::RowModel;

    // `now` is what running jobs are measured against; a later one changes only what elapses.
    void setJobs(const QList<JobStatus> &jobs, const QDateTime &now);
    void setNow(const QDateTime &now);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QString key(const JobStatus &job) const override { return job.operation; }

private:
    QDateTime m_now;
};

// The steps of one job.
class StepModel final : public RowModel<StepStatus> {
    Q_OBJECT

public:
    enum Column { StateColumn, NameColumn, NoteColumn, TimeColumn, ColumnCount };

    using RowModel<StepStatus>::RowModel;

    void setSteps(const QList<StepStatus> &steps, const QDateTime &now);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QString key(const StepStatus &step) const override { return step.id; }

private:
    QDateTime m_now;
};

} // namespace envdeck::ui
