// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standins/signoz/stream.h"

#include <QJsonObject>
#include <map>
#include <tuple>

namespace envdeck::standins::signoz {

// Samples that app processes wrote, kept in memory: second by second for an hour, then at most two dozen
// points a minute, and for as long as history reaches back.
class LiveSamples final : public SampleSource {
public:
    explicit LiveSamples(qint64 from) : m_from(from) {} // older ones are history's business

    // False for a line that is no sample (see SignozOptions::samplesFolder) or is older than `from`.
    bool add(const QByteArray &line);
    void compact(qint64 now);
    qint64 newest() const { return m_newest; } // 0: there is none

    std::vector<StreamInfo> streams(qint64 from, qint64 to) const override;
    std::vector<Point> points(const StreamInfo &stream, qint64 from, qint64 to, Detail detail) const override;

private:
    using Key = std::tuple<QString, QString, QString>; // service, environment, version
    struct Entry {
        std::vector<Point> good, failed; // ascending by time
        qint64 compactedTo = 0;
    };

    qint64 m_from;
    qint64 m_newest = 0;
    std::map<Key, Entry> m_entries;
};

} // namespace envdeck::standins::signoz
