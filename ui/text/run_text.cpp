// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/run_text.h"

#include "ui/text/job_text.h"
#include "ui/text/plan_text.h"
#include "ui/text/time_text.h"

#include <QCoreApplication>

namespace envdeck::ui {

struct RunWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::RunWords)
};

namespace {

using infrastructure::RunEntry;
using infrastructure::RunLife;
using infrastructure::RunRecord;

// As the activity panel words it.
JobStatus statusOf(const RunEntry &run)
{
    const RunRecord &record = run.record;
    JobStatus job;
    job.kind = record.kind;
    job.detail = record.mode;
    job.environment = record.environment;
    job.subject = record.environment + QStringLiteral("/terraform");
    job.state = run.life == RunLife::Interrupted ? JobState::Unknown
                : run.life == RunLife::Over      ? record.state
                                                 : JobState::Running;
    job.interrupted = run.life == RunLife::Interrupted;
    job.error = record.error;
    return job;
}

QString operationText(const QString &operation)
{
    if (operation == QLatin1String("OperationTypeApply"))
        return RunWords::tr("apply");
    if (operation == QLatin1String("OperationTypePlan"))
        return RunWords::tr("plan");
    return operation;
}

} // namespace

QString runTitle(const RunRecord &record)
{
    return jobTitle(statusOf({record, RunLife::Over}));
}

QString runStateWord(const RunEntry &run)
{
    return jobStateWord(statusOf(run));
}

Severity runSeverity(const RunEntry &run)
{
    return jobSeverity(statusOf(run));
}

std::optional<std::chrono::milliseconds> runDuration(const RunRecord &record)
{
    if (!record.began.isValid() || !record.ended.isValid())
        return std::nullopt;
    return std::chrono::milliseconds(std::max<qint64>(0, record.began.msecsTo(record.ended)));
}

QString shortCounts(const PlanCounts &counts)
{
    return QStringLiteral("+%1 ~%2 -/+%3 -%4")
        .arg(counts.create)
        .arg(counts.update)
        .arg(counts.replace)
        .arg(counts.destroy);
}

QString runLifeText(const RunEntry &run)
{
    switch (run.life) {
    case RunLife::Over: return {};
    case RunLife::Followed: return RunWords::tr("Envdeck follows it.");
    case RunLife::Alone:
        return RunWords::tr(
            "Whoever started it is gone; terraform went on. Envdeck follows it again when its window "
            "opens the workspace.");
    case RunLife::Interrupted:
        return RunWords::tr("It was cut off: neither terraform nor an end of it is there.");
    }
    Q_UNREACHABLE();
}

QList<std::pair<QString, QString>> runFacts(const RunEntry &run)
{
    const RunRecord &record = run.record;
    const auto took = runDuration(record);
    QString failure;
    if (record.error && record.error->code != ErrorCode::Canceled)
        failure = causeText(*record.error);
    QList<std::pair<QString, QString>> facts{
        {RunWords::tr("Run"), runTitle(record)},
        {RunWords::tr("Result"), runStateWord(run)},
        {RunWords::tr("Began"), record.began.isValid() ? exactTimeText(record.began) : QString()},
        {RunWords::tr("Ended"), record.ended.isValid() ? exactTimeText(record.ended) : QString()},
        {RunWords::tr("Took"), took ? durationText(*took) : QString()},
        {RunWords::tr("Who"), record.actor},
        {RunWords::tr("Changes"), record.counts ? planSummaryText(*record.counts) : QString()},
        {RunWords::tr("Program"), record.program},
        {RunWords::tr("Commit"), record.commit},
        {RunWords::tr("Operation"), record.operation},
        {RunWords::tr("Plan"), record.planOperation},
        {RunWords::tr("Reason"), record.reason},
        {RunWords::tr("Cause"), failure},
        {RunWords::tr("Now"), runLifeText(run)}};
    facts.removeIf([](const auto &fact) { return fact.second.isEmpty(); });
    return facts;
}

QString lockHolderText(const terraform::StateLock &lock)
{
    if (!lock.ofHolder)
        return RunWords::tr("The backend does not say who holds it, or since when.");
    const QString since = lock.created.left(16); // terraform's own spelling, to the minute
    const QString what = operationText(lock.operation);
    return what.isEmpty() ? RunWords::tr("Held by %1 since %2 UTC.").arg(lock.who, since)
                          : RunWords::tr("Held by %1 since %2 UTC, for: %3.").arg(lock.who, since, what);
}

QString unlockWarning(const terraform::StateLock &lock)
{
    const QString who = lock.ofHolder ? lock.who : RunWords::tr("whoever holds it");
    return RunWords::tr(
               "Ask %1 first. If their run is still at work, two would write the same state, and what one of "
               "them made is lost from it: servers go on that nobody knows of.")
        .arg(who);
}

} // namespace envdeck::ui
