// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/metrics_charts.h"

#include "ui/text/time_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>

namespace envdeck::ui {

struct ChartWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::ChartWords)
};

namespace {

constexpr qsizetype gapsSpoken = 3;

// The figure and the limit belong to the first one.
QList<Series> seriesOf(Signal signal, const observability::Board &board)
{
    const auto named = [](Series series, const QString &name) {
        series.name = name;
        return series;
    };
    const platform::GoldenSignals &golden = board.golden;
    switch (signal) {
    case Signal::Errors: return {named(golden.errorPercent, board.target.app)};
    case Signal::Latency:
        return {named(golden.p95, QStringLiteral("p95")), named(golden.p50, QStringLiteral("p50")),
                named(golden.p99, QStringLiteral("p99"))};
    case Signal::Rate: return {named(golden.rate, board.target.app)};
    }
    Q_UNREACHABLE();
}

double limitOf(Signal signal, const Thresholds &thresholds)
{
    switch (signal) {
    case Signal::Errors: return thresholds.errorRatePercent;
    case Signal::Latency: return thresholds.p95Ms;
    case Signal::Rate: return -1;
    }
    Q_UNREACHABLE();
}

int decimalsFor(double top)
{
    return top >= 20 ? 0 : top >= 1 ? 1 : 2;
}

qint64 totalOf(const QList<observability::Span> &spans)
{
    qint64 total = 0;
    for (const observability::Span &span : spans)
        total += span.length();
    return total;
}

// Parts of the axis that the board at hand was not asked for, until the next one is there.
void addUnread(ChartSpec &spec, const MetricsFacts &facts)
{
    const Series &series = spec.series.first();
    const qint64 patience = 3 * observability::stepOf(series) + 60'000;
    if (series.times.empty())
        return;
    const QString text = ChartWords::tr("not read yet");
    if (facts.range.from < facts.board.range.from && series.times.front() - spec.from > patience)
        spec.gaps.prepend({{spec.from, series.times.front()}, text});
    if (facts.range.to > facts.board.range.to && spec.to - series.times.back() > patience)
        spec.gaps.append({{series.times.back(), spec.to}, text});
}

// "Error rate: now 2.4 %, lowest …. Above the limit of 1 % for 9 min. no data 10:02 to 10:19."
QString spokenText(const ChartSpec &spec)
{
    const observability::Summary s = summaryOf(spec, spec.series.first());
    if (s.count == 0)
        return ChartWords::tr("%1: no data in the time in view.").arg(spec.title);
    const auto number = [&](double value) {
        return ChartWords::tr("%1 %2", "value, unit")
            .arg(QLocale().toString(value, 'f', spec.decimals), spec.unit);
    };
    QStringList sentences{
        ChartWords::tr("%1: now %2, lowest %3, average %4, highest %5.")
            .arg(spec.title, isPresent(spec, spec.series.first()) ? number(s.now) : ChartWords::tr("no data"),
                 number(s.low), number(s.mean), number(s.high))};
    if (!spec.breaches.isEmpty())
        sentences.append(ChartWords::tr("Above the limit of %1 for %2.")
                             .arg(number(spec.threshold),
                                  durationText(std::chrono::milliseconds(totalOf(spec.breaches)))));
    for (const ChartGap &gap : spec.gaps.mid(0, gapsSpoken))
        sentences.append(ChartWords::tr("%1.", "a sentence").arg(gap.text));
    if (spec.gaps.size() > gapsSpoken)
        sentences.append(
            ChartWords::tr("%n more gap(s).", nullptr, static_cast<int>(spec.gaps.size() - gapsSpoken)));
    return sentences.join(QLatin1Char(' '));
}

} // namespace

ChartSpec chartOf(Signal signal, const MetricsFacts &facts)
{
    ChartSpec spec;
    spec.title = signalTitle(signal);
    spec.unit = signalUnit(signal);
    spec.from = facts.range.from.toMSecsSinceEpoch();
    spec.to = facts.range.to.toMSecsSinceEpoch();
    spec.series = seriesOf(signal, facts.board);
    // Errors and latency are as true of half a step as of a whole one; only requests are still being counted.
    spec.wholeUntil = signal == Signal::Rate ? facts.board.wholeUntil : 0;
    spec.threshold = limitOf(signal, facts.thresholds);
    spec.top = niceTop(spec);
    spec.ticks = niceTicks(spec.top);
    spec.decimals = decimalsFor(spec.top);
    if (spec.threshold >= 0) {
        spec.thresholdText = limitText(QLocale().toString(spec.threshold, 'g', 4), spec.unit);
        spec.breaches = observability::breachesOf(spec.series.first(), spec.threshold);
    }
    for (const observability::Span &gap : observability::gapsIn(spec.series.first()))
        spec.gaps.append({gap, gapText(gap)});
    addUnread(spec, facts);
    spec.markers = markersOf(facts.deployments, facts.range);
    spec.spoken = spokenText(spec);
    return spec;
}

QList<ChartMarker> markersOf(const QList<Deployment> &deployments, const platform::TimeRange &range)
{
    QList<ChartMarker> markers;
    for (auto it = deployments.crbegin(); it != deployments.crend(); ++it) {
        if (it->at < range.from || it->at > range.to)
            continue;
        const auto kind = it->state == DeploymentState::Failed ? ChartMarker::Kind::Failed
                          : it->action == Action::Rollback     ? ChartMarker::Kind::Rollback
                                                               : ChartMarker::Kind::Deploy;
        markers.append({it->at.toMSecsSinceEpoch(), it->image.tag, kind, markerDetails(*it), it->commit});
    }
    return markers;
}

QByteArray csvOf(const observability::Board &board)
{
    const platform::GoldenSignals &golden = board.golden;
    const std::array<const Series *, 5> all{&golden.rate, &golden.errorPercent, &golden.p50, &golden.p95,
                                            &golden.p99};
    QByteArray csv("time,requests_per_second,error_percent,p50_ms,p95_ms,p99_ms\n");
    for (std::size_t i = 0; i < golden.rate.times.size(); ++i) {
        const QDateTime at = QDateTime::fromMSecsSinceEpoch(golden.rate.times[i]);
        csv += at.toOffsetFromUtc(at.offsetFromUtc()).toString(Qt::ISODate).toUtf8();
        for (const Series *series : all) {
            csv += ',';
            const double value = i < series->values.size() ? series->values[i] : std::nan("");
            if (!std::isnan(value))
                csv += QByteArray::number(value, 'g', 10);
        }
        csv += '\n';
    }
    return csv;
}

} // namespace envdeck::ui
