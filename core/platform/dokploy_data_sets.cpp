// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/dokploy_ask.h"

#include <algorithm>

// Dokploy's databases and their backups.
namespace envdeck::platform {

namespace {

using dokploy::Backup;
using dokploy::Client;

// A data set together with what Dokploy must be asked with.
struct Known {
    DataSet set;
    QList<Backup> backups; // in the order of set.plans
    QString serverId;
};

RunState stateOf(dokploy::DeploymentStatus status)
{
    switch (status) {
    case dokploy::DeploymentStatus::Running: return RunState::Running;
    case dokploy::DeploymentStatus::Done: return RunState::Done;
    case dokploy::DeploymentStatus::Error:
    case dokploy::DeploymentStatus::Cancelled: return RunState::Failed;
    case dokploy::DeploymentStatus::Unknown: return RunState::Unknown;
    }
    Q_UNREACHABLE();
}

bool isUp(dokploy::ServiceStatus status)
{
    return status == dokploy::ServiceStatus::Done || status == dokploy::ServiceStatus::Running;
}

BackupPlan planOf(const Backup &backup)
{
    BackupPlan plan;
    plan.id = backup.id;
    plan.schedule = backup.schedule;
    plan.enabled = backup.enabled;
    plan.database = backup.database;
    plan.destination = backup.destination.name;
    plan.bucket = backup.destination.bucket;
    plan.folder = backup.folder;
    plan.keep = backup.keep;
    return plan;
}

Known knownOf(const dokploy::Database &database)
{
    Known known;
    known.set = {database.ref.id,       dokploy::databaseKindName(database.ref.kind),      database.name,
                 isUp(database.status), database.ref.kind != dokploy::DatabaseKind::Redis, {}};
    known.serverId = database.serverId;
    known.backups = database.backups;
    for (const Backup &backup : database.backups)
        known.set.plans.append(planOf(backup));
    return known;
}

// One for each service of it that is backed up: the platform does not say which others hold data.
QList<Known> knownOf(const dokploy::ServiceSummary &compose, const QList<Backup> &backups)
{
    QList<Known> all;
    for (const Backup &backup : backups) {
        const QString id = compose.ref.id + QLatin1Char('/') + backup.service;
        auto it =
            std::find_if(all.begin(), all.end(), [&](const Known &known) { return known.set.id == id; });
        if (it == all.end()) {
            Known fresh;
            fresh.set = {
                id,   backup.kind, compose.name + QLatin1Char('/') + backup.service, isUp(compose.status),
                true, {}};
            all.append(fresh);
            it = all.end() - 1;
        }
        it->backups.append(backup);
        it->set.plans.append(planOf(backup));
    }
    return all;
}

// Adds what came of each plan; what cannot be read is an error in its place.
Async<DataSet> followed(const std::shared_ptr<Client> &client, QObject *context, const Known &known,
                        std::stop_token stop)
{
    QList<Async<QList<dokploy::BackupRun>>> runs;
    QList<Async<QList<dokploy::BackupFile>>> files;
    for (const Backup &backup : known.backups) {
        runs.append(client->backupRuns(backup.id, stop));
        files.append(client->backupFiles(backup, known.serverId, stop));
    }
    return andThen(joined(context, joined(context, runs), joined(context, files)), context,
                   [client, set = known.set](const auto &both) {
                       const auto &[ran, found] = both;
                       DataSet whole = set;
                       for (qsizetype i = 0; i < whole.plans.size(); ++i) {
                           BackupPlan &plan = whole.plans[i];
                           if (const auto &answer = ran.value().at(i)) {
                               for (const dokploy::BackupRun &run : answer.value())
                                   plan.runs.append({run.id, stateOf(run.status), run.began, run.ended});
                           } else {
                               plan.runsError = answer.error();
                           }
                           if (const auto &answer = found.value().at(i)) {
                               for (const dokploy::BackupFile &file : answer.value())
                                   plan.stored.append({file.path, file.bytes, file.made});
                           } else {
                               plan.storedError = answer.error();
                           }
                       }
                       return ready<DataSet>(whole);
                   });
}

// What an environment has, each with its plans. Only those that `wanted` names; empty for all.
Async<QList<Known>> known(const std::shared_ptr<Client> &client, QObject *context, const DokployRef &ref,
                          const QString &wanted, std::stop_token stop)
{
    return andThen(
        client->services(ref.project, ref.environment, stop), context,
        [client, context, wanted, stop](const dokploy::EnvironmentServices &services) {
            QList<Async<QList<Known>>> reads;
            for (const dokploy::DatabaseSummary &database : services.databases) {
                if (wanted.isEmpty() || wanted == database.ref.id)
                    reads.append(andThen(client->database(database.ref, stop), context,
                                         [](const dokploy::Database &one) {
                                             return ready<QList<Known>>(QList<Known>{knownOf(one)});
                                         }));
            }
            for (const dokploy::ServiceSummary &service : services.services) {
                const bool asked =
                    wanted.isEmpty() || wanted.section(QLatin1Char('/'), 0, 0) == service.ref.id;
                if (service.ref.kind == DokployKind::Compose && asked)
                    reads.append(andThen(client->composeBackups(service.ref.id, stop), context,
                                         [service](const QList<Backup> &backups) {
                                             return ready<QList<Known>>(knownOf(service, backups));
                                         }));
            }
            return andThen(joined(context, reads), context,
                           [wanted](const QList<Result<QList<Known>>> &answers) {
                               QList<Known> all;
                               for (const auto &answer : answers) {
                                   if (!answer)
                                       return ready<QList<Known>>(answer.error());
                                   all += answer.value();
                               }
                               if (!wanted.isEmpty())
                                   all.removeIf([&wanted](const Known &one) { return one.set.id != wanted; });
                               return ready<QList<Known>>(all);
                           });
        });
}

Async<Known> oneKnown(const std::shared_ptr<Client> &client, QObject *context, const DokployRef &ref,
                      const QString &id, std::stop_token stop)
{
    return andThen(known(client, context, ref, id, std::move(stop)), context,
                   [id](const QList<Known> &found) {
                       return found.isEmpty() ? ready<Known>(Error{ErrorCode::NotFound, id, {}, 0})
                                              : ready<Known>(found.first());
                   });
}

} // namespace

template <typename T, typename Fn>
Async<T> DokployPlatform::askPanel(const EnvironmentId &environment, Fn fn)
{
    const Environment *of = m_workspace.environment(environment);
    const auto answer = andThen(panel(environment), m_context.get(),
                                [fn, ref = of && of->dokploy ? *of->dokploy : DokployRef()](
                                    const std::shared_ptr<Client> &client) { return fn(client, ref); });
    whenDone(answer, m_context.get(), [this, environment](const Result<T> &result) {
        if (!result)
            noteError(environment, {}, result.error());
    });
    return answer;
}

Async<QList<DataSet>> DokployPlatform::dataSets(const EnvironmentId &environment, std::stop_token stop)
{
    QObject *context = m_context.get();
    return askPanel<QList<DataSet>>(environment, [context, stop](const std::shared_ptr<Client> &client,
                                                                 const DokployRef &ref) {
        return andThen(
            known(client, context, ref, {}, stop), context, [client, context, stop](const QList<Known> &all) {
                QList<Async<DataSet>> reads;
                for (const Known &one : all)
                    reads.append(followed(client, context, one, stop));
                return andThen(joined(context, reads), context, [](const QList<Result<DataSet>> &answers) {
                    QList<DataSet> sets;
                    for (const auto &answer : answers) {
                        if (!answer)
                            return ready<QList<DataSet>>(answer.error());
                        sets.append(answer.value());
                    }
                    return ready<QList<DataSet>>(sets);
                });
            });
    });
}

Async<DataSet> DokployPlatform::dataSet(const EnvironmentId &environment, const QString &id,
                                        std::stop_token stop)
{
    QObject *context = m_context.get();
    return askPanel<DataSet>(
        environment, [context, id, stop](const std::shared_ptr<Client> &client, const DokployRef &ref) {
            return andThen(
                oneKnown(client, context, ref, id, stop), context,
                [client, context, stop](const Known &one) { return followed(client, context, one, stop); });
        });
}

Async<void> DokployPlatform::backUp(const EnvironmentId &environment, const QString &id, const QString &plan,
                                    std::stop_token stop)
{
    QObject *context = m_context.get();
    return askPanel<void>(
        environment, [context, id, plan, stop](const std::shared_ptr<Client> &client, const DokployRef &ref) {
            return andThen(oneKnown(client, context, ref, id, stop), context,
                           [client, plan, stop](const Known &one) {
                               for (const Backup &backup : one.backups) {
                                   if (backup.id == plan)
                                       return client->runBackup(backup, stop);
                               }
                               return ready<void>(Error{ErrorCode::NotFound, one.set.name, plan, 0});
                           });
        });
}

} // namespace envdeck::platform
