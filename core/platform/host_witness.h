// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform/deploy_platform.h"

namespace envdeck::platform {

// What the hosts of an environment say for themselves: the third witness beside git and the platform. Reads
// only. BadConfig "not-configured" for an environment that names no host; else the first error of a host,
// when none answered. Thread: the caller's; answers come through its event loop.
class HostWitness {
public:
    virtual ~HostWitness() = default;

    // "linux/amd64": what the hosts that apps run on are, each once.
    virtual Async<QStringList> platforms(const EnvironmentId &environment, std::stop_token stop) = 0;
    // Of the file system that images are kept on, the least of all hosts that answered.
    virtual Async<qint64> freeBytes(const EnvironmentId &environment, std::stop_token stop) = 0;
    // Of the app's services, those that ended too; at most one that ended of each place in a swarm service.
    virtual Async<QList<Container>> containers(const Target &target, std::stop_token stop) = 0;
    // What the container said last, both streams, oldest first, each line with its time. Not redacted. Found
    // by its name, or by its place where swarm hangs an id on that. NotFound when there is none.
    virtual Async<QStringList> lastLines(const Target &target, const QString &container, int lines,
                                         std::stop_token stop) = 0;
};

} // namespace envdeck::platform
