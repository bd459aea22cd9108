// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hosts/log_patterns.h"
#include "core/hosts/log_source.h"
#include "core/hosts/network_ladder.h"
#include "core/hosts/scene.h"

namespace envdeck::hosts {

// A container whose output may tell what is wrong.
struct LogSuspect {
    HostId host;
    QString id;        // whole
    QString container; // its name
    QString command;   // to read it there oneself
    friend bool operator==(const LogSuspect &, const LogSuspect &) = default;
};
struct LogLook {
    LogSuspect suspect;
    Result<QList<LogPattern>> patterns = notAsked(QStringLiteral("log"));
    friend bool operator==(const LogLook &, const LogLook &) = default;
};

// One container of the app, and where.
struct AppContainer {
    HostId host;
    ContainerFacts facts;
    friend bool operator==(const AppContainer &, const AppContainer &) = default;
};

// Of the hosts of one environment as they were seen now. Those that run before those that do not.
QList<AppContainer> containersOf(const QList<HostStatus> &hosts, const App &app);

// The detectors over every host that answered, as far as it concerns the app, and one finding for each that
// did not. `image` is what git says should run; nothing while that is not known. That the app is not on one
// host is no finding where another one has it.
QList<Finding> lookAtApp(const QList<HostStatus> &hosts, const App &app, const std::optional<ImageRef> &image,
                         const Thresholds &limits);

// Whose logs to read: those that a finding names, then the app's others; at most `most` of one host, since a
// connection takes few at once.
QList<LogSuspect> suspectsOf(const QList<HostStatus> &hosts, const App &app, const QList<Finding> &findings,
                             qsizetype most = 4);

// When which version came: for what began with it. A null time: not known.
struct Began {
    QString version;
    QDateTime at; // UTC
};
QList<Finding> lookAtLogs(const QList<LogLook> &logs, const Began &newest);

// How far one comes to an app's health URL from this computer, and from a host of its environment.
struct LadderLook {
    QUrl url;
    Result<NetworkLadder> here = notAsked(QStringLiteral("network"));
    std::optional<Result<NetworkLadder>> there; // nothing: the environment names no host
    QString host;                               // of `there`
};
// `ownAuthority`: the certificate is of a private one, which this computer was told of and the host was not.
QList<Finding> lookAtNetwork(const LadderLook &look, const QDateTime &now, int certificateDays,
                             bool ownAuthority);

} // namespace envdeck::hosts
