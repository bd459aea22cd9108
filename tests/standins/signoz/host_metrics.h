// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standins/signoz/fields.h"
#include "tests/standins/signoz/story.h"

#include <vector>

namespace envdeck::standins::signoz {

struct MetricInfo {
    QString name;
    QString description;
    QString type; // "sum", "gauge"
    QString unit;
    QString temporality; // "cumulative", "unspecified"
    bool monotonic = false;
};

// The metrics of the collector's hostmetrics receiver, once a minute, for the hosts of the story. Like
// History it stores nothing.
class HostMetrics {
public:
    HostMetrics(QList<HostStory> stories, qint64 until, quint64 seed);

    static const QList<MetricInfo> &metrics();
    static const MetricInfo *metric(const QString &name); // null when it was never received

    // Label sets of one metric, all hosts.
    std::vector<Labels> series(const QString &metric) const;
    // Value of one of them in the minute that begins at `at`; how much it grew in that minute when the metric
    // is monotonic. NaN when the host did not send.
    double value(const QString &metric, const Labels &labels, qint64 at) const;

    QStringList hosts() const;
    QString environmentOf(const QString &host) const;

private:
    const HostStory *story(const QString &host, qint64 at) const;

    QList<HostStory> m_stories;
    qint64 m_until;
    quint64 m_seed;
};

} // namespace envdeck::standins::signoz
