// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deployments/gitops_service.h"

#include "core/deployments/change.h"
#include "core/deployments/preflight_run.h"
#include "core/deployments/witnesses.h"
#include "core/domain/freeze.h"
#include "core/gitops/compose_image.h"
#include "core/gitops/history.h"
#include "core/gitops/hold.h"
#include "core/gitops/line_diff.h"

namespace envdeck::deployments {

namespace {

constexpr int versionsRead = 5000; // of the compose file: read once for each head of its branch
constexpr int behaviourRows = 20;  // rows for which telemetry is asked
constexpr int holdDays = 14;

void noteMissing(History *history, const char *source, const Error &error)
{
    if (error.detail != QLatin1String("not-configured"))
        history->missing.append({QString::fromLatin1(source), error});
}

// From shortly after a version came up until the next one replaced it.
platform::TimeRange liveSpan(const Deployment &deployment, const QDateTime &now)
{
    const QDateTime end = deployment.liveFor ? deployment.at.addMSecs(deployment.liveFor->count()) : now;
    return {deployment.at, end};
}

QList<ReviewLine> reviewLines(const QByteArray &before, const QByteArray &after)
{
    QList<ReviewLine> lines;
    for (const gitops::DiffLine &line : gitops::lineDiff(before, after, 2)) {
        const auto kind = line.kind == gitops::DiffLine::Kind::Removed ? ReviewLine::Kind::Removed
                          : line.kind == gitops::DiffLine::Kind::Added ? ReviewLine::Kind::Added
                                                                       : ReviewLine::Kind::Context;
        lines.append({kind, line.number, line.text});
    }
    return lines;
}

ChangePath pathOf(const Policy &policy, Action action)
{
    return action == Action::Rollback ? policy.rollback : policy.deploy;
}

// The median of the gaps that our own deployments of this target measured.
Effect effectOf(const QList<journal::AuditEntry> &entries, bool stopsFirst)
{
    QList<qint64> gaps;
    for (const journal::AuditEntry &entry : entries) {
        if (entry.evidence.contains(QLatin1String("gapMs")) && gaps.size() < 5)
            gaps.append(entry.evidence.value(QLatin1String("gapMs")).toInteger());
    }
    Effect effect;
    effect.stopsFirst = stopsFirst;
    effect.measured = int(gaps.size());
    if (!gaps.isEmpty()) {
        std::sort(gaps.begin(), gaps.end());
        effect.medianGap = std::chrono::milliseconds(gaps.at(gaps.size() / 2));
    }
    return effect;
}

const Deployment *lastWithVersion(const History &history, const ImageRef &image)
{
    const auto it = std::find_if(
        history.deployments.cbegin(), history.deployments.cend(), [&](const Deployment &deployment) {
            return deployment.image.repository == image.repository && deployment.image.tag == image.tag;
        });
    return it == history.deployments.cend() ? nullptr : &*it;
}

} // namespace

GitOpsService::GitOpsService(const Outside &outside, const QString &actor, const Patience &patience,
                             QObject *parent)
    : QObject(parent), m_outside(outside), m_actor(actor), m_patience(patience)
{
}

GitOpsService::~GitOpsService() = default;

Error GitOpsService::unknownTarget(const Target &target)
{
    return Error{ErrorCode::BadInput, target.text(), QStringLiteral("unknown-target"), 0};
}

Async<History> GitOpsService::history(const Target &target, std::stop_token stop)
{
    const Environment *environment = m_outside.workspace.environment(target.environment);
    if (!environment || !m_outside.workspace.app(target.app))
        return ready<History>(unknownTarget(target));
    const QString branch = environment->branch;
    return andThen(
        joined(this, m_outside.mirror.fetch(stop)), this, [=, this](const std::tuple<Result<void>> &fetched) {
            const auto &fetch = std::get<0>(fetched);
            const auto fetchError = fetch ? std::nullopt : std::optional<Error>(fetch.error());
            return andThen(
                joined(this, m_outside.mirror.readHead(branch, stop)), this,
                [=, this](const std::tuple<Result<QString>> &read) {
                    const auto &head = std::get<0>(read);
                    if (!head) // nothing was ever fetched: why that failed says more than that it is absent
                        return ready<History>(fetchError.value_or(head.error()));
                    return assembled(target, head.value(), fetchError, stop);
                });
        });
}

// What git alone says. It is the same until the branch moves, but for the age of the newest; a hold ends with
// a day.
Async<QList<Deployment>> GitOpsService::rowsAt(const Target &target, const QString &head, const QString &file,
                                               std::stop_token stop)
{
    using Rows = QList<Deployment>;
    const QDateTime now = m_outside.clock.now();
    const QString key = head + now.date().toString(Qt::ISODate);
    if (const auto known = m_rows.constFind(target.text()); known != m_rows.cend() && known->key == key) {
        Rows rows = known->rows;
        if (!rows.isEmpty() && rows.first().current)
            rows.first().liveFor =
                std::chrono::milliseconds(std::max<qint64>(0, rows.first().at.msecsTo(now)));
        return ready<Rows>(rows);
    }
    const QStringList services = m_outside.workspace.app(target.app)->services;
    const auto parsed =
        andThen(m_outside.mirror.readHistory(head, file, versionsRead, 0, std::move(stop)), this,
                [this, target, services, now](const git::FileHistory &versions) {
                    return m_parser.run(
                        [=] { return Result<Rows>(gitops::deploymentsOf(target, services, versions, now)); });
                });
    return andThen(parsed, this, [this, target, key](const Rows &rows) {
        m_rows.insert(target.text(), {key, rows});
        return ready<Rows>(rows);
    });
}

Async<History> GitOpsService::assembled(const Target &target, const QString &head,
                                        const std::optional<Error> &fetchError, std::stop_token stop)
{
    const QString file = m_outside.workspace.composeFile(target.environment, target.app);
    const QStringList services = m_outside.workspace.app(target.app)->services;
    const auto parsed = rowsAt(target, head, file, stop);
    const auto all = joined(this, parsed, m_outside.platform.deployments(target, stop),
                            whatRuns(target, stop), m_outside.journal.deploymentRecords(target));
    return andThen(all, this, [=, this](const auto &answers) {
        const auto &[rows, platformRows, containers, records] = answers;
        if (!rows)
            return ready<History>(rows.error());
        History history;
        history.target = target;
        history.head = head;
        history.deployments = rows.value();
        history.fetchedAt = m_outside.mirror.lastFetch();
        if (fetchError)
            history.missing.append({QStringLiteral("git"), *fetchError});
        Witnesses witnesses;
        if (platformRows)
            witnesses.rows = platformRows.value();
        else
            noteMissing(&history, "dokploy", platformRows.error());
        witnesses.containersKnown = bool(containers);
        if (containers)
            std::copy_if(containers.value().cbegin(), containers.value().cend(),
                         std::back_inserter(witnesses.containers), [&](const platform::Container &c) {
                             return c.service.isEmpty() || services.contains(c.service);
                         });
        if (records)
            witnesses.records = records.value();
        else
            noteMissing(&history, "journal", records.error());
        return withDigest(history, witnesses, stop);
    });
}

// Whether the tag that runs still points at what was deployed. Asked only where that is on record.
Async<History> GitOpsService::withDigest(History history, Witnesses witnesses, std::stop_token stop)
{
    const QString recorded =
        history.deployments.isEmpty() ? QString() : recordedDigest(history.deployments.first(), witnesses);
    // A line that names the digest itself gets that one, wherever the tag points.
    if (recorded.isEmpty() || !history.deployments.first().current || history.deployments.first().pinned)
        return withBehaviour(history, witnesses, stop);
    const ImageRef now{
        history.deployments.first().image.repository, history.deployments.first().image.tag, {}};
    const auto facts = withDeadline(m_outside.registry.facts(now, stop), this, m_patience.check);
    return andThen(joined(this, facts), this,
                   [=, this](const std::tuple<Result<platform::ImageFacts>> &answer) mutable {
                       const auto &image = std::get<0>(answer);
                       if (image)
                           witnesses.tagDigest = image.value().digest;
                       else if (image.error().code != ErrorCode::NotFound)
                           noteMissing(&history, "registry", image.error());
                       return withBehaviour(history, witnesses, stop);
                   });
}

Async<History> GitOpsService::withBehaviour(History history, const Witnesses &known, std::stop_token stop)
{
    const auto keyOf = [target = history.target](const Deployment &d) {
        return target.text() + QLatin1Char('@') + d.commit;
    };
    QList<Async<platform::Behaviour>> questions;
    QStringList commits;
    Witnesses witnesses = known;
    for (const Deployment &deployment :
         history.deployments.first(std::min<qsizetype>(behaviourRows, history.deployments.size()))) {
        if (const auto ended = m_ended.constFind(keyOf(deployment)); ended != m_ended.cend()) {
            witnesses.behaviour.insert(deployment.commit, *ended);
        } else if (deployment.current || deployment.liveFor > std::chrono::minutes(1)) {
            questions.append(m_outside.telemetry.behaviour(
                history.target, liveSpan(deployment, m_outside.clock.now()), stop));
            commits.append(deployment.commit);
        }
    }
    return andThen(
        joined(this, questions), this, [=, this](const QList<Result<platform::Behaviour>> &answers) mutable {
            std::optional<Error> failed;
            for (qsizetype i = 0; i < answers.size(); ++i) {
                if (answers.at(i))
                    witnesses.behaviour.insert(commits.at(i), answers.at(i).value());
                else
                    failed = answers.at(i).error();
            }
            if (failed)
                noteMissing(&history, "signoz", *failed);
            const double threshold = m_outside.workspace.thresholds.errorRatePercent;
            history.deployments = witnessed(history.deployments, witnesses, threshold);
            for (const Deployment &deployment : history.deployments) {
                if (!deployment.current && witnesses.behaviour.contains(deployment.commit))
                    m_ended.insert(keyOf(deployment), witnesses.behaviour.value(deployment.commit));
            }
            history.safest = safestTarget(history.deployments, threshold);
            return ready<History>(history);
        });
}

Async<Review> GitOpsService::review(const Request &request, std::stop_token stop)
{
    const Environment *environment = m_outside.workspace.environment(request.target.environment);
    if (!environment || !m_outside.workspace.app(request.target.app))
        return ready<Review>(unknownTarget(request.target));
    const QString branch = environment->branch;
    const QString file = m_outside.workspace.composeFile(request.target.environment, request.target.app);
    return andThen(m_outside.mirror.fetch(stop), this, [=, this](Done) {
        return andThen(m_outside.mirror.readHead(branch, stop), this, [=, this](const QString &head) {
            return andThen(
                m_outside.mirror.readFile(head, file, stop), this,
                [=, this](const QByteArray &content) { return reviewed(request, head, content, stop); });
        });
    });
}

// Between where it comes from and where it goes to, without this version. One that cannot be read counts.
QList<EnvironmentId> GitOpsService::skippedBy(const Request &request, const Environment &to,
                                              const Lines &lines) const
{
    QList<EnvironmentId> skipped;
    const Environment *from = m_outside.workspace.environment(request.promotedFrom);
    for (const Environment &between : m_outside.workspace.environments) {
        if (!from || !lines.contains(between.name) || between.order <= from->order ||
            between.order >= to.order)
            continue;
        const auto line = lines.constFind(between.name);
        if (!*line || line->value().tag != request.to.tag)
            skipped.append(between.name);
    }
    return skipped;
}

Async<Review> GitOpsService::reviewed(const Request &request, const QString &head, const QByteArray &content,
                                      std::stop_token stop)
{
    const Environment &environment = *m_outside.workspace.environment(request.target.environment);
    const App &app = *m_outside.workspace.app(request.target.app);
    const gitops::ComposeFile file{m_outside.workspace.composeFile(environment.name, app.name), content};
    const auto now = gitops::imageOf(file, app.services.first());
    if (!now)
        return ready<Review>(now.error());

    Review review;
    review.request = request;
    review.from = now.value().image;
    review.to = request.to;
    if (review.to.repository.isEmpty())
        review.to.repository = review.from.repository;
    review.line = now.value().line;
    review.baseCommit = head;
    review.branch = environment.branch;
    review.file = file.path;
    review.path = pathOf(environment.policy, request.action);
    review.pullRequestPossible = m_outside.pulls && m_outside.pulls->isPossible();
    review.pathSupported = review.path == ChangePath::Push || review.pullRequestPossible;
    review.freeze = freezeNow(environment.policy, m_outside.clock.now());
    review.guard = guardFor(Risk::R2, environment);
    if (review.to.tag == review.from.tag && review.to.repository == review.from.repository)
        return ready<Review>(
            Error{ErrorCode::BadInput, request.target.text(), QStringLiteral("already-current"), 0});
    if (const auto holds = gitops::holdsOf(file)) {
        for (const Hold &hold : holds.value()) {
            if (hold.app == app.name && gitops::isInForce(hold, m_outside.clock.now().date()))
                review.holdInForce = hold;
        }
    }
    if (request.action == Action::Rollback)
        review.holdOffer =
            Hold{app.name, review.to.tag, m_outside.clock.now().date().addDays(holdDays), m_actor, {}};

    journal::Filter ours;
    ours.subject = request.target.text();
    ours.limit = 50;
    const bool promoted = request.action == Action::Promote && !request.promotedFrom.isEmpty();
    const auto others = promoted ? imageLines(app, stop) : ready<Lines>(Lines());
    const auto ran =
        promoted ? recordedIn({request.promotedFrom, app.name}, review.to) : ready<QString>(QString());
    const auto all =
        joined(this, withDeadline(m_outside.registry.facts(review.to, stop), this, m_patience.check),
               withDeadline(m_outside.platform.facts(request.target, stop), this, m_patience.check),
               withDeadline(assembled(request.target, head, {}, stop), this, 2 * m_patience.check),
               m_outside.journal.entries(ours), others, ran);
    return andThen(all, this, [=, this, &environment, &app](const auto &answers) mutable {
        const auto &[image, service, history, entries, lines, recorded] = answers;
        if (lines)
            review.skipped = skippedBy(request, environment, lines.value());
        if (image)
            review.to.digest = image.value().digest;
        review.effect = effectOf(entries ? entries.value() : QList<journal::AuditEntry>(),
                                 !service || service.value().stopsFirst);
        if (history) {
            if (const Deployment *record = lastWithVersion(history.value(), review.to))
                review.record = *record;
        }
        const bool pinned = !review.from.digest.isEmpty() || environment.policy.pin == Pin::Digest;
        if (lines)
            review.promotedDigest =
                promotedDigest(request, review.to, lines.value(), recorded ? recorded.value() : QString());
        if (pinned && !review.promotedDigest.isEmpty())
            review.to.digest = review.promotedDigest; // that image, and not what was built since
        if (pinned && review.to.digest.isEmpty() && review.record)
            review.to.digest =
                review.record->image
                    .digest; // the one it ran with here: the way back while the registry is down
        if (pinned && review.to.digest.isEmpty() && !image)
            return ready<Review>(image.error()); // never a tag alone where a digest stood
        const auto edited = gitops::withImage(
            file, app.services, gitops::writtenForm(review.from, review.to, environment.policy.pin));
        if (!edited)
            return ready<Review>(edited.error());
        review.diff = reviewLines(file.content, edited.value());
        return ready<Review>(review);
    });
}

std::unique_ptr<Preflight> GitOpsService::preflight(const Review &review)
{
    return std::make_unique<PreflightRun>(m_outside, m_patience, review);
}

jobs::Job GitOpsService::job(const Review &review, const Decision &decision)
{
    return changeJob(m_outside, m_patience, m_actor, review, decision);
}

jobs::Job GitOpsService::triggerJob(const Target &target)
{
    return platformTriggerJob(m_outside, m_patience, target);
}

jobs::Job GitOpsService::watchJob(const Target &target, std::chrono::seconds time)
{
    return watchingJob(m_outside, m_patience, target, time);
}

jobs::Job GitOpsService::holdJob(const Target &target, const Hold &hold)
{
    Hold signedHold = hold;
    signedHold.app = target.app;
    if (signedHold.by.isEmpty())
        signedHold.by = m_actor;
    return holdingJob(m_outside, m_patience, target, signedHold);
}

jobs::Job GitOpsService::releaseHoldJob(const Target &target, const QString &reason)
{
    return holdReleaseJob(m_outside, m_patience, target, reason);
}

void GitOpsService::registerRebuilds(jobs::JobCenter &center)
{
    const auto rebuild = [this](const jobs::OpenJob &open) {
        return rebuiltJob(m_outside, m_patience, open);
    };
    for (const QString &kind : rebuiltKinds())
        center.setRebuild(kind, rebuild);
}

} // namespace envdeck::deployments
