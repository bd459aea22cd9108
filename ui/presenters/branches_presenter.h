// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/configuration/environment_files.h"
#include "core/infrastructure/terraform_service.h"
#include "ui/models/branch_model.h"
#include "ui/text/error_text.h"

#include <QObject>

namespace envdeck::ui {

struct BranchesState {
    bool reading = false;
    bool answered = false;
    QList<BranchRow> branches; // without the environment's own, newest first; of many the newest alone
    qsizetype total = 0;       // how many there are
    QDateTime readAt;
    std::optional<ErrorText> error;
    std::optional<infrastructure::ReviewedPlan> plan; // at hand, of another branch
    std::optional<JobStatus> job; // the newest of this environment's terraform that has a pull request
};

// What a person has to know before the code of a branch is run.
struct BranchFacts {
    EnvironmentId environment;
    QString branch;
    git::Commit head;
    QStringList secrets;         // names of those that its code would be given: "HCLOUD_TOKEN"
    std::optional<Error> unread; // why its code could not be read, so that the secrets are not known
};

// The other branches of the repository: plans of them, and their way through a pull request.
class BranchesPresenter final : public QObject {
    Q_OBJECT

public:
    struct Outside {
        infrastructure::TerraformService &service;
        configuration::EnvironmentFiles &files;
        git::Mirror &mirror;
        pulls::Desk &pulls;
        jobs::JobCenter &jobs;
        const Workspace &workspace;
        const Clock &clock;
    };
    explicit BranchesPresenter(const Outside &outside, QObject *parent = nullptr); // all outlive it
    ~BranchesPresenter() override;

    const BranchesState &state() const { return m_state; }
    const EnvironmentId &environment() const { return m_environment; }
    const Workspace &workspace() const { return m_outside.workspace; }
    const Environment *environmentInView() const; // null for one that is not (any more)
    QDateTime now() const { return m_outside.clock.now(); }
    bool isBusy() const; // a plan or apply of this environment is at work
    bool canPropose() const { return m_outside.pulls.isPossible(); }

    void show(const EnvironmentId &environment);
    void refresh();
    // Answers by looked() or told().
    void look(const QString &branch);
    // Of exactly what was looked at, whatever came in view meanwhile: a head that moved since ends its job.
    void plan(const BranchFacts &facts, infrastructure::SecretsFor secrets);
    // Opens the pull request of the plan at hand; empty, or the sentence why it does not.
    QString propose(const infrastructure::ReviewedPlan &reviewed, const QString &title, const QString &body,
                    const QString &reason);
    void allowMerge(const QString &operation, const QString &reason);
    QUrl page(const JobStatus &job) const; // of its pull request at the workspace's code host; else empty

Q_SIGNALS:
    void stateChanged();
    void looked(const envdeck::ui::BranchFacts &facts);
    void told(const QString &sentence); // why something asked for does not happen

private:
    void take(const Result<QList<git::Branch>> &found);
    void notePlan();
    void noteJob();

    Outside m_outside;
    EnvironmentId m_environment;
    BranchesState m_state;
    std::stop_source m_stop;
};

} // namespace envdeck::ui
