// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standins/signoz/story.h"
#include "tests/standins/signoz/stream.h"

namespace envdeck::standins::signoz {

inline constexpr qint64 minuteMs = 60'000;
inline constexpr qint64 historyMs = 14 * 24 * 60 * minuteMs;

// Two weeks of requests as the story tells them. Nothing is stored: every minute is computed when it is asked
// for, from the seed, the story and the minute alone, so the same question always has the same answer.
class History final : public SampleSource {
public:
    History(const QList<ReleaseStory> &releases, qint64 until, quint64 seed);

    std::vector<StreamInfo> streams(qint64 from, qint64 to) const override;
    std::vector<Point> points(const StreamInfo &stream, qint64 from, qint64 to, Detail detail) const override;

private:
    struct Release : ReleaseStory {
        quint64 hash = 0; // of service and environment
        qint64 begin = 0;
        qint64 end = 0;
    };
    struct Minute {
        quint32 requests = 0;
        quint32 errors = 0;
    };
    Minute minute(const Release &release, qint64 at) const;
    void appendMinute(const Release &release, bool failed, qint64 at, Detail detail,
                      std::vector<Point> &points) const;

    QList<Release> m_releases;
    quint64 m_seed;
};

// Load over a day, by UTC: mean 1, from a half in the small hours to one and a half in the afternoon.
double dailyRhythm(qint64 at);

// An even number in [0, 1) that depends on nothing but its arguments; `what` keeps unrelated ones apart.
double noise(quint64 seed, quint64 what, qint64 at);
quint64 hashOf(const QString &text); // the same in every process, unlike qHash

} // namespace envdeck::standins::signoz
