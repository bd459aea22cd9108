// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commands.h"
#include "app/ctl/job_watch.h"
#include "app/ctl/values.h"
#include "core/domain/guard.h"
#include "ui/text/plan_text.h"
#include "ui/text/preflight_text.h"

namespace envdeck::ctl {

namespace {

QString shellWord(const QString &word)
{
    return QLatin1Char('\'') + QString(word).replace(QLatin1Char('\''), QLatin1String("'\\''")) + QLatin1Char('\'');
}

// The same guard as in the window: what would be typed there is given by --confirm here.
std::optional<Answer> refusedBy(const Guard &guard, const Arguments &arguments)
{
    if (!satisfies(guard, arguments.confirm)) {
        Answer answer = answerOf(Error{ErrorCode::Forbidden, arguments.environment, QStringLiteral("not confirmed"), 0},
                                 QStringLiteral("add --confirm %1").arg(shellWord(guard.typed)));
        answer.code = exitRefused;
        return answer;
    }
    if (guard.freshBackup && arguments.backupReason.isEmpty()) {
        Answer answer = answerOf(Error{ErrorCode::Forbidden, arguments.environment, QStringLiteral("no fresh backup is known"), 0},
                                 QStringLiteral("add --no-backup-reason 'why'"));
        answer.code = exitRefused;
        return answer;
    }
    return std::nullopt;
}

Async<Answer> ran(Session &session, const jobs::Job &job, const Arguments &arguments, std::stop_token stop)
{
    const auto watched = watchJob(session.jobs(), job, arguments.json, stop);
    return andThen(joined(&session, watched), &session, [](const std::tuple<Result<JobStatus>> &result) {
        const auto &status = std::get<0>(result);
        return ready<Answer>(status ? answerOf(status.value()) : answerOf(status.error()));
    });
}

Action actionOf(const QString &verb)
{
    return verb == QLatin1String("deploy") ? Action::Deploy : verb == QLatin1String("promote") ? Action::Promote : Action::Rollback;
}

// The version that was asked for: named, what another environment runs, or the safest one to go back to.
Async<ImageRef> wantedVersion(Session &session, const Arguments &arguments, std::stop_token stop)
{
    if (!arguments.to.isEmpty()) {
        if (!isTag(arguments.to))
            return ready<ImageRef>(Error{ErrorCode::BadInput, arguments.to, QStringLiteral("not a tag"), 0});
        return ready<ImageRef>(ImageRef{{}, arguments.to, {}});
    }
    const bool promote = !arguments.from.isEmpty();
    const Target source{promote ? arguments.from : arguments.environment, arguments.app};
    return andThen(session.deployments().history(source, stop), &session, [promote, source](const deployments::History &history) {
        const int index = promote ? (history.deployments.isEmpty() ? -1 : 0) : history.safest;
        if (index < 0)
            return ready<ImageRef>(Error{ErrorCode::NotFound, source.text(), promote ? QStringLiteral("never deployed") : QStringLiteral("no version is known to be safe; name one with --to"), 0});
        const ImageRef image = history.deployments.at(index).image;
        return ready<ImageRef>(ImageRef{image.repository, image.tag, {}});
    });
}

// Runs the checks to their end and answers with them.
Async<QList<PreflightCheck>> checked(Session &session, const deployments::Review &review)
{
    const std::shared_ptr<deployments::Preflight> run(session.deployments().preflight(review));
    const auto promise = std::make_shared<QPromise<Result<QList<PreflightCheck>>>>();
    promise->start();
    const auto finish = [promise, run] {
        promise->addResult(run->checks());
        promise->finish();
    };
    if (run->isFinished())
        finish();
    else
        QObject::connect(run.get(), &deployments::Preflight::finished, &session, finish, Qt::SingleShotConnection);
    return promise->future();
}

std::optional<Answer> refusedBy(const deployments::Review &review, const QList<PreflightCheck> &checks, const Arguments &arguments)
{
    Answer answer;
    answer.code = exitRefused;
    if (!review.pathSupported)
        answer.problems.append({QStringLiteral("forbidden"), arguments.environment, QStringLiteral("its policy asks for a pull request, which this version cannot open"), {}});
    if (review.freeze && arguments.reason.isEmpty())
        answer.problems.append({QStringLiteral("frozen"), arguments.environment, review.freeze->when, QStringLiteral("add --reason 'why now'")});
    for (const PreflightCheck &check : checks) {
        if (check.verdict == Verdict::Failed)
            answer.problems.append({check.id, review.request.target.text(), ui::preflightText(check), {}});
    }
    return answer.problems.isEmpty() ? std::nullopt : std::optional<Answer>(answer);
}

Async<Answer> changedAsReviewed(Session &session, const deployments::Review &review, const Arguments &arguments, std::stop_token stop)
{
    return andThen(checked(session, review), &session, [&session, review, arguments, stop](const QList<PreflightCheck> &checks) {
        if (const auto refused = refusedBy(review, checks, arguments))
            return ready<Answer>(*refused);
        if (!arguments.json) {
            printLine(QStringLiteral("%1:%2  %3 -> %4").arg(review.file).arg(review.line).arg(review.from.text(), review.to.text()));
            for (const PreflightCheck &check : checks)
                printLine(ui::verdictWord(check.verdict).leftJustified(11) + ui::preflightText(check));
        }
        jobs::Job job = session.deployments().job(review, {arguments.reason, arguments.hold, review.freeze ? arguments.reason : QString()});
        if (!arguments.wait) { // the platform took it: watching is left to the window, or to `history`
            const auto accepted = std::find_if(job.steps.begin(), job.steps.end(), [](const jobs::Step &s) { return s.id == QLatin1String("accepted"); });
            if (accepted != job.steps.end())
                job.steps.erase(accepted + 1, job.steps.end());
        }
        return ran(session, job, arguments, stop);
    });
}

Answer planAnswer(const infrastructure::ReviewedPlan &reviewed, Answer answer, const Arguments &arguments)
{
    QJsonArray resources;
    for (const ResourceChange &change : reviewed.plan.resources) {
        if (change.action == ChangeAction::NoOp)
            continue;
        resources.append(toJson(change));
        answer.lines.append(QStringLiteral("  %1  %2").arg(ui::changeActionWord(change.action).leftJustified(22), change.address));
    }
    answer.lines.append(ui::planSummaryText(reviewed.plan.counts));
    answer.data.insert(QStringLiteral("counts"), toJson(reviewed.plan.counts));
    answer.data.insert(QStringLiteral("resources"), resources);
    answer.data.insert(QStringLiteral("commit"), reviewed.record.commit);
    answer.data.insert(QStringLiteral("digest"), QString::fromLatin1(reviewed.record.planDigest));
    answer.data.insert(QStringLiteral("validUntil"), timeJson(reviewed.validUntil));
    if (arguments.exitCode && reviewed.plan.hasChanges())
        answer.code = exitSomethingToDo;
    return answer;
}

} // namespace

Async<Answer> change(Session &session, const Arguments &arguments, std::stop_token stop)
{
    const Environment *environment = session.workspace().environment(arguments.environment);
    if (!environment || !session.workspace().app(arguments.app))
        return ready<Answer>(answerOf(Error{ErrorCode::BadInput, arguments.environment + QLatin1Char('/') + arguments.app, QStringLiteral("unknown environment or app"), 0}));
    if (const auto refused = refusedBy(guardFor(Risk::R2, *environment), arguments))
        return ready<Answer>(*refused);
    const auto review = andThen(wantedVersion(session, arguments, stop), &session, [&session, arguments, stop](const ImageRef &to) {
        return session.deployments().review({actionOf(arguments.verb), {arguments.environment, arguments.app}, to, arguments.from}, stop);
    });
    return andThen(joined(&session, review), &session, [&session, arguments, stop](const std::tuple<Result<deployments::Review>> &result) {
        const auto &reviewed = std::get<0>(result);
        return reviewed ? changedAsReviewed(session, reviewed.value(), arguments, stop) : ready<Answer>(answerOf(reviewed.error()));
    });
}

Async<Answer> plan(Session &session, const Arguments &arguments, std::stop_token stop)
{
    if (!session.workspace().environment(arguments.environment))
        return ready<Answer>(answerOf(Error{ErrorCode::BadInput, arguments.environment, QStringLiteral("unknown environment"), 0}));
    const auto job = session.infrastructure().planJob(arguments.environment);
    return andThen(ran(session, job, arguments, stop), &session, [&session, arguments](const Answer &answer) {
        const auto reviewed = session.infrastructure().plan(arguments.environment);
        return ready<Answer>(answer.isOk() && reviewed ? planAnswer(*reviewed, answer, arguments) : answer);
    });
}

Async<Answer> apply(Session &session, const Arguments &arguments, std::stop_token stop)
{
    const Environment *environment = session.workspace().environment(arguments.environment);
    if (!environment)
        return ready<Answer>(answerOf(Error{ErrorCode::BadInput, arguments.environment, QStringLiteral("unknown environment"), 0}));
    const auto restored = session.infrastructure().restore(environment->name, stop);
    return andThen(joined(&session, restored), &session,
                   [&session, environment, arguments, stop](const std::tuple<Result<std::optional<infrastructure::ReviewedPlan>>> &result) {
        const auto &reviewed = std::get<0>(result);
        if (!reviewed)
            return ready<Answer>(answerOf(reviewed.error()));
        if (!reviewed.value())
            return ready<Answer>(answerOf(Error{ErrorCode::NotFound, environment->name, QStringLiteral("no plan that is younger than 30 minutes"), 0},
                                          QStringLiteral("envdeckctl plan --env %1").arg(environment->name)));
        const Plan &plan = reviewed.value()->plan;
        const Guard guard = guardFor(plan.destroys() ? Risk::R4 : Risk::R3, *environment, infrastructure::destroyedObject(plan));
        if (const auto refused = refusedBy(guard, arguments))
            return ready<Answer>(*refused);
        const QString reason = arguments.backupReason.isEmpty() ? arguments.reason : arguments.reason + QStringLiteral("; no backup: ") + arguments.backupReason;
        const auto job = session.infrastructure().applyJob(environment->name, reason);
        return job ? ran(session, job.value(), arguments, stop) : ready<Answer>(answerOf(job.error()));
    });
}

} // namespace envdeck::ctl
