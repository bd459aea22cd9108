// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command_line.h"
#include "app/ctl/commands.h"
#include "app/ctl/guarding.h"
#include "app/ctl/job_watch.h"
#include "app/ctl/names.h"
#include "app/ctl/pulls.h"
#include "app/ctl/reviewing.h"
#include "app/ctl/rollouts.h"
#include "app/ctl/values.h"
#include "app/ctl/versions.h"
#include "core/deployments/clearance.h"
#include "core/domain/freeze.h"
#include "ui/text/preflight_text.h"

namespace envdeck::ctl {

namespace {

constexpr qsizetype linesShown = 20; // of a failed change's log

Action actionOf(const QString &verb)
{
    return verb == QLatin1String("deploy")    ? Action::Deploy
           : verb == QLatin1String("promote") ? Action::Promote
                                              : Action::Rollback;
}

// The version that was asked for: named, what another environment runs, or the safest one to go back to.
Async<ImageRef> wantedVersion(Session &session, const Arguments &arguments, std::stop_token stop)
{
    if (!arguments.to.isEmpty())
        return ready<ImageRef>(ImageRef{{}, arguments.to, {}});
    const bool promote = !arguments.from.isEmpty();
    const Target source{promote ? arguments.from : arguments.environment, arguments.app};
    return andThen(session.deployments().history(source, stop), &session,
                   [promote, source](const deployments::History &history) {
                       const int index = promote ? (history.deployments.isEmpty() ? -1 : 0) : history.safest;
                       if (index < 0)
                           return ready<ImageRef>(Error{
                               ErrorCode::NotFound, source.text(),
                               promote ? QStringLiteral("never-deployed")
                                       : QStringLiteral("no version is known to be safe; name one with --to"),
                               0});
                       const ImageRef image = history.deployments.at(index).image;
                       return ready<ImageRef>(ImageRef{image.repository, image.tag, {}});
                   });
}

QStringList tagsOf(const QList<deployments::Version> &versions)
{
    QStringList tags;
    for (const deployments::Version &version : versions)
        tags.append(version.image.tag);
    return tags;
}

// Which versions there are, for somebody who named none of them. The registry may not say.
Async<Answer> versionsInstead(Session &session, const Arguments &arguments, std::stop_token stop)
{
    const auto asked = session.deployments().versions({arguments.environment, arguments.app}, stop);
    return andThen(
        joined(&session, asked), &session,
        [arguments](const std::tuple<Result<QList<deployments::Version>>> &result) {
            const auto &versions = std::get<0>(result);
            const QStringList tags = versions ? tagsOf(versions.value()) : QStringList();
            if (!arguments.to.isEmpty())
                return ready<Answer>(usageAnswer(
                    unknownName(QStringLiteral("version"), arguments.to, tags,
                                QStringLiteral("of %1 in the registry").arg(arguments.app), arguments)));
            QString text = QStringLiteral("--to is not given: which version?");
            if (!tags.isEmpty())
                text += QStringLiteral(" Newest first: %1")
                            .arg(tags.first(std::min<qsizetype>(12, tags.size())).join(QStringLiteral(", ")));
            return ready<Answer>(usageAnswer(
                {QStringLiteral("usage"),
                 {},
                 text,
                 sameCommand(arguments, {QStringLiteral("--to"), tags.value(0, QStringLiteral("VERSION"))}),
                 text}));
        });
}

QString nextOf(const PreflightCheck &check, const Arguments &arguments)
{
    if (check.id == QLatin1String("variables-set"))
        return QStringLiteral("set them in Dokploy of %1 for %2, then: %3")
            .arg(arguments.environment, arguments.app, sameCommand(arguments));
    return commandLine(
        {QStringLiteral("history"), arguments.app, QStringLiteral("--env"), arguments.environment},
        arguments);
}

// Going past an environment takes a person's word, as in the window.
std::optional<Problem> skipsWithoutReason(const deployments::Review &review, const Arguments &arguments)
{
    if (review.skipped.isEmpty() || !arguments.reason.trimmed().isEmpty())
        return std::nullopt;
    const QString skipped = review.skipped.join(QStringLiteral(", "));
    return Problem{
        QStringLiteral("skips-environment"), review.request.target.text(), skipped,
        sameCommand(arguments, {QStringLiteral("--reason"), QStringLiteral("why")}),
        QStringLiteral("%1 never ran in %2: going past it takes a reason").arg(review.to.tag, skipped)};
}

std::optional<Answer> refusedByFacts(const deployments::Review &review, const QList<PreflightCheck> &checks,
                                     const Arguments &arguments)
{
    Answer answer;
    answer.code = exitRefused;
    const QString target = review.request.target.text();
    if (const auto refused = wayRefused(review.path, review.pullRequestPossible, arguments))
        answer.problems.append(*refused);
    if (const auto frozen = frozenBy(review.freeze, arguments))
        answer.problems.append(*frozen);
    if (const auto skips = skipsWithoutReason(review, arguments))
        answer.problems.append(*skips);
    for (const PreflightCheck &check : checks) {
        if (check.verdict == Verdict::Failed)
            answer.problems.append(
                {check.id, target, ui::preflightText(check), nextOf(check, arguments), {}});
    }
    const auto clearance = deployments::clearanceOf(review.request.action, checks);
    if (clearance == deployments::Clearance::NoKey) { // before the commit, not after the push
        answer.code = exitCredentials;
        answer.problems.append({errorCodeName(ErrorCode::Unauthorized),
                                QStringLiteral("dokploy/") + arguments.environment,
                                deployments::checkWithoutKey(checks)->detail,
                                {},
                                {}});
    } else if (clearance == deployments::Clearance::Unchecked && !arguments.unchecked) {
        answer.problems.append({QStringLiteral("unchecked"), target, QStringLiteral("no check could be made"),
                                sameCommand(arguments, {QStringLiteral("--unchecked")}),
                                QStringLiteral("%1: nobody could be asked whether this change may work, so "
                                               "it is not made; envdeckctl doctor says who does not answer")
                                    .arg(target)});
    }
    answer.data = {{QStringLiteral("checks"), checksJson(checks)}};
    answer.lines = checkLines(checks);
    return answer.problems.isEmpty() ? std::nullopt : std::optional<Answer>(answer);
}

// What will be written, as it will stand there, and what was looked at.
void printReview(const deployments::Review &review, const QList<PreflightCheck> &checks,
                 const Arguments &arguments)
{
    printLine(QStringLiteral("%1 %2: %3 -> %4")
                  .arg(arguments.verb, review.request.target.text(), review.from.tag, review.to.tag));
    printLine(QStringLiteral("%1:%2").arg(review.file).arg(review.line));
    for (const deployments::ReviewLine &line : review.diff) {
        if (line.kind != deployments::ReviewLine::Kind::Context)
            printLine((line.kind == deployments::ReviewLine::Kind::Removed ? QStringLiteral("  - ")
                                                                           : QStringLiteral("  + ")) +
                      line.text.trimmed());
    }
    if (!review.to.digest.isEmpty())
        printLine(QStringLiteral("%1 is now %2").arg(review.to.tag, review.to.digest));
    for (const QString &line : checkLines(checks))
        printLine(line);
    const auto open = deployments::checksNotMade(checks);
    if (!open.isEmpty())
        printNote(QStringLiteral("%1 of %2 checks could not be made").arg(open.size()).arg(checks.size()));
}

// The same version once more: a rollback that chose its version by itself would choose another one now.
QString onceMore(const Arguments &arguments, const ImageRef &to)
{
    QStringList words{arguments.verb == QLatin1String("promote") ? QStringLiteral("deploy") : arguments.verb,
                      arguments.app,
                      QStringLiteral("--env"),
                      arguments.environment,
                      QStringLiteral("--to"),
                      to.tag};
    if (!arguments.confirm.isEmpty())
        words << QStringLiteral("--confirm") << arguments.confirm;
    return commandLine(words, arguments);
}

// Not watched to its end: it was taken, and that is all that is known of it.
Answer takenAnswer(Answer answer, const Arguments &arguments, const ImageRef &to)
{
    if (answer.code == exitUnreachable || answer.code == exitCredentials)
        answer.problems.first().next =
            QStringLiteral("envdeckctl doctor; when that is well: %1").arg(onceMore(arguments, to));
    answer.data.insert(QStringLiteral("observed"), arguments.wait && answer.isOk());
    if (arguments.wait || !answer.isOk())
        return answer;
    if (answer.data.contains(QLatin1String("pullRequest"))) {
        answer.lines = openedLines(
            answer, QStringLiteral("%1 %2/%3").arg(arguments.verb, arguments.environment, arguments.app));
        return answer;
    }
    answer.lines = {
        QStringLiteral(
            "%1 %2/%3: the change is pushed and taken; whether it runs well was not watched (--wait does)")
            .arg(arguments.verb, arguments.environment, arguments.app),
        QStringLiteral("next: ") + commandLine({QStringLiteral("history"), arguments.app,
                                                QStringLiteral("--env"), arguments.environment},
                                               arguments)};
    return answer;
}

// Without --wait: the platform took it, and watching is left to the window, or to `history`.
jobs::Job asLongAsAsked(jobs::Job job, const Arguments &arguments)
{
    if (goesThroughRequest(job))
        return job; // ran() leaves it when its pull request is open
    const auto accepted = std::find_if(job.steps.begin(), job.steps.end(),
                                       [](const jobs::Step &s) { return s.id == QLatin1String("accepted"); });
    if (!arguments.wait && accepted != job.steps.end())
        job.steps.erase(accepted + 1, job.steps.end());
    return job;
}

void addTo(QJsonObject *data, const QJsonObject &more)
{
    for (auto it = more.constBegin(); it != more.constEnd(); ++it)
        data->insert(it.key(), it.value());
}

// What was kept of a version that failed: whole for scripts, its end for people.
void addLog(Answer *answer, const QStringList &log)
{
    answer->data.insert(QStringLiteral("log"), QJsonArray::fromStringList(log));
    const qsizetype shown = std::min<qsizetype>(linesShown, log.size());
    for (const QString &line : log.mid(log.size() - shown))
        answer->lines.append(QStringLiteral("  ") + line);
}

Async<Answer> madeAsReviewed(Session &session, const deployments::Review &review,
                             const QList<PreflightCheck> &checks, const Arguments &arguments,
                             std::stop_token stop)
{
    if (!arguments.json)
        printReview(review, checks, arguments);
    const jobs::Job job = session.deployments().job(review, {arguments.reason, arguments.hold,
                                                             review.freeze ? arguments.reason : QString(),
                                                             wayOf(review.path, arguments)});
    mergeWhenPossible(session, job, arguments);
    return andThen(
        ran(session, asLongAsAsked(job, arguments), arguments, stop), &session,
        [&session, arguments, checks, to = review.to, operation = job.operation](const Answer &ended) {
            Answer answer = takenAnswer(ended, arguments, to);
            if (answer.code == exitFailed)
                addLog(&answer, session.jobs().log(operation));
            answer.data.insert(QStringLiteral("checks"), checksJson(checks));
            return ready<Answer>(answer);
        });
}

Answer dryTrigger(const Target &target, const deployments::Truth &truth)
{
    Answer answer;
    answer.data = {{QStringLiteral("trigger"), true},
                   {QStringLiteral("git"), truth.git->tag},
                   {QStringLiteral("hosts"), truth.hosts->tag},
                   {QStringLiteral("dryRun"), true}};
    answer.lines = {
        QStringLiteral("%1: git says %2 already, and %3 runs: the platform would be asked once more")
            .arg(target.text(), truth.git->tag, truth.hosts->tag),
        QStringLiteral("nothing was changed")};
    return answer;
}

// Git says this version already. When something else runs, the platform never took it and is asked once more.
Async<Answer> triggeredAgain(Session &session, const Error &alreadyCurrent, const ImageRef &to,
                             const Arguments &arguments, std::stop_token stop)
{
    const Target target{arguments.environment, arguments.app};
    const auto told = session.deployments().truth(target, stop);
    return andThen(
        joined(&session, told), &session,
        [=, &session](const std::tuple<Result<deployments::Truth>> &result) {
            const auto &truth = std::get<0>(result);
            const bool behind = truth && truth.value().git && truth.value().hosts &&
                                truth.value().git->tag != truth.value().hosts->tag;
            if (!behind)
                return ready<Answer>(answerOf(alreadyCurrent));
            if (truth.value().platform ==
                QLatin1String("running")) // somebody's push is on its way: asking again would deploy twice
                return ready<Answer>(
                    answerOf(Error{ErrorCode::Locked, target.text(), QStringLiteral("platform-busy"), 0}));
            const auto freeze =
                freezeNow(session.workspace().environment(target.environment)->policy, session.clock().now());
            if (const auto frozen = frozenBy(freeze, arguments))
                return ready<Answer>(refusedAnswer(*frozen));
            if (arguments.dryRun)
                return ready<Answer>(dryTrigger(target, truth.value()));
            if (!arguments.json)
                printLine(QStringLiteral("git says %1 already, and %2 runs: asking the platform once more")
                              .arg(truth.value().git->tag, truth.value().hosts->tag));
            return andThen(ran(session, asLongAsAsked(session.deployments().triggerJob(target), arguments),
                               arguments, stop),
                           &session, [arguments, to](const Answer &ended) {
                               return ready<Answer>(takenAnswer(ended, arguments, to));
                           });
        });
}

Async<Answer> changedAsReviewed(Session &session, const deployments::Review &review,
                                const Arguments &arguments, std::stop_token stop)
{
    return andThen(
        checksOf(session, review), &session,
        [&session, review, arguments, stop](const QList<PreflightCheck> &checks) {
            if (stop.stop_requested())
                return ready<Answer>(
                    answerOf(Error{ErrorCode::Canceled, review.request.target.text(), {}, 0}));
            const bool noImage = std::any_of(checks.cbegin(), checks.cend(), [](const PreflightCheck &check) {
                return check.id == QLatin1String("image-in-registry") && check.verdict == Verdict::Failed;
            });
            if (noImage && !arguments.to.isEmpty())
                return versionsInstead(session, arguments, stop);
            if (auto refused = refusedByFacts(review, checks, arguments)) {
                if (arguments.dryRun)
                    addTo(&refused->data, reviewJson(review));
                return ready<Answer>(*refused);
            }
            if (arguments.dryRun)
                return ready<Answer>(dryAnswer(review, checks));
            return madeAsReviewed(session, review, checks, arguments, stop);
        });
}

} // namespace

Async<Answer> change(Session &session, const Arguments &arguments, std::stop_token stop)
{
    const Environment &environment = *session.workspace().environment(arguments.environment);
    if (arguments.list)
        return listVersions(session, arguments, stop);
    if (arguments.verb == QLatin1String("deploy") && arguments.to.isEmpty())
        return versionsInstead(session, arguments, stop);
    if (isRollout(arguments))
        return rollOut(session, arguments, stop);
    if (const auto refused = refusedBy(guardFor(Risk::R2, environment), arguments);
        refused && !arguments.dryRun)
        return ready<Answer>(*refused);
    const auto review = andThen(
        wantedVersion(session, arguments, stop), &session, [&session, arguments, stop](const ImageRef &to) {
            return session.deployments().review(
                {actionOf(arguments.verb), {arguments.environment, arguments.app}, to, arguments.from}, stop);
        });
    return andThen(joined(&session, review), &session,
                   [&session, arguments, stop](const std::tuple<Result<deployments::Review>> &result) {
                       const auto &reviewed = std::get<0>(result);
                       if (reviewed)
                           return changedAsReviewed(session, reviewed.value(), arguments, stop);
                       if (reviewed.error().detail == QLatin1String("already-current"))
                           return triggeredAgain(session, reviewed.error(), ImageRef{{}, arguments.to, {}},
                                                 arguments, stop);
                       return ready<Answer>(answerOf(reviewed.error()));
                   });
}

} // namespace envdeck::ctl
