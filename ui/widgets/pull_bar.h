// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/job_status.h"

#include <QWidget>

class QPushButton;

namespace envdeck::ui {

class Label;

// How the pull request of a job is, the way to it, and the button that merges it. Hidden for a job without
// one.
class PullBar final : public QWidget {
    Q_OBJECT

public:
    explicit PullBar(QWidget *parent = nullptr);

    void setJob(const JobStatus &job);

Q_SIGNALS:
    void pageAsked(); // at the code host, in the browser
    void mergeAsked();

protected:
    void changeEvent(QEvent *event) override;

private:
    QPushButton *addButton(const char *objectName);
    void retranslate();
    void copyLink();

    QUrl m_page;
    Label *m_text;
    QPushButton *m_open;
    QPushButton *m_copy;
    QPushButton *m_merge;
};

} // namespace envdeck::ui
