// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/finding.h"

namespace envdeck {

QString detectorName(Detector detector)
{
    switch (detector) {
    case Detector::HostAnswers: return QStringLiteral("host-answers");
    case Detector::DockerAnswers: return QStringLiteral("docker-answers");
    case Detector::NotRunning: return QStringLiteral("not-running");
    case Detector::Restarting: return QStringLiteral("restarting");
    case Detector::Unhealthy: return QStringLiteral("unhealthy");
    case Detector::OutOfMemory: return QStringLiteral("out-of-memory");
    case Detector::WrongImage: return QStringLiteral("wrong-image");
    case Detector::PortClash: return QStringLiteral("port-clash");
    case Detector::Replicas: return QStringLiteral("replicas");
    case Detector::TaskPending: return QStringLiteral("task-pending");
    case Detector::TaskRejected: return QStringLiteral("task-rejected");
    case Detector::DiskFull: return QStringLiteral("disk-full");
    case Detector::ClockSkew: return QStringLiteral("clock-skew");
    case Detector::RebootPending: return QStringLiteral("reboot-pending");
    case Detector::LogErrors: return QStringLiteral("log-errors");
    case Detector::TraceErrors: return QStringLiteral("trace-errors");
    case Detector::SlowSpans: return QStringLiteral("slow-spans");
    case Detector::DataArrives: return QStringLiteral("data-arrives");
    case Detector::NameResolution: return QStringLiteral("name-resolution");
    case Detector::Connection: return QStringLiteral("connection");
    case Detector::Tls: return QStringLiteral("tls");
    case Detector::Http: return QStringLiteral("http");
    }
    Q_UNREACHABLE();
}

QString causeName(Cause cause)
{
    switch (cause) {
    case Cause::Unknown: return QStringLiteral("unknown");
    case Cause::MemoryLimit: return QStringLiteral("memory-limit");
    case Cause::HostMemory: return QStringLiteral("host-memory");
    case Cause::KilledFromOutside: return QStringLiteral("killed-from-outside");
    case Cause::StoppedByHand: return QStringLiteral("stopped-by-hand");
    case Cause::ProgramEnds: return QStringLiteral("program-ends");
    case Cause::ProgramMissing: return QStringLiteral("program-missing");
    case Cause::HealthCheckFails: return QStringLiteral("health-check-fails");
    case Cause::PortTaken: return QStringLiteral("port-taken");
    case Cause::ImageMissing: return QStringLiteral("image-missing");
    case Cause::OtherVersion: return QStringLiteral("other-version");
    case Cause::NoNodeFits: return QStringLiteral("no-node-fits");
    case Cause::StillStarting: return QStringLiteral("still-starting");
    case Cause::DiskSpace: return QStringLiteral("disk-space");
    case Cause::Inodes: return QStringLiteral("inodes");
    case Cause::ClockWrong: return QStringLiteral("clock-wrong");
    case Cause::UpdateWaits: return QStringLiteral("update-waits");
    case Cause::DependencyDown: return QStringLiteral("dependency-down");
    case Cause::NameUnknown: return QStringLiteral("name-unknown");
    case Cause::NothingListens: return QStringLiteral("nothing-listens");
    case Cause::NoAnswer: return QStringLiteral("no-answer");
    case Cause::CertificateExpired: return QStringLiteral("certificate-expired");
    case Cause::CertificateOfAnother: return QStringLiteral("certificate-of-another");
    case Cause::CertificateUntrusted: return QStringLiteral("certificate-untrusted");
    case Cause::ServerError: return QStringLiteral("server-error");
    case Cause::NoRoute: return QStringLiteral("no-route");
    case Cause::NewVersion: return QStringLiteral("new-version");
    case Cause::DockerDown: return QStringLiteral("docker-down");
    case Cause::NoPermission: return QStringLiteral("no-permission");
    case Cause::KeyUnknown: return QStringLiteral("key-unknown");
    case Cause::KeyChanged: return QStringLiteral("key-changed");
    case Cause::LoginRefused: return QStringLiteral("login-refused");
    case Cause::NothingSent: return QStringLiteral("nothing-sent");
    case Cause::NothingArrives: return QStringLiteral("nothing-arrives");
    }
    Q_UNREACHABLE();
}

QString verdictName(FindingVerdict verdict)
{
    switch (verdict) {
    case FindingVerdict::NoProblem: return QStringLiteral("no-problem");
    case FindingVerdict::Related: return QStringLiteral("related");
    case FindingVerdict::LikelyCause: return QStringLiteral("likely-cause");
    case FindingVerdict::CouldNotCheck: return QStringLiteral("could-not-check");
    }
    Q_UNREACHABLE();
}

QString confidenceName(Confidence confidence)
{
    switch (confidence) {
    case Confidence::Low: return QStringLiteral("low");
    case Confidence::Medium: return QStringLiteral("medium");
    case Confidence::High: return QStringLiteral("high");
    }
    Q_UNREACHABLE();
}

QString actionName(NextAction action)
{
    switch (action) {
    case NextAction::None: return QStringLiteral("none");
    case NextAction::OpenLogs: return QStringLiteral("open-logs");
    case NextAction::RestartContainer: return QStringLiteral("restart-container");
    case NextAction::RaiseMemoryLimit: return QStringLiteral("raise-memory-limit");
    case NextAction::RollBack: return QStringLiteral("roll-back");
    case NextAction::Deploy: return QStringLiteral("deploy");
    case NextAction::PruneImages: return QStringLiteral("prune-images");
    case NextAction::OpenHost: return QStringLiteral("open-host");
    case NextAction::Reboot: return QStringLiteral("reboot");
    case NextAction::OpenDns: return QStringLiteral("open-dns");
    case NextAction::OpenCertificates: return QStringLiteral("open-certificates");
    case NextAction::OpenMetrics: return QStringLiteral("open-metrics");
    case NextAction::LookAtKey: return QStringLiteral("look-at-key");
    case NextAction::OpenAccounts: return QStringLiteral("open-accounts");
    }
    Q_UNREACHABLE();
}

} // namespace envdeck
