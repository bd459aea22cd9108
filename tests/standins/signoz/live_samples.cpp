// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/live_samples.h"

#include "tests/standins/signoz/history.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <cmath>
#include <limits>

namespace envdeck::standins::signoz {

namespace {

constexpr qint64 fullDetailMs = 60 * minuteMs;
constexpr std::size_t keptAMinute = 24;
constexpr qint64 mostRequests = 1'000'000; // in one line; more is a broken line

std::vector<double> latenciesOf(const QJsonObject &sample)
{
    std::vector<double> latencies;
    for (const QJsonValue &value : sample[QLatin1String("latency_ms")].toArray())
        latencies.push_back(value.toDouble());
    std::sort(latencies.begin(), latencies.end());
    return latencies;
}

// Latencies of the good requests and of the failed ones, which are the slowest: as many of the latencies as
// errors are of the requests, at least one when there are errors, and all where the other side would get
// none.
std::pair<std::vector<double>, std::vector<double>> byOutcome(const std::vector<double> &latencies,
                                                              qint64 requests, qint64 errors)
{
    if (errors == 0 || errors == requests || latencies.size() < 2)
        return {latencies, latencies};
    const auto share = std::ptrdiff_t(latencies.size()) * errors / requests;
    const auto split =
        latencies.end() - std::clamp<std::ptrdiff_t>(share, 1, std::ptrdiff_t(latencies.size()) - 1);
    return {{latencies.begin(), split}, {split, latencies.end()}};
}

// `weight` requests spread over `latencies` (ascending), which stand for all of them.
std::vector<Point> spreadOver(const std::vector<double> &latencies, qint64 at, quint32 weight)
{
    std::vector<Point> points;
    if (weight == 0)
        return points;
    if (latencies.empty())
        return {{at, std::numeric_limits<double>::quiet_NaN(), weight}};
    const auto count = std::min<std::size_t>(latencies.size(), weight);
    for (std::size_t i = 0; i < count; ++i) {
        const auto share = quint32(weight * (i + 1) / count - weight * i / count);
        points.push_back({at, latencies[i * latencies.size() / count], share});
    }
    return points;
}

void insert(std::vector<Point> &points, const std::vector<Point> &added)
{
    if (added.empty())
        return;
    const auto later = [](qint64 at, const Point &point) { return at < point.at; };
    points.insert(std::upper_bound(points.begin(), points.end(), added.front().at, later), added.begin(),
                  added.end());
}

// Points of one minute, fewer of them: sorted by duration and joined in runs of about the same weight.
std::vector<Point> thinned(std::vector<Point> points)
{
    if (points.size() <= keptAMinute)
        return points;
    const qint64 minute = points.front().at / minuteMs * minuteMs;
    const auto quicker = [](const Point &a, const Point &b) { // what was not measured comes last
        return std::isnan(a.durationMs) ? false : std::isnan(b.durationMs) || a.durationMs < b.durationMs;
    };
    std::sort(points.begin(), points.end(), quicker);
    std::vector<Point> few(keptAMinute);
    for (std::size_t i = 0; i < keptAMinute; ++i) {
        const auto first = i * points.size() / keptAMinute;
        const auto last = (i + 1) * points.size() / keptAMinute;
        const auto slot = i * 7 % keptAMinute; // so that no part of the minute gets all the slow ones
        few[slot] = {minute + minuteMs * qint64(2 * slot + 1) / qint64(2 * keptAMinute),
                     points[(first + last) / 2].durationMs, 0};
        for (auto k = first; k < last; ++k)
            few[slot].weight += points[k].weight;
    }
    return few;
}

void compactPoints(std::vector<Point> &points, qint64 before, qint64 oldest)
{
    std::vector<Point> kept;
    std::size_t at = 0;
    while (at < points.size() && points[at].at < before) {
        const qint64 minute = points[at].at / minuteMs;
        std::vector<Point> same;
        for (; at < points.size() && points[at].at / minuteMs == minute; ++at)
            same.push_back(points[at]);
        if (minute * minuteMs >= oldest) {
            const auto few = thinned(std::move(same));
            kept.insert(kept.end(), few.begin(), few.end());
        }
    }
    kept.insert(kept.end(), points.begin() + std::ptrdiff_t(at), points.end());
    points = std::move(kept);
}

} // namespace

bool LiveSamples::add(const QByteArray &line)
{
    const QJsonObject sample = QJsonDocument::fromJson(line).object();
    const qint64 at = sample[QLatin1String("at")].toInteger();
    const qint64 requests = sample[QLatin1String("requests")].toInteger(-1);
    const qint64 errors = sample[QLatin1String("errors")].toInteger(0);
    const QString service = sample[QLatin1String("service")].toString();
    const QString environment = sample[QLatin1String("environment")].toString();
    const bool sane = at > 0 && errors >= 0 && errors <= requests && requests <= mostRequests;
    if (!sane || at < m_from || service.isEmpty() || environment.isEmpty())
        return false;
    const auto [good, failed] = byOutcome(latenciesOf(sample), requests, errors);
    Entry &entry = m_entries[{service, environment, sample[QLatin1String("version")].toString()}];
    insert(entry.good, spreadOver(good, at, quint32(requests - errors)));
    insert(entry.failed, spreadOver(failed, at, quint32(errors)));
    m_newest = std::max(m_newest, at);
    return true;
}

void LiveSamples::compact(qint64 now)
{
    const qint64 before = (now - fullDetailMs) / minuteMs * minuteMs;
    for (auto &[key, entry] : m_entries) {
        if (entry.compactedTo + 10 * minuteMs > before)
            continue; // now and then is enough
        entry.compactedTo = before;
        compactPoints(entry.good, before, now - historyMs);
        compactPoints(entry.failed, before, now - historyMs);
    }
}

std::vector<StreamInfo> LiveSamples::streams(qint64 from, qint64 to) const
{
    std::vector<StreamInfo> streams;
    for (const auto &[key, entry] : m_entries) {
        const auto &[service, environment, version] = key;
        for (const bool failed : {false, true}) {
            const auto &points = failed ? entry.failed : entry.good;
            if (!points.empty() && points.back().at >= from && points.front().at < to)
                streams.push_back({service, environment, version, failed});
        }
    }
    return streams;
}

std::vector<Point> LiveSamples::points(const StreamInfo &stream, qint64 from, qint64 to, Detail) const
{
    const auto found = m_entries.find({stream.service, stream.environment, stream.version});
    if (found == m_entries.end())
        return {};
    const auto &all = stream.failed ? found->second.failed : found->second.good;
    const auto before = [](const Point &point, qint64 at) { return point.at < at; };
    return {std::lower_bound(all.begin(), all.end(), from, before),
            std::lower_bound(all.begin(), all.end(), to, before)};
}

} // namespace envdeck::standins::signoz
