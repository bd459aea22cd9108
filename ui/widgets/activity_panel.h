// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/job_status.h"
#include "ui/text/error_text.h"

#include <QWidget>

class QPushButton;
class QStackedLayout;

namespace envdeck::ui {

class DataTable;
class JobDetail;
class JobModel;
class Label;

// The jobs at the bottom of the window: a list, and the detail of one of them. Asks; changes nothing itself.
class ActivityPanel final : public QWidget {
    Q_OBJECT

public:
    explicit ActivityPanel(QWidget *parent = nullptr);

    void setJobs(const QList<JobStatus> &jobs, const QDateTime &now);
    void setLog(const QString &operation, const QString &log); // ignored unless that job is in detail
    void showJob(const QString &operation);                    // an unknown one shows the list
    void showList();
    QString shownJob() const; // empty while the list is shown
    bool goBack();            // from the detail to the list; false when there is nothing to go back from

    QSize sizeHint() const override;

Q_SIGNALS:
    void jobShown(const QString &operation); // its log is wanted
    void cancelAsked(const QString &operation);
    void resumeAsked(const QString &operation);
    void abandonAsked(const QString &operation);
    void nextStepAsked(const QString &operation, envdeck::ui::NextStep step);
    void logFileAsked(const QString &operation);
    void pullPageAsked(const QString &operation);
    void mergeAsked(const QString &operation);
    void clearAsked();
    void hideAsked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHead();
    void retranslate();
    void applyAction(const QModelIndex &index);
    void showMenu(const QModelIndex &index, const QPoint &at);
    void refreshDetail();

    JobModel *m_model;
    DataTable *m_table;
    JobDetail *m_detail;
    Label *m_title = nullptr;
    Label *m_nothing = nullptr; // shown while there are no jobs
    QPushButton *m_clear = nullptr;
    QPushButton *m_hide = nullptr;
    QStackedLayout *m_stack;
    QString m_shown;
    QDateTime m_now;
};

} // namespace envdeck::ui
