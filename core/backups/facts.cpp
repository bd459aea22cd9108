// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backups/facts.h"

#include "core/backups/cron.h"

#include <algorithm>

namespace envdeck::backups {

namespace {

using namespace std::chrono_literals;
using platform::BackupPlan;
using platform::RunState;
using platform::StoredBackup;

constexpr std::chrono::minutes usualPause = 24h; // with the tenth more a little over 26 h
constexpr qsizetype comparedWith = 7;
constexpr double shrunkBelow = 0.6;

const StoredBackup *newestGood(const BackupPlan &plan)
{
    const auto it = std::find_if(plan.stored.cbegin(), plan.stored.cend(), [](const StoredBackup &stored) {
        return stored.bytes > 0 && stored.at.isValid();
    });
    return it == plan.stored.cend() ? nullptr : &*it;
}

bool isShrunk(const BackupPlan &plan)
{
    QList<qint64> sizes;
    for (const StoredBackup &stored : plan.stored) {
        if (stored.bytes > 0)
            sizes.append(stored.bytes);
    }
    if (sizes.size() < 4) // of fewer a median says nothing
        return false;
    const qint64 newest = sizes.takeFirst();
    sizes = sizes.first(std::min(comparedWith, sizes.size()));
    std::sort(sizes.begin(), sizes.end());
    return double(newest) < shrunkBelow * double(sizes.at(sizes.size() / 2));
}

State stateOf(const Row &row, const QDateTime &now)
{
    if (!row.set.canBackUp)
        return State::NotBackedUp;
    if (!row.plan)
        return State::NoPlan;
    const BackupPlan &plan = *row.plan;
    if (!plan.enabled)
        return State::Off;
    if (plan.storedError && plan.runsError)
        return State::Unknown;
    const auto pause = row.pause.count() > 0 ? row.pause : usualPause;
    if (row.lastGood.isNull())
        return State::Never;
    if (double(row.lastGood.secsTo(now)) > 1.1 * double(std::chrono::seconds(pause).count()))
        return State::Late;
    if (!plan.runs.isEmpty() && plan.runs.first().state == RunState::Failed &&
        plan.runs.first().began > row.lastGood)
        return State::Failing;
    if (!row.seen)
        return State::Unseen;
    return isShrunk(plan) ? State::Shrunk : State::Fresh;
}

Row rowOf(const platform::DataSet &set, const std::optional<BackupPlan> &plan, const QDateTime &now)
{
    Row row;
    row.set = set;
    row.plan = plan;
    if (plan) {
        if (const StoredBackup *good = newestGood(*plan)) {
            row.lastGood = good->at;
            row.bytes = good->bytes;
            row.seen = true;
        } else if (plan->storedError) { // all that is left is what the platform says of itself
            for (const platform::BackupRun &run : plan->runs) {
                if (run.state == RunState::Done && run.ended.isValid()) {
                    row.lastGood = run.ended;
                    break;
                }
            }
        }
        row.kept = int(plan->stored.size());
        row.isRunning = !plan->runs.isEmpty() && plan->runs.first().state == RunState::Running;
        if (const auto cron = Cron::parse(plan->schedule); cron && plan->enabled) {
            row.next = cron->next(now);
            row.pause = cron->longestGap(now);
        }
    }
    row.state = stateOf(row, now);
    return row;
}

} // namespace

QString stateName(State state)
{
    switch (state) {
    case State::NoPlan: return QStringLiteral("no-plan");
    case State::Off: return QStringLiteral("off");
    case State::Never: return QStringLiteral("never");
    case State::Late: return QStringLiteral("late");
    case State::Failing: return QStringLiteral("failing");
    case State::Unseen: return QStringLiteral("unseen");
    case State::Shrunk: return QStringLiteral("shrunk");
    case State::Fresh: return QStringLiteral("fresh");
    case State::NotBackedUp: return QStringLiteral("not-backed-up");
    case State::Unknown: return QStringLiteral("unknown");
    }
    Q_UNREACHABLE();
}

bool isCritical(State state)
{
    return state == State::NoPlan || state == State::Never || state == State::Late;
}

bool isWarning(State state)
{
    return state == State::Off || state == State::Failing || state == State::Unseen || state == State::Shrunk;
}

QList<Row> rowsOf(const QList<platform::DataSet> &sets, const QDateTime &now)
{
    QList<Row> rows;
    for (const platform::DataSet &set : sets) {
        if (set.plans.isEmpty())
            rows.append(rowOf(set, {}, now));
        for (const BackupPlan &plan : set.plans)
            rows.append(rowOf(set, plan, now));
    }
    const auto rank = [](const Row &row) { return isCritical(row.state) ? 0 : isWarning(row.state) ? 1 : 2; };
    std::stable_sort(rows.begin(), rows.end(), [&](const Row &a, const Row &b) {
        return std::pair(rank(a), a.set.name) < std::pair(rank(b), b.set.name);
    });
    return rows;
}

} // namespace envdeck::backups
