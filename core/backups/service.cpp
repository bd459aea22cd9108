// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backups/service.h"

#include <QTimer>
#include <algorithm>

namespace envdeck::backups {

namespace {

using namespace std::chrono_literals;
using platform::BackupPlan;
using platform::BackupRun;
using platform::DataSet;
using platform::RunState;

constexpr auto readingLimit = 30s; // the destination is asked too

// One backup: what was there before, so that what it added is told from it.
class Making final : public QObject {
public:
    struct Of {
        EnvironmentId environment;
        QString set;
        QString plan;
        QString subject;
    };
    Making(platform::DataSets &sets, const Of &of, const Patience &patience)
        : m_sets(sets), m_of(of), m_patience(patience)
    {
    }

    Async<void> recheck(const jobs::Context &context)
    {
        return andThen(read(context.stop), this, [this](const BackupPlan &plan) {
            m_before = plan;
            if (plan.runsError)
                return ready<void>(*plan.runsError);
            const bool running = !plan.runs.isEmpty() && plan.runs.first().state == RunState::Running;
            return ready<void>(running ? Result<void>(error(ErrorCode::Conflict, "backup-running"))
                                       : Result<void>());
        });
    }

    Async<void> make(const jobs::Context &context)
    {
        if (!context.passPointOfNoReturn())
            return ready<void>(Error{ErrorCode::Canceled, m_of.subject, {}, 0});
        const auto asked = m_sets.backUp(m_of.environment, m_of.set, m_of.plan, context.stop);
        return andThen(joined(this, asked), this, [this](const std::tuple<Result<void>> &answer) {
            const auto &made = std::get<0>(answer);
            if (made || made.error().code != ErrorCode::OutcomeUnknown)
                return ready<void>(made);
            m_lost = made.error();
            m_promise.start();
            m_since.start();
            follow();
            return m_promise.future();
        });
    }

    Async<void> readBack(const jobs::Context &context)
    {
        return andThen(read(context.stop), this, [this, context](const BackupPlan &plan) {
            const BackupRun *run = added(plan);
            if (run && run->state == RunState::Failed)
                return ready<void>(error(ErrorCode::ToolFailed, "backup-failed"));
            if (plan.storedError) { // nobody could look; the run is all there is to go by
                context.note(QStringLiteral("not-seen"));
                return ready<void>(run && run->state == RunState::Done ? Result<void>()
                                                                       : Result<void>(*plan.storedError));
            }
            const auto isNew = [this](const platform::StoredBackup &stored) {
                return stored.bytes > 0 &&
                       std::none_of(m_before.stored.cbegin(), m_before.stored.cend(),
                                    [&](const auto &old) { return old.path == stored.path; });
            };
            const auto it = std::find_if(plan.stored.cbegin(), plan.stored.cend(), isNew);
            if (it == plan.stored.cend())
                return ready<void>(error(ErrorCode::ToolFailed, "no-file"));
            context.note(it->path);
            context.evidence(QStringLiteral("file"), it->path);
            context.evidence(QStringLiteral("bytes"), it->bytes);
            return ready<void>({});
        });
    }

private:
    Error error(ErrorCode code, const char *detail) const
    {
        return {code, m_of.subject, QString::fromLatin1(detail), 0};
    }

    Async<BackupPlan> read(std::stop_token stop)
    {
        const auto asked = withDeadline(m_sets.dataSet(m_of.environment, m_of.set, std::move(stop)), this,
                                        std::chrono::milliseconds(readingLimit));
        return andThen(asked, this, [this](const DataSet &set) {
            for (const BackupPlan &plan : set.plans) {
                if (plan.id == m_of.plan)
                    return ready<BackupPlan>(plan);
            }
            return ready<BackupPlan>(error(ErrorCode::NotFound, "plan"));
        });
    }

    // A run that was not there before; null for none.
    const BackupRun *added(const BackupPlan &plan) const
    {
        for (const BackupRun &run : plan.runs) {
            const bool known = std::any_of(m_before.runs.cbegin(), m_before.runs.cend(),
                                           [&](const BackupRun &old) { return old.id == run.id; });
            if (!known)
                return &run;
        }
        return nullptr;
    }

    // The answer never came: the run that it began says how it ended. It is not asked for again.
    void follow()
    {
        whenDone(read({}), this, [this](const Result<BackupPlan> &plan) {
            const BackupRun *run = plan ? added(plan.value()) : nullptr;
            if (run && run->state == RunState::Done)
                return finish({});
            if (run && run->state == RunState::Failed)
                return finish(error(ErrorCode::ToolFailed, "backup-failed"));
            if (m_since.hasExpired(m_patience.limit.count()))
                return finish(m_lost);
            QTimer::singleShot(m_patience.interval, this, [this] { follow(); });
        });
    }

    void finish(const Result<void> &result)
    {
        m_promise.addResult(result);
        m_promise.finish();
    }

    platform::DataSets &m_sets;
    Of m_of;
    Patience m_patience;
    BackupPlan m_before;
    Error m_lost;
    QPromise<Result<void>> m_promise;
    QElapsedTimer m_since;
};

} // namespace

Service::Service(platform::DataSets &sets, const Clock &clock, const Patience &patience, QObject *parent)
    : QObject(parent), m_sets(sets), m_clock(clock), m_patience(patience)
{
}

Async<QList<Row>> Service::read(const EnvironmentId &environment, std::stop_token stop)
{
    const auto asked = withDeadline(m_sets.dataSets(environment, std::move(stop)), this,
                                    std::chrono::milliseconds(readingLimit));
    return andThen(asked, this, [this](const QList<DataSet> &sets) {
        return ready<QList<Row>>(rowsOf(sets, m_clock.now()));
    });
}

Result<jobs::Job> Service::backUpJob(const EnvironmentId &environment, const Row &row, const QString &reason)
{
    const QString subject = environment + QLatin1Char('/') + row.set.name;
    if (!row.plan)
        return Error{ErrorCode::BadInput, subject, QStringLiteral("no-plan"), 0};
    const auto making = std::make_shared<Making>(
        m_sets, Making::Of{environment, row.set.id, row.plan->id, subject}, m_patience);
    const auto step = [&making](const char *id, bool outside, std::chrono::milliseconds deadline,
                                auto member) {
        return jobs::Step{
            QString::fromLatin1(id), outside, deadline,
            [making, member](const jobs::Context &context) { return (making.get()->*member)(context); }};
    };
    jobs::Job job;
    job.kind = QStringLiteral("backup");
    job.environment = environment;
    job.subject = subject;
    job.detail = row.plan->database + QStringLiteral(" -> ") + row.plan->destination;
    job.risk = Risk::R1;
    job.reason = reason;
    job.steps = {step("recheck", false, 1min, &Making::recheck),
                 step("backup", true, m_patience.limit + 1min, &Making::make),
                 step("readback", false, 1min, &Making::readBack)};
    return job;
}

} // namespace envdeck::backups
