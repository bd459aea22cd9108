// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deployments/change_steps.h"

#include "core/deployments/evidence.h"
#include "core/deployments/poll.h"

#include <algorithm>

// The steps of a change that see whether it is well, and remember it.
namespace envdeck::deployments {

namespace {

// One failed request among seventy is above one percent, and says nothing of the version.
constexpr double errorsThatTell = 3;
constexpr double errorsThatCount = 2;

// Whether that many requests failed. A share of an unknown number of requests is taken at its word.
bool hasErrors(const platform::Behaviour &behaviour, double errors)
{
    constexpr double rounding = 0.5; // rate and share were rounded on their way
    const double requests = behaviour.requestsPerSecond.value_or(0) * behaviour.seconds;
    return requests <= 0 || requests * behaviour.errorPercent.value_or(0) / 100 > errors - rounding;
}

} // namespace

Async<Look> ChangeSteps::look(const jobs::Context &context)
{
    const Environment &environment = *m_outside.workspace.environment(m_facts.target.environment);
    const App &app = *m_outside.workspace.app(m_facts.target.app);
    const QUrl url = m_outside.workspace.healthUrl(environment, app);
    http::ProbeRequest request;
    request.url = url;
    request.header = app.versionHeader.toLatin1();
    request.loopbackAllowed = m_outside.workspace.isLocal();
    request.deadline = m_patience.check;
    if (!environment.tlsCa.isEmpty())
        request.caFile = m_outside.workspace.root + QLatin1Char('/') + environment.tlsCa;
    const auto health =
        url.isEmpty()
            ? ready<http::ProbeAnswer>(Error{ErrorCode::BadConfig, {}, QStringLiteral("not-configured"), 0})
            : m_outside.probe.look(request, context.stop);
    const auto containers =
        withDeadline(m_outside.platform.containers(m_facts.target, context.stop), this, m_patience.check);
    return andThen(
        joined(this, health, containers), this,
        [this, hasHealth = !url.isEmpty(), named = !app.versionHeader.isEmpty()](const auto &answers) {
            const auto &[answer, list] = answers;
            Look look;
            look.at = m_outside.clock.now();
            look.hasHealth = hasHealth;
            look.namesVersion = named && !m_version.tag.isEmpty();
            if (answer)
                look.health = answer.value();
            look.containersKnown = bool(list);
            if (list)
                look.containers = ours(list.value());
            noteVersion(look);
            m_lastLook = look;
            return ready<Look>(look);
        });
}

void ChangeSteps::noteVersion(const Look &look)
{
    const bool bySelf = look.namesVersion && look.health && look.health->header == m_version.tag;
    const bool byContainer = std::any_of(
        look.containers.cbegin(), look.containers.cend(), [this](const platform::Container &container) {
            const bool sameTag = !container.image.tag.isEmpty() && container.image.tag == m_version.tag;
            const bool sameDigest =
                !container.image.digest.isEmpty() && container.image.digest == m_version.digest;
            return container.state == QLatin1String("running") && (sameTag || sameDigest);
        });
    m_versionSeen = m_versionSeen || bySelf || byContainer;
}

Async<void> ChangeSteps::observe(const jobs::Context &context)
{
    const auto observeFor = std::chrono::milliseconds(this->observeFor());
    const auto observer = std::make_shared<Observer>(m_version, observeFor, m_patience.start);
    const auto watched = Poll<Look, Observation>::start(
        this, {m_patience.interval, m_patience.start + observeFor + m_patience.check}, context.stop,
        [this, context] { return look(context); },
        [context, observer](const Result<Look> &answer) -> std::optional<Result<Observation>> {
            if (!answer)
                return Result<Observation>(answer.error());
            const auto verdict = observer->judge(answer.value());
            context.note(QStringLiteral("%1 s").arg(observer->goodFor(answer.value().at).count() / 1000));
            return verdict;
        });
    return andThen(joined(this, watched), this,
                   [this, context](const std::tuple<Result<Observation>> &observed) {
                       return judged(context, std::get<0>(observed));
                   });
}

Async<void> ChangeSteps::judged(const jobs::Context &context, const Result<Observation> &observed)
{
    if (!observed) {
        Error error = observed.error();
        error.subject = m_facts.target.text();
        if (error.code != ErrorCode::Unhealthy)
            return ready<void>(error);
        context.log->write(error.detail);
        return andThen(joined(this, keepEvidence(context), remember(DeploymentState::Failed)), this,
                       [error](const auto &) { return ready<void>(error); });
    }
    context.evidence(QStringLiteral("gapMs"), qint64(observed.value().gap.count()));
    const auto measured = measuredSince(observed.value().firstGood, context);
    return andThen(
        joined(this, measured), this, [this, context](const std::tuple<Result<platform::Behaviour>> &answer) {
            const auto &behaviour = std::get<0>(answer);
            m_telemetryChecked = behaviour && behaviour.value().errorPercent.has_value();
            context.evidence(QStringLiteral("telemetry"), m_telemetryChecked);
            if (!m_telemetryChecked)
                return ready<void>(
                    {}); // an outage of telemetry makes nobody unhealthy, and the result says so
            m_behaviour = behaviour.value();
            const double errors = *m_behaviour.errorPercent;
            if (errors <= m_outside.workspace.thresholds.errorRatePercent)
                return ready<void>({});
            if (!hasErrors(m_behaviour, errorsThatCount)) {
                context.log->write(QStringLiteral("error-rate %1 by a single request: too few to judge by")
                                       .arg(errors, 0, 'f', 1));
                return ready<void>({});
            }
            const Error error{ErrorCode::Unhealthy, m_facts.target.text(),
                              QStringLiteral("error-rate %1").arg(errors, 0, 'f', 1), 0};
            return andThen(joined(this, keepEvidence(context), remember(DeploymentState::Degraded)), this,
                           [error](const auto &) { return ready<void>(error); });
        });
}

// How the version behaved since its first good answer. While a share over the threshold rests on a request or
// two, it is looked at on, for as long again as it was observed.
Async<platform::Behaviour> ChangeSteps::measuredSince(const QDateTime &firstGood,
                                                      const jobs::Context &context)
{
    const auto observeFor = std::chrono::milliseconds(this->observeFor());
    const QDateTime until = m_outside.clock.now().addMSecs(observeFor.count());
    return Poll<platform::Behaviour, platform::Behaviour>::start(
        this, {m_patience.interval, observeFor + m_patience.check}, context.stop,
        [this, firstGood, context] {
            const platform::TimeRange span{firstGood, m_outside.clock.now()};
            return withDeadline(m_outside.telemetry.behaviour(m_facts.target, span, context.stop), this,
                                m_patience.check);
        },
        [this,
         until](const Result<platform::Behaviour> &answer) -> std::optional<Result<platform::Behaviour>> {
            const double limit = m_outside.workspace.thresholds.errorRatePercent;
            const bool isThin = answer && answer.value().errorPercent.value_or(0) > limit &&
                                !hasErrors(answer.value(), errorsThatTell);
            if (isThin && m_outside.clock.now() < until)
                return std::nullopt;
            return answer;
        });
}

// Before anybody cleans it up: how the container ended and what it said last. The lines go to the job's log,
// which redacts them; the rest to the journal.
Async<void> ChangeSteps::keepEvidence(const jobs::Context &context)
{
    const QJsonObject known = evidenceOf(m_lastLook);
    if (!known.isEmpty())
        context.evidence(QStringLiteral("dead"), known);
    if (m_lastLook.health && !m_lastLook.health->excerpt.isEmpty())
        context.log->write(QStringLiteral("health answered %1: %2")
                               .arg(m_lastLook.health->status)
                               .arg(m_lastLook.health->excerpt));
    const auto *container = tellingOne(m_lastLook.containers);
    if (!container || !m_outside.hosts)
        return ready<void>({});
    const QString name = container->name;
    const auto lines = m_outside.hosts->lastLines(m_facts.target, name, linesKept, context.stop);
    return andThen(
        joined(this, withDeadline(lines, this, 2 * m_patience.check)), this,
        [context, name](const std::tuple<Result<QStringList>> &answer) {
            const auto &said = std::get<0>(answer);
            if (!said) {
                context.log->write(QStringLiteral("what %1 said last could not be read: %2 %3")
                                       .arg(name, errorCodeName(said.error().code), said.error().detail));
                return ready<void>({});
            }
            context.log->write(QStringLiteral("the last %1 lines of %2:").arg(said.value().size()).arg(name));
            if (!said.value().isEmpty()) // at once: a secret may go over several
                context.log->write(said.value().join(QLatin1Char('\n')));
            return ready<void>({});
        });
}

Async<void> ChangeSteps::remember(DeploymentState state)
{
    journal::DeploymentRecord record;
    record.target = m_facts.target;
    record.image = m_version;
    record.commit = m_commit.isEmpty() ? m_wanted : m_commit;
    record.state = state;
    record.errorPercent = m_behaviour.errorPercent;
    record.p95Ms = m_behaviour.p95Ms;
    record.observedAt = m_outside.clock.now();
    record.operation = m_facts.operation;
    record.platform = m_row;
    return record.commit.isEmpty() ? ready<void>({}) : m_outside.journal.recordDeployment(record);
}

Async<void> ChangeSteps::record(const jobs::Context &context)
{
    if (!m_versionSeen) { // somebody answers well, and nobody said that it is this version
        context.note(QStringLiteral("answers well, version not seen"));
        context.evidence(QStringLiteral("outcome"), stateName(DeploymentState::Unknown));
        return remember(DeploymentState::Unknown);
    }
    context.note(m_telemetryChecked ? QStringLiteral("healthy")
                                    : QStringLiteral("healthy, telemetry not checked"));
    context.evidence(QStringLiteral("outcome"), stateName(DeploymentState::Healthy));
    return remember(DeploymentState::Healthy);
}

} // namespace envdeck::deployments
