// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/job_status.h"
#include "ui/text/error_text.h"

#include <QWidget>

class QPushButton;

namespace envdeck::ui {

class Banner;
class Chip;
class DataTable;
class Label;
class LogView;
class PullBar;
class StepModel;

// One job: its steps with their times on the left, its log on the right, and what can be done with it now.
class JobDetail final : public QWidget {
    Q_OBJECT

public:
    explicit JobDetail(QWidget *parent = nullptr);

    void setJob(const JobStatus &job, const QDateTime &now);
    void setLog(const QString &log);

Q_SIGNALS:
    void closed();
    void cancelAsked();
    void resumeAsked();
    void abandonAsked();
    void logFileAsked();
    void nextStepAsked(envdeck::ui::NextStep step);
    void pullPageAsked();
    void mergeAsked();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHead();
    QPushButton *addButton(const QString &objectName, void (JobDetail::*asked)());
    void retranslate();
    void render();
    void copyReport();

    JobStatus m_job;
    QDateTime m_now;
    QString m_log;
    StepModel *m_steps;
    DataTable *m_table;
    LogView *m_logView;
    Banner *m_failure;
    PullBar *m_pull;
    QPushButton *m_nextStep;
    Chip *m_state = nullptr;
    Label *m_title = nullptr;
    Label *m_note = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_resume = nullptr;
    QPushButton *m_abandon = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_file = nullptr;
};

} // namespace envdeck::ui
