// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observability/service.h"

#include "core/observability/series_math.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace envdeck::observability {

namespace {

constexpr std::chrono::minutes recently{15};
constexpr std::chrono::minutes tracedSpan{30};
constexpr std::chrono::minutes beforeVersion{10};
constexpr std::chrono::hours oldVersion{24}; // nothing of now began with one that is older
// Spans travel through a collector; a step younger than this without data is on its way, not a gap.
constexpr std::chrono::milliseconds onItsWay{std::chrono::seconds(30)};
// A rate that is still filling up looks like a fall: shown only where much would be missing without it.
constexpr std::chrono::milliseconds shownUnfinished{std::chrono::minutes(1)};
// The server makes about as many steps of a range, and shortens it to whole ones.
constexpr int usualSteps = 360;

using Five = std::array<Series *, 5>;

Five allOf(platform::GoldenSignals &golden)
{
    return {&golden.rate, &golden.errorPercent, &golden.p50, &golden.p95, &golden.p99};
}

bool isSilentAt(const platform::GoldenSignals &golden, std::size_t i)
{
    return std::isnan(golden.rate.values[i]) && std::isnan(golden.p95.values[i]);
}

// Drops steps that begin after `end`, have only just begun, or are silent because their data is still on its
// way.
void dropUnborn(platform::GoldenSignals &golden, qint64 end, qint64 now)
{
    const qint64 step = stepOf(golden.rate);
    std::size_t count = golden.rate.times.size();
    while (count > 0) {
        const qint64 begin = golden.rate.times[count - 1];
        const bool young = now - (begin + step) < onItsWay.count();
        const bool unfinished = begin + step > now && step < shownUnfinished.count();
        if (begin < end && !unfinished && !(young && isSilentAt(golden, count - 1)))
            break;
        --count;
    }
    for (Series *series : allOf(golden)) {
        series->times.resize(std::min(count, series->times.size()));
        series->values.resize(series->times.size());
    }
}

} // namespace

bool Board::hasData() const
{
    return summaryOf(golden.rate).count > 0 || summaryOf(golden.p95).count > 0;
}

bool isNotConfigured(const Error &error)
{
    return error.code == ErrorCode::BadConfig && error.detail == QLatin1String("not-configured");
}

Service::Service(platform::Telemetry &telemetry, const Workspace &workspace, const Clock &clock,
                 QObject *parent)
    : QObject(parent), m_telemetry(telemetry), m_workspace(workspace), m_clock(clock)
{
}

Async<Board> Service::board(const Target &target, const platform::TimeRange &range, std::stop_token stop)
{
    // A step later, so that the one in which the range ends is among them; no longer, or the steps were
    // larger.
    const qint64 later = range.from.msecsTo(range.to) / usualSteps;
    const platform::TimeRange asked{range.from.addMSecs(later), range.to.addMSecs(later)};
    return andThen(
        m_telemetry.goldenSignals(target, asked, std::move(stop)), this,
        [this, target, range](platform::GoldenSignals golden) {
            const qint64 now = m_clock.now().toMSecsSinceEpoch();
            const qint64 step = stepOf(golden.rate);
            dropUnborn(golden, std::min(now, range.to.toMSecsSinceEpoch()), now);
            const qint64 newest = golden.rate.times.empty() ? 0 : golden.rate.times.back();
            return ready<Board>(Board{target, range, std::move(golden), newest + step > now ? newest : 0});
        });
}

Async<Silence> Service::silence(const Target &target, std::stop_token stop)
{
    const QDateTime now = m_clock.now();
    const platform::TimeRange range{now.addSecs(-std::chrono::seconds(recently).count()), now};
    QStringList apps;
    QList<Async<platform::Behaviour>> asked;
    for (const App &app : m_workspace.appsOf(target.environment)) {
        if (app.telemetryService.isEmpty())
            continue;
        apps.append(app.name);
        asked.append(m_telemetry.behaviour({target.environment, app.name}, range, stop));
    }
    return andThen(joined(this, asked), this,
                   [target, apps](const QList<Result<platform::Behaviour>> &answers) {
                       bool others = false;
                       for (qsizetype i = 0; i < answers.size(); ++i) {
                           const auto &answer = answers.at(i);
                           const bool own = apps.at(i) == target.app;
                           if (!answer && own)
                               return ready<Silence>(answer.error());
                           const bool sends = answer && answer.value().requestsPerSecond.value_or(0) > 0;
                           if (own && sends)
                               return ready<Silence>(Silence::OnlyThisRange);
                           others = others || sends;
                       }
                       return ready<Silence>(!apps.contains(target.app) ? Silence::NotConfigured
                                             : others                   ? Silence::App
                                                                        : Silence::Environment);
                   });
}

Async<std::optional<Comparison>> Service::comparison(const Target &target, const QDateTime &at,
                                                     std::stop_token stop)
{
    const qint64 span = std::chrono::seconds(comparedSpan).count();
    const QDateTime now = m_clock.now();
    const QDateTime end = std::min(now, at.addSecs(span + std::chrono::seconds(settling).count()));
    if (end <= at)
        return ready<std::optional<Comparison>>(std::optional<Comparison>());
    return andThen(m_telemetry.goldenSignals(target, {at.addSecs(-span), end}, std::move(stop)), this,
                   [at, end](const platform::GoldenSignals &golden) {
                       return ready<std::optional<Comparison>>(compare(golden, at, end));
                   });
}

Async<QList<Finding>> Service::traceFindings(const Target &target, const Newest &newest, std::stop_token stop)
{
    const App *app = m_workspace.app(target.app);
    const QString service = app ? app->telemetryService : QString();
    const QDateTime now = m_clock.now();
    const QDateTime halfAnHourAgo = now.addMSecs(-std::chrono::milliseconds(tracedSpan).count());
    // Of a version that came lately: since then, and held against the minutes before. What served earlier in
    // the half hour would thin its failures out.
    const bool isRecent = newest.at.isValid() && newest.at < now &&
                          newest.at > now.addMSecs(-std::chrono::milliseconds(oldVersion).count());
    const platform::TimeRange range{isRecent ? std::max(halfAnHourAgo, newest.at) : halfAnHourAgo, now};
    const platform::TimeRange before{newest.at.addMSecs(-std::chrono::milliseconds(beforeVersion).count()),
                                     newest.at};
    const auto asked =
        joined(this, m_telemetry.traces(target, range, isRecent ? newest.at : range.from, stop),
               isRecent ? m_telemetry.behaviour(target, before, stop)
                        : ready<platform::Behaviour>(platform::Behaviour()));
    return andThen(asked, this, [=, this](const auto &answers) {
        const auto &[traced, behaved] = answers;
        if (!traced)
            return ready<QList<Finding>>(traced.error());
        if (traced.value().operations.isEmpty())
            return whyNoTraces(target, service, stop);
        Newest known = isRecent ? newest : Newest();
        if (behaved)
            known.errorPercentBefore = behaved.value().errorPercent;
        return ready<QList<Finding>>(lookAtTraces(traced.value(), service, m_workspace.thresholds, known));
    });
}

Async<QList<Finding>> Service::whyNoTraces(const Target &target, const QString &service, std::stop_token stop)
{
    return andThen(silence(target, std::move(stop)), this, [service](Silence why) {
        Finding finding;
        finding.detector = Detector::DataArrives;
        finding.subject = service;
        finding.verdict = why == Silence::OnlyThisRange ? FindingVerdict::NoProblem : FindingVerdict::Related;
        finding.facts.insert(QStringLiteral("minutes"), QString::number(tracedSpan.count()));
        if (why == Silence::App)
            finding.cause = Cause::NothingSent;
        else if (why == Silence::Environment)
            finding.cause = Cause::NothingArrives;
        finding.action = NextAction::OpenMetrics;
        return ready<QList<Finding>>(QList<Finding>{finding});
    });
}

Async<QList<Alert>> Service::firing(const Target &target, std::stop_token stop)
{
    const App *app = m_workspace.app(target.app);
    const QString service = app ? app->telemetryService : QString();
    return andThen(m_telemetry.alerts(target.environment, std::move(stop)), this,
                   [service](QList<Alert> alerts) {
                       alerts.removeIf([&](const Alert &alert) {
                           return !alert.firing || (!alert.service.isEmpty() && alert.service != service);
                       });
                       return ready<QList<Alert>>(alerts);
                   });
}

} // namespace envdeck::observability
