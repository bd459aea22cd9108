// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/image_ref.h"
#include "core/http/probe.h"
#include "core/platform/deploy_platform.h"

#include <QDateTime>

namespace envdeck::deployments {

// One look at a new version.
struct Look {
    QDateTime at;
    bool hasHealth = false;                  // the app has a health endpoint
    std::optional<http::ProbeAnswer> health; // empty: it did not answer
    bool namesVersion = false;               // health.header is to be the version
    QList<platform::Container> containers;   // of the app's services
    bool containersKnown = false;
};

// What watching came to.
struct Observation {
    QDateTime firstGood;
    std::chrono::milliseconds gap{
        0}; // between the last answer of the old version and the first of the new one
    friend bool operator==(const Observation &, const Observation &) = default;
};

// Judges look after look whether a new version is well. Good for `observe` on end: healthy. A dead,
// restarting or restarted container, three bad answers after a good one, or nothing good within `start`: not.
class Observer {
public:
    Observer(const ImageRef &version, std::chrono::milliseconds observe, std::chrono::milliseconds start);

    // Nothing while it is undecided. Unhealthy with the detail "crashed", "health" or "never-healthy", then
    // what was seen; status is the exit code or the HTTP status.
    std::optional<Result<Observation>> judge(const Look &look);
    std::chrono::milliseconds goodFor(const QDateTime &now) const;

private:
    bool isOurs(const platform::Container &container) const; // of this version, as far as its image says
    bool runsAnother(const Look &look) const;
    bool isGood(const Look &look) const;
    std::optional<Error> crash(const Look &look);

    ImageRef m_version;
    std::chrono::milliseconds m_observe;
    std::chrono::milliseconds m_start;
    QDateTime m_first;   // look
    QDateTime m_lastOld; // answer that was not the new version's, or the first look
    QDateTime m_firstGood;
    std::optional<int> m_restarts; // at the first good look
    int m_badInARow = 0;
};

} // namespace envdeck::deployments
