// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/support/look.h"
#include "ui/presenters/audit_presenter.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::testing {

// Answers what the test puts into it.
class FakeChangeLog final : public deployments::ChangeLog {
public:
    explicit FakeChangeLog(const Result<deployments::VersionChanges> &changes) : m_changes(changes) {}
    Async<deployments::VersionChanges> changes(std::stop_token) override
    {
        return ready<deployments::VersionChanges>(m_changes);
    }

private:
    const Result<deployments::VersionChanges> &m_changes;
};

// A real journal in a folder of its own, with a presenter on it.
class AuditTest : public ::testing::Test {
protected:
    AuditTest()
    {
        workspace.name = QStringLiteral("acme");
        for (const char *name : {"dev", "test", "prod"}) {
            Environment environment;
            environment.name = QLatin1String(name);
            environment.kind =
                workspace.environments.size() == 2 ? EnvironmentKind::Prod : EnvironmentKind::Dev;
            workspace.environments.append(environment);
        }
        App api;
        api.name = QStringLiteral("api");
        api.environments = {QStringLiteral("dev"), QStringLiteral("test"), QStringLiteral("prod")};
        workspace.apps = {api};
        openJournal();
    }

    void openJournal()
    {
        presenter.reset();
        jobs.reset();
        journal = std::make_unique<journal::Journal>(
            journal::Journal::Options{folder(), QStringLiteral("desk"), {}}, clock);
        jobs::JobCenter::Options options;
        options.folder = folder();
        jobs = std::make_unique<jobs::JobCenter>(*journal, clock, options);
    }
    // A file where the journal's folder should be.
    void putFileInTheWay()
    {
        presenter.reset();
        jobs.reset();
        journal.reset();
        QDir(folder()).removeRecursively();
        QFile inTheWay(folder());
        EXPECT_TRUE(QDir().mkpath(root.filePath(QStringLiteral("state"))) &&
                    inTheWay.open(QIODevice::WriteOnly));
        inTheWay.close();
        openJournal();
    }
    QString folder() const { return root.filePath(QStringLiteral("state/acme")); }
    std::unique_ptr<ui::AuditPresenter> makePresenter()
    {
        return std::make_unique<ui::AuditPresenter>(*journal, *jobs, std::make_unique<FakeChangeLog>(commits),
                                                    workspace, clock);
    }
    void show(const journal::Filter &filter = {})
    {
        presenter = makePresenter();
        presenter->setFilter(filter);
        presenter->refresh();
        EXPECT_TRUE(soon([&] {
            return (presenter->state().answered || presenter->state().error) && !presenter->state().checking;
        }));
        drainEvents();
    }
    QStringList shownOperations() const
    {
        QStringList operations;
        for (const journal::AuditEntry &entry : presenter->entries())
            operations.append(entry.operation);
        return operations;
    }

    // One operation, a second later than the last: begun, and ended unless `state` is none.
    QString record(const QString &environment, const QString &actor, std::optional<JobState> state,
                   const QString &action = QStringLiteral("rollback"),
                   const QString &reason = QStringLiteral("error rate after v1.3.8"))
    {
        QList<journal::Entry> rows;
        const QString operation = newOperationId(clock.now());
        clock.advance(std::chrono::seconds(1));
        journal::Entry entry;
        entry.operation = operation;
        entry.action = action;
        entry.environment = environment;
        entry.subject = environment + (action == QLatin1String("plan") || action == QLatin1String("apply")
                                           ? QStringLiteral("/terraform")
                                           : QStringLiteral("/api"));
        entry.detail = QStringLiteral("v1.3.8 -> v1.3.7");
        entry.actor = actor;
        entry.reason = reason;
        entry.risk = Risk::R2;
        entry.evidence = {
            {QStringLiteral("steps"), QJsonArray{QStringLiteral("commit"), QStringLiteral("push")}}};
        rows.append(entry);
        entry.kind = journal::Kind::Step;
        entry.step = QStringLiteral("push");
        entry.state = stepStateName(StepState::Running);
        entry.evidence = {};
        rows.append(entry);
        if (state) {
            entry.state = stepStateName(*state == JobState::Succeeded ? StepState::Done : StepState::Failed);
            rows.append(entry);
            entry.kind = journal::Kind::Outcome;
            entry.step.clear();
            entry.state = jobStateName(*state);
            entry.closes = true;
            entry.commit = QStringLiteral("5be01d2f00aa11bb22cc33dd44ee55ff66007788");
            if (*state == JobState::Failed)
                entry.error =
                    Error{ErrorCode::Conflict, entry.subject, QStringLiteral("non-fast-forward"), 0};
            rows.append(entry);
        }
        EXPECT_TRUE(answerOf(journal->append(rows)));
        return operation;
    }
    deployments::VersionChange commitBy(const QString &author, const QDateTime &at,
                                        const QString &operation = {})
    {
        deployments::VersionChange change;
        change.deployment.target = {QStringLiteral("prod"), QStringLiteral("api")};
        change.deployment.image.tag = QStringLiteral("v1.3.9");
        change.deployment.author = author;
        change.deployment.at = at;
        change.deployment.commit = QStringLiteral("77c0aa11bb22cc33dd44ee55ff6600778899aabb");
        change.deployment.subject = QStringLiteral("Bump api to v1.3.9");
        change.deployment.operation = operation;
        change.before = QStringLiteral("v1.3.8");
        return change;
    }

    QTemporaryDir root;
    FakeClock clock;
    Workspace workspace;
    Result<deployments::VersionChanges> commits{deployments::VersionChanges()};
    std::unique_ptr<journal::Journal> journal;
    std::unique_ptr<jobs::JobCenter> jobs;
    std::unique_ptr<ui::AuditPresenter> presenter;
};

} // namespace envdeck::testing
