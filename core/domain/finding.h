// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>
#include <functional>
#include <optional>

namespace envdeck {

// What looked. Facts that each sets are named beside it; ui/text words a finding from detector, cause and
// facts.
enum class Detector {
    HostAnswers,    // address
    DockerAnswers,  // version
    NotRunning,     // state exitCode
    Restarting,     // restarts exitCode
    Unhealthy,      // failures
    OutOfMemory,    // exitCode limitBytes usedBytes kills; of a host: availableBytes totalBytes
    WrongImage,     // wanted running
    PortClash,      // port holder
    Replicas,       // running wanted: a swarm service has fewer than it should
    TaskPending,    // state since
    TaskRejected,   // tasks
    DiskFull,       // mount usedPercent freeBytes inodesUsedPercent reclaimableBytes logBytes
    ClockSkew,      // aheadMs uncertaintyMs
    RebootPending,  // kernel packages
    LogErrors,      // count first last afterDeployMs version
    TraceErrors,    // operation count requests percent first afterDeployMs version
    SlowSpans,      // operation p95Ms limitMs slowestMs
    DataArrives,    // minutes
    NameResolution, // address
    Connection,     // address port ms
    Tls,            // daysLeft issuer
    Http,           // status ms
};

enum class FindingVerdict {
    NoProblem, // looked, and there is none: never said of what could not be looked at
    Related,   // not as it should be, and hardly the reason
    LikelyCause,
    CouldNotCheck, // evidence says why
};
enum class Confidence { Low, Medium, High };

enum class Cause {
    Unknown,
    MemoryLimit,       // more than its limit allows
    HostMemory,        // the host has too little
    KilledFromOutside, // `docker kill`, or a stop that took too long
    StoppedByHand,
    ProgramEnds,    // it ends by itself, with an error or without
    ProgramMissing, // what it should start is not in the image, or may not run
    HealthCheckFails,
    PortTaken,
    ImageMissing,
    OtherVersion,
    NoNodeFits,
    StillStarting,
    DiskSpace,
    Inodes,
    ClockWrong,
    UpdateWaits,    // for a restart of the host
    DependencyDown, // what it needs refuses connections
    NameUnknown,
    NothingListens, // the connection is refused
    NoAnswer,       // packets vanish: a firewall, or the host is gone
    CertificateExpired,
    CertificateOfAnother, // issued for another name
    CertificateUntrusted, // self-signed, unknown authority, or Traefik's own default
    ServerError,          // HTTP 5xx
    NoRoute,              // HTTP 404 of the proxy: no rule for this name
    NewVersion,           // began with the last deployment
    DockerDown,
    NoPermission,
    KeyUnknown,     // nobody confirmed the host's key yet
    KeyChanged,     // the host shows another key than the one confirmed
    LoginRefused,   // the host takes none of our keys
    NothingSent,    // others of the environment send measurements, this one does not
    NothingArrives, // nothing of the environment does
};

enum class NextAction {
    None,
    OpenLogs,
    RestartContainer,
    RaiseMemoryLimit, // as a draft change
    RollBack,
    Deploy, // the version that git says
    PruneImages,
    OpenHost,
    Reboot,
    OpenDns,
    OpenCertificates,
    OpenMetrics,
    LookAtKey,    // of the host
    OpenAccounts, // where keys are replaced
};

struct Finding {
    Detector detector = Detector::DockerAnswers;
    FindingVerdict verdict = FindingVerdict::NoProblem;
    Confidence confidence = Confidence::Medium;
    Cause cause = Cause::Unknown;
    QString host;                  // where; empty: this computer
    QString subject;               // container, service, mount point, URL; empty: the host itself
    QString id;                    // of the container or service; empty otherwise
    QHash<QString, QString> facts; // numbers and names by the keys above; numbers as text, in plain units
    QStringList evidence;          // words of the other side, redacted, a line each
    QString command;               // to look for oneself, on that host; empty: there is none
    NextAction action = NextAction::None;
    friend bool operator==(const Finding &, const Finding &) = default;
};

// "out-of-memory", "memory-limit", "likely-cause", "raise-memory-limit": the spelling of envdeckctl and
// reports.
QString detectorName(Detector detector);
QString causeName(Cause cause);
QString verdictName(FindingVerdict verdict);
QString actionName(NextAction action);

QString confidenceName(Confidence confidence);

// What speaks for a finding beside its own confidence: a step of confidence counts twenty.
using Support = std::function<int(const Finding &)>;

// Likely causes before related ones before what could not be checked; among these the surer and the deeper
// first (a full disk explains an unhealthy container, not the other way round). Stable.
QList<Finding> ranked(QList<Finding> findings, const Support &support = {});

// What to say first: the top of the ranking when it is a likely cause. `follows` holds the other likely
// causes, as its consequences or for themselves.
struct Diagnosis {
    std::optional<Finding> mostLikely;
    QList<Finding> follows;
    int couldNotCheck = 0;
    friend bool operator==(const Diagnosis &, const Diagnosis &) = default;
};
Diagnosis diagnose(const QList<Finding> &findings, const Support &support = {});

} // namespace envdeck
