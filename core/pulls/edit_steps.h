// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/git/mirror.h"
#include "core/jobs/job.h"
#include "core/pulls/road.h"

#include <QObject>
#include <memory>

namespace envdeck::pulls {

// The steps of a job that changes files by one pushed commit: recheck, commit, push. Each looks at the
// remote first and may run again; a commit that an earlier run of the same operation pushed is found and not
// made twice.
class EditSteps : public QObject {
public:
    struct Place {
        QString operation;
        QString branch;
        QStringList files; // in the repository; at least one
        ChangePath path = ChangePath::Push;
        Desk *pulls = nullptr; // must be there for a pull request
        QString pushed = {};   // to its branch, by an earlier run
    };

    EditSteps(git::Mirror &mirror, const Place &place) : m_mirror(mirror), m_place(place) {}

    Async<void> recheck(const jobs::Context &context);
    Async<void> commit(const jobs::Context &context);
    Async<void> push(const jobs::Context &context);

    Road *road(); // null for a change that is pushed

protected:
    // One of the files as it is to be, from what the head has; empty for a file that is not there. Conflict
    // when it is no longer as it was reviewed.
    virtual Result<QByteArray> edited(const QString &file, const QByteArray &content) const = 0;
    virtual QString message() const = 0;            // of the commit
    virtual QString proposal() const { return {}; } // of a pull request, as Markdown

private:
    Async<void> readAndEdit(const jobs::Context &context);
    Async<void> editFrom(qsizetype index, const jobs::Context &context);
    QString subject() const { return m_place.files.first(); }
    Async<void> readBack();

    git::Mirror &m_mirror;
    Place m_place;
    QString m_head;
    QList<git::FileEdit> m_edits;
    QString m_commit;
    bool m_pushed = false;
    std::unique_ptr<Road> m_road;
};

// The steps as a job has them; they keep `steps` alive.
QList<jobs::Step> jobSteps(const std::shared_ptr<EditSteps> &steps);

// A job of risk R2 that has those steps, made of its facts; what it is about is for the caller to add.
template <typename Steps, typename Facts>
jobs::Job editJob(const QString &kind, git::Mirror &mirror, const Facts &facts, auto... more)
{
    jobs::Job job;
    job.operation = facts.operation;
    job.kind = kind;
    job.risk = Risk::R2;
    job.reason = facts.reason;
    job.payload = toJson(facts);
    job.steps = jobSteps(std::make_shared<Steps>(mirror, facts, more...));
    return job;
}

} // namespace envdeck::pulls
