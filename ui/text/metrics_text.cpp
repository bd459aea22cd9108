// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/metrics_text.h"

#include "ui/text/deployment_text.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace envdeck::ui {

struct MetricsWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::MetricsWords)
};

namespace {

using observability::Silence;

// "×24", "×6.9"; where something shrank, "×0.4". Nothing for what is about the same.
QString factorText(std::optional<double> ratio)
{
    if (!ratio || (*ratio > 0.67 && *ratio < 1.5))
        return {};
    return QStringLiteral(" (\u00d7%1)").arg(QLocale().toString(*ratio, 'f', *ratio < 9.95 ? 1 : 0));
}

QString timeOf(qint64 at)
{
    return QLocale().toString(shownTime(at), QStringLiteral("HH:mm")) + zoneMark();
}

QDateTime moment(qint64 at)
{
    return QDateTime::fromMSecsSinceEpoch(at);
}

} // namespace

QString signalTitle(Signal signal)
{
    switch (signal) {
    case Signal::Errors: return MetricsWords::tr("Error rate");
    case Signal::Latency: return MetricsWords::tr("Latency");
    case Signal::Rate: return MetricsWords::tr("Request rate");
    }
    Q_UNREACHABLE();
}

QString signalUnit(Signal signal)
{
    switch (signal) {
    case Signal::Errors: return QStringLiteral("%");
    case Signal::Latency: return MetricsWords::tr("ms", "milliseconds");
    case Signal::Rate: return MetricsWords::tr("req/s", "requests per second");
    }
    Q_UNREACHABLE();
}

QString spanName(std::chrono::minutes span)
{
    const int minutes = static_cast<int>(span.count());
    if (minutes < 60)
        return MetricsWords::tr("%1 m", "minutes, in a row of time ranges").arg(minutes);
    if (minutes <= 24 * 60)
        return MetricsWords::tr("%1 h", "hours, in a row of time ranges").arg(minutes / 60);
    return MetricsWords::tr("%1 d", "days, in a row of time ranges").arg(minutes / (24 * 60));
}

QString rangeText(const platform::TimeRange &range, const QDateTime &now)
{
    return MetricsWords::tr("%1 to %2", "two times")
        .arg(momentText(range.from, now), momentText(range.to, now));
}

QString gapText(const observability::Span &gap)
{
    constexpr qint64 day = 24 * 3600 * 1000;
    const QDateTime end = moment(gap.to);
    if (gap.length() < day && moment(gap.from).date() == end.date())
        return MetricsWords::tr("no data %1 to %2").arg(timeOf(gap.from), timeOf(gap.to));
    return MetricsWords::tr("no data %1 to %2")
        .arg(momentText(moment(gap.from), end), momentText(end, moment(gap.from)));
}

QString limitText(const QString &number, const QString &unit)
{
    return MetricsWords::tr("limit %1 %2", "value, unit").arg(number, unit);
}

QString markerDetails(const Deployment &deployment)
{
    QStringList lines{MetricsWords::tr("%1 by %2, %3", "version, person, state")
                          .arg(deployment.image.tag, deployment.author, deploymentWord(deployment)),
                      exactTimeText(deployment.at), deployment.subject,
                      deployment.commit.first(qMin<qsizetype>(7, deployment.commit.size()))};
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

ComparisonText comparisonText(const Deployment &deployment, const observability::Comparison &comparison,
                              const Thresholds &thresholds, const QDateTime &now)
{
    const auto &before = comparison.before;
    const auto &after = comparison.after;
    const auto factor = [](std::optional<double> a, std::optional<double> b) {
        return factorText(observability::ratio(a, b));
    };
    ComparisonText text;
    text.severity = observability::isWorse(comparison, thresholds) ? Severity::Critical : Severity::None;
    text.title =
        MetricsWords::tr("Since %1 (%2, %3): errors %4 to %5, p95 %6 to %7, requests %8 to %9")
            .arg(deployment.image.tag, deployment.author, momentText(deployment.at, now),
                 percentText(before.errorPercent),
                 percentText(after.errorPercent) + factor(before.errorPercent, after.errorPercent),
                 latencyText(before.p95Ms), latencyText(after.p95Ms) + factor(before.p95Ms, after.p95Ms),
                 rateText(before.requestsPerSecond), rateText(after.requestsPerSecond));
    text.detail =
        MetricsWords::tr("The %1 since it settled, against the %2 before it. p50 %3 to %4.")
            .arg(durationText(comparison.afterSpan), durationText(observability::comparedSpan),
                 latencyText(before.p50Ms), latencyText(after.p50Ms) + factor(before.p50Ms, after.p50Ms));
    return text;
}

QString firingText(const QList<Alert> &alerts, const QDateTime &now)
{
    QStringList texts;
    for (const Alert &alert : alerts) {
        const QString since =
            durationText(std::chrono::milliseconds(std::max<qint64>(0, alert.since.msecsTo(now))));
        texts.append(MetricsWords::tr("%1 (%2, for %3)", "rule, severity, duration")
                         .arg(alert.rule, alert.severity, since));
    }
    return texts.isEmpty() ? QString()
                           : MetricsWords::tr("Firing: %1", "alerts").arg(texts.join(QStringLiteral(", ")));
}

Severity firingSeverity(const QList<Alert> &alerts)
{
    const bool critical = std::any_of(alerts.begin(), alerts.end(), [](const Alert &alert) {
        return alert.severity.compare(QLatin1String("critical"), Qt::CaseInsensitive) == 0;
    });
    return alerts.isEmpty() ? Severity::None : critical ? Severity::Critical : Severity::Warning;
}

SilenceText silenceText(Silence silence, const Target &target, const QString &service)
{
    switch (silence) {
    case Silence::NotConfigured:
        return {MetricsWords::tr("%1 is not measured").arg(target.text()),
                MetricsWords::tr("envdeck.yaml names no SigNoz for %1, or no telemetry service for %2. Add "
                                 "\u201csignoz: { url: \u2026 }\u201d to the "
                                 "environment and \u201ctelemetry: { service: \u2026 }\u201d to the app.")
                    .arg(target.environment, target.app),
                {}};
    case Silence::App:
        return {MetricsWords::tr("No data arrived from %1").arg(target.text()),
                MetricsWords::tr("Other apps of %1 do send. See whether it runs, and whether its compose "
                                 "file sets OTEL_SERVICE_NAME to %2 and "
                                 "names the collector.")
                    .arg(target.environment, service),
                MetricsWords::tr("Show deployments")};
    case Silence::Environment:
        return {MetricsWords::tr("Nothing arrives from %1").arg(target.environment),
                MetricsWords::tr("SigNoz answers, and no app of %1 sent anything in the last 15 minutes. "
                                 "Either nobody calls them, or collection is "
                                 "broken: look at the collector, its key and the network between.")
                    .arg(target.environment),
                MetricsWords::tr("Try again")};
    case Silence::OnlyThisRange:
        return {MetricsWords::tr("No data in this range"),
                MetricsWords::tr("%1 sends data now, and there is none from the time in view.")
                    .arg(target.text()),
                MetricsWords::tr("Show the last hour")};
    }
    Q_UNREACHABLE();
}

} // namespace envdeck::ui
