// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/history.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace envdeck::standins::signoz {

namespace {

constexpr double goldenRatio = 0.6180339887498949; // its multiples spread evenly over [0, 1)

// Latencies are log-logistic, whose quantiles have a closed form: q/(1-q) to the power of `spread`, times the
// median. With this spread p95 is 2.7 times the median.
constexpr double spread = 0.3374;
const double p95OfMedian = std::pow(19.0, spread);

double latency(double p95Ms, double quantile)
{
    const double q = std::clamp(quantile, 0.004, 0.996);
    return p95Ms / p95OfMedian * std::pow(q / (1 - q), spread);
}

quint64 mixed(quint64 x) // splitmix64
{
    x += 0x9e3779b97f4a7c15;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
    return x ^ (x >> 31);
}

quint32 pointsAMinute(Detail detail)
{
    switch (detail) {
    case Detail::Minutes: return 1;
    case Detail::Coarse: return 4; // 120 for half an hour, as many as five minutes get in full
    case Detail::Full: return 24;  // two for each five seconds, the smallest step of a query
    }
    Q_UNREACHABLE();
}

// What a draw is for.
enum Draw : quint64 { Load = 1, Requests, Errors, Latency, SlowGood, SlowFailed };

} // namespace

double dailyRhythm(qint64 at)
{
    const double hour = double(at % (24 * 60 * minuteMs)) / double(60 * minuteMs);
    return 1 + 0.5 * std::sin((hour - 9) / 24 * 2 * std::numbers::pi);
}

quint64 hashOf(const QString &text)
{
    quint64 hash = 0xcbf29ce484222325; // FNV-1a
    for (const QChar c : text)
        hash = (hash ^ c.unicode()) * 0x100000001b3;
    return hash;
}

double noise(quint64 seed, quint64 what, qint64 at)
{
    return double(mixed(seed ^ mixed(what ^ mixed(quint64(at)))) >> 11) * 0x1.0p-53;
}

History::History(const QList<ReleaseStory> &releases, qint64 until, quint64 seed) : m_seed(seed)
{
    const qint64 oldest = until - historyMs;
    for (const ReleaseStory &story : releases) {
        Release release{story, hashOf(story.service + QLatin1Char('|') + story.environment), oldest, until};
        if (story.from.isValid())
            release.begin = std::max(oldest, story.from.toMSecsSinceEpoch());
        if (story.to.isValid())
            release.end = std::min(until, story.to.toMSecsSinceEpoch());
        m_releases.append(release);
    }
}

std::vector<StreamInfo> History::streams(qint64 from, qint64 to) const
{
    std::vector<StreamInfo> streams;
    for (const Release &release : m_releases) {
        if (release.end <= from || release.begin >= to)
            continue;
        for (const bool failed : {false, true}) {
            const StreamInfo stream{release.service, release.environment, release.version, failed};
            if (std::find(streams.begin(), streams.end(), stream) ==
                streams.end()) // live twice: rolled back to
                streams.push_back(stream);
        }
    }
    return streams;
}

std::vector<Point> History::points(const StreamInfo &stream, qint64 from, qint64 to, Detail detail) const
{
    std::vector<Point> points;
    for (const Release &release : m_releases) {
        if (release.service != stream.service || release.environment != stream.environment ||
            release.version != stream.version)
            continue;
        const qint64 first = std::max(from, release.begin);
        const qint64 last = std::min(to, release.end);
        for (qint64 at = first / minuteMs * minuteMs; at < last; at += minuteMs)
            appendMinute(release, stream.failed, at, detail, points);
    }
    const auto earlier = [](const Point &a, const Point &b) { return a.at < b.at; };
    if (!std::is_sorted(points.begin(), points.end(), earlier)) // a version that was live twice
        std::sort(points.begin(), points.end(), earlier);
    const auto before = [](const Point &point, qint64 at) { return point.at < at; };
    points.erase(std::lower_bound(points.begin(), points.end(), to, before), points.end());
    points.erase(points.begin(), std::lower_bound(points.begin(), points.end(), from, before));
    return points;
}

History::Minute History::minute(const Release &release, qint64 at) const
{
    const double mean =
        release.requestsPerMinute * dailyRhythm(at) * (0.9 + 0.2 * noise(m_seed, release.hash + Load, at));
    // Rounded by chance, so that a tenth of an error a minute is one error in ten minutes.
    const auto rounded = [&](double value, Draw draw) {
        return quint32(std::floor(value + noise(m_seed, release.hash + draw, at)));
    };
    const quint32 requests = rounded(mean, Requests);
    return {requests, std::min(requests, rounded(requests * release.errorPercent / 100, Errors))};
}

void History::appendMinute(const Release &release, bool failed, qint64 at, Detail detail,
                           std::vector<Point> &points) const
{
    const Minute counts = minute(release, at);
    const quint32 weight = failed ? counts.errors : counts.requests - counts.errors;
    const quint32 parts = std::min(weight, pointsAMinute(detail));
    const double offset = noise(m_seed, release.hash + (failed ? SlowFailed : SlowGood), at);
    const double jitter = 0.95 + 0.1 * noise(m_seed, release.hash + Latency, at);
    for (quint32 i = 0; i < parts; ++i) {
        const qint64 moment = at + minuteMs * (2 * i + 1) / (2 * parts);
        if (moment < release.begin || moment >= release.end)
            continue; // the minute in which one version replaced another has samples of both
        const double quantile = std::fmod(offset + i * goldenRatio, 1.0);
        points.push_back({moment, latency(release.p95Ms * jitter, quantile),
                          (weight * (i + 1)) / parts - (weight * i) / parts});
    }
}

} // namespace envdeck::standins::signoz
