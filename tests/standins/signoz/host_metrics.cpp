// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/host_metrics.h"

#include "tests/standins/signoz/history.h"

#include <algorithm>
#include <limits>

namespace envdeck::standins::signoz {

namespace {

constexpr double memoryBytes = 8.0 * 1024 * 1024 * 1024;
constexpr double diskBytes = 80.0 * 1024 * 1024 * 1024;
constexpr double diskGrowthADay = 0.2; // percent points; the story's figure is that of the end of history
constexpr double cores = 2;

const QString stateField = QStringLiteral("state");

QStringList statesOf(const QString &metric)
{
    if (metric == QLatin1String("system.cpu.time"))
        return {QStringLiteral("user"), QStringLiteral("system"), QStringLiteral("wait"),
                QStringLiteral("idle")};
    if (metric == QLatin1String("system.memory.usage"))
        return {QStringLiteral("used"), QStringLiteral("free"), QStringLiteral("cached"),
                QStringLiteral("buffered")};
    if (metric == QLatin1String("system.filesystem.usage"))
        return {QStringLiteral("used"), QStringLiteral("free"), QStringLiteral("reserved")};
    return {};
}

QList<Labels> attributesOf(const QString &metric)
{
    QList<Labels> sets;
    for (const QString &one : statesOf(metric)) {
        if (metric == QLatin1String("system.cpu.time")) {
            for (int core = 0; core < int(cores); ++core)
                sets.append({{stateField, one}, {QStringLiteral("cpu"), QStringLiteral("cpu%1").arg(core)}});
        } else if (metric == QLatin1String("system.filesystem.usage")) {
            sets.append({{stateField, one},
                         {QStringLiteral("mountpoint"), QStringLiteral("/")},
                         {QStringLiteral("device"), QStringLiteral("/dev/sda1")},
                         {QStringLiteral("type"), QStringLiteral("ext4")}});
        } else {
            sets.append({{stateField, one}});
        }
    }
    if (metric == QLatin1String("system.network.io")) {
        for (const auto &direction : {QStringLiteral("receive"), QStringLiteral("transmit")})
            sets.append({{QStringLiteral("device"), QStringLiteral("eth0")},
                         {QStringLiteral("direction"), direction}});
    }
    return sets.isEmpty() ? QList<Labels>{Labels()} : sets;
}

double share(const QString &which, double used, double cached)
{
    if (which == QLatin1String("used"))
        return used;
    const double rest = 1 - used;
    if (which == QLatin1String("cached"))
        return rest * cached;
    if (which == QLatin1String("buffered") || which == QLatin1String("reserved"))
        return rest * 0.05;
    return rest * (0.95 - cached);
}

double cpuShare(const QString &which, double busy)
{
    if (which == QLatin1String("idle"))
        return 1 - busy;
    return busy * (which == QLatin1String("user") ? 0.75 : which == QLatin1String("system") ? 0.22 : 0.03);
}

} // namespace

HostMetrics::HostMetrics(QList<HostStory> stories, qint64 until, quint64 seed)
    : m_stories(std::move(stories)), m_until(until), m_seed(seed)
{
}

const QList<MetricInfo> &HostMetrics::metrics()
{
    const auto text = [](const char *latin) { return QString::fromLatin1(latin); };
    const QString sum = QStringLiteral("sum"), gauge = QStringLiteral("gauge"),
                  cumulative = QStringLiteral("cumulative");
    static const QList<MetricInfo> all{
        {text("system.cpu.time"), text("Total seconds each logical CPU spent on each mode."), sum, text("s"),
         cumulative, true},
        {text("system.memory.usage"), text("Bytes of memory in use."), sum, text("By"), cumulative, false},
        {text("system.filesystem.usage"), text("Filesystem bytes used."), sum, text("By"), cumulative, false},
        {text("system.cpu.load_average.1m"), text("Average CPU load over 1 minute."), gauge, text("{thread}"),
         text("unspecified"), false},
        {text("system.cpu.load_average.5m"), text("Average CPU load over 5 minutes."), gauge,
         text("{thread}"), text("unspecified"), false},
        {text("system.cpu.load_average.15m"), text("Average CPU load over 15 minutes."), gauge,
         text("{thread}"), text("unspecified"), false},
        {text("system.network.io"), text("The number of bytes transmitted and received."), sum, text("By"),
         cumulative, true}};
    return all;
}

const MetricInfo *HostMetrics::metric(const QString &name)
{
    const auto found =
        std::find_if(metrics().begin(), metrics().end(), [&](const auto &one) { return one.name == name; });
    return found == metrics().end() ? nullptr : &*found;
}

std::vector<Labels> HostMetrics::series(const QString &metric) const
{
    std::vector<Labels> series;
    for (const QString &host : hosts()) {
        for (Labels labels : attributesOf(metric)) {
            labels.insert(QStringLiteral("host.name"), host);
            labels.insert(QStringLiteral("os.type"), QStringLiteral("linux"));
            labels.insert(QStringLiteral("deployment.environment"), environmentOf(host));
            labels.insert(QStringLiteral("deployment.environment.name"), environmentOf(host));
            series.push_back(labels);
        }
    }
    return series;
}

double HostMetrics::value(const QString &metric, const Labels &labels, qint64 at) const
{
    const QString host = textOf(labels.value(QStringLiteral("host.name")));
    const HostStory *now = story(host, at);
    if (!now)
        return std::numeric_limits<double>::quiet_NaN();
    const double wobble = 0.9 + 0.2 * noise(m_seed, hashOf(host), at);
    const double busy = std::clamp(now->cpuPercent / 100 * dailyRhythm(at) * wobble, 0.01, 0.99);
    const QString which = textOf(labels.value(stateField));
    if (metric == QLatin1String("system.cpu.time"))
        return double(minuteMs) / 1000 * cpuShare(which, busy);
    if (metric == QLatin1String("system.memory.usage"))
        return memoryBytes *
               share(which, std::clamp(now->memoryPercent / 100 * (0.98 + 0.02 * wobble), 0.01, 0.99), 0.6);
    if (metric == QLatin1String("system.filesystem.usage")) {
        const double days = double(m_until - at) / double(24 * 60 * minuteMs);
        return diskBytes *
               share(which, std::clamp((now->diskPercent - days * diskGrowthADay) / 100, 0.01, 0.99), 0);
    }
    if (metric == QLatin1String("system.network.io"))
        return busy * 60 * 1024 * 1024 *
               (textOf(labels.value(QStringLiteral("direction"))) == QLatin1String("receive") ? 1 : 2.5);
    return busy * cores;
}

QStringList HostMetrics::hosts() const
{
    QStringList names;
    for (const HostStory &story : m_stories)
        names.append(story.host);
    names.removeDuplicates();
    return names;
}

QString HostMetrics::environmentOf(const QString &host) const
{
    const auto found =
        std::find_if(m_stories.begin(), m_stories.end(), [&](const auto &one) { return one.host == host; });
    return found == m_stories.end() ? QString() : found->environment;
}

const HostStory *HostMetrics::story(const QString &host, qint64 at) const
{
    const HostStory *last = nullptr;
    for (const HostStory &story : m_stories) {
        if (story.host != host || at < m_until - historyMs ||
            (story.from.isValid() && at < story.from.toMSecsSinceEpoch()))
            continue;
        const bool over = story.to.isValid() && at >= story.to.toMSecsSinceEpoch();
        const bool goesOn = at >= m_until && (!story.to.isValid() || story.to.toMSecsSinceEpoch() >= m_until);
        if (!over || goesOn)
            last = &story;
    }
    return last;
}

} // namespace envdeck::standins::signoz
