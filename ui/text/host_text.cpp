// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/host_text.h"

#include "ui/text/error_text.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace envdeck::ui {

struct HostWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::HostWords)
};

using namespace hosts;

QString hostStateWord(HostState state)
{
    switch (state) {
    case HostState::Unknown: return HostWords::tr("Unknown");
    case HostState::Healthy: return HostWords::tr("Healthy");
    case HostState::Warning: return HostWords::tr("Warning");
    case HostState::Unreachable: return HostWords::tr("No answer");
    case HostState::NotTrusted: return HostWords::tr("Key not confirmed");
    case HostState::KeyChanged: return HostWords::tr("Key CHANGED");
    case HostState::NotCreated: return HostWords::tr("Not created");
    }
    Q_UNREACHABLE();
}

Severity hostStateSeverity(HostState state)
{
    switch (state) {
    case HostState::Unknown:
    case HostState::NotCreated: return Severity::Unknown;
    case HostState::Healthy: return Severity::Ok;
    case HostState::Warning:
    case HostState::NotTrusted: return Severity::Warning;
    case HostState::Unreachable:
    case HostState::KeyChanged: return Severity::Critical;
    }
    Q_UNREACHABLE();
}

QString containerStateWord(const ContainerFacts &container)
{
    switch (container.state) {
    case ContainerState::Created: return HostWords::tr("Created");
    case ContainerState::Running:
        switch (container.health) {
        case ContainerHealth::Starting: return HostWords::tr("Starting");
        case ContainerHealth::Unhealthy: return HostWords::tr("Unhealthy");
        case ContainerHealth::Healthy: return HostWords::tr("Healthy");
        case ContainerHealth::None: return HostWords::tr("Running");
        }
        Q_UNREACHABLE();
    case ContainerState::Paused: return HostWords::tr("Paused");
    case ContainerState::Restarting: return HostWords::tr("Restarting");
    case ContainerState::Removing: return HostWords::tr("Being removed");
    case ContainerState::Exited: return HostWords::tr("Exited");
    case ContainerState::Dead: return HostWords::tr("Dead");
    case ContainerState::Unknown: return HostWords::tr("Unknown");
    }
    Q_UNREACHABLE();
}

Severity containerSeverity(const ContainerFacts &container)
{
    switch (container.state) {
    case ContainerState::Running:
        return container.health == ContainerHealth::Unhealthy  ? Severity::Critical
               : container.health == ContainerHealth::Starting ? Severity::Running
                                                               : Severity::Ok;
    case ContainerState::Restarting:
    case ContainerState::Dead: return Severity::Critical;
    case ContainerState::Exited:
        return container.exitCode.value_or(0) == 0 ? Severity::None : Severity::Warning;
    case ContainerState::Paused: return Severity::Warning;
    case ContainerState::Created:
    case ContainerState::Removing: return Severity::None;
    case ContainerState::Unknown: return Severity::Unknown;
    }
    Q_UNREACHABLE();
}

QString uptimeText(std::chrono::seconds uptime)
{
    return durationText(uptime);
}

QString skewText(const std::optional<ClockSkew> &skew)
{
    if (!skew)
        return absentText();
    const auto ahead = skew->ahead.count();
    if (std::abs(ahead) <= skew->uncertainty.count())
        return HostWords::tr("none", "difference of clocks");
    const QString size = durationText(std::chrono::milliseconds(std::abs(ahead)));
    return (ahead > 0 ? QStringLiteral("+%1") : QStringLiteral("\u2212%1")).arg(size);
}

QString unknownPartText(const Error &error)
{
    if (error.detail == QLatin1String("not-asked"))
        return HostWords::tr("not asked yet");
    switch (error.code) {
    case ErrorCode::ToolMissing: return HostWords::tr("the program is not on the host");
    case ErrorCode::Forbidden: return HostWords::tr("the user may not see it");
    case ErrorCode::Timeout: return HostWords::tr("it took too long");
    default: return causeText(error);
    }
}

QString findingVerdictWord(FindingVerdict verdict)
{
    switch (verdict) {
    case FindingVerdict::NoProblem: return HostWords::tr("No problem found");
    case FindingVerdict::Related: return HostWords::tr("Related");
    case FindingVerdict::LikelyCause: return HostWords::tr("Likely cause");
    case FindingVerdict::CouldNotCheck: return HostWords::tr("Could not check");
    }
    Q_UNREACHABLE();
}

Severity findingSeverity(const Finding &finding)
{
    switch (finding.verdict) {
    case FindingVerdict::NoProblem: return Severity::Ok;
    case FindingVerdict::Related: return Severity::Warning;
    case FindingVerdict::LikelyCause: return Severity::Critical;
    case FindingVerdict::CouldNotCheck: return Severity::Unknown;
    }
    Q_UNREACHABLE();
}

namespace {

QString bytesOf(const Finding &finding, const char *key)
{
    return sizeText(finding.facts.value(QLatin1String(key)).toLongLong());
}

QString fact(const Finding &finding, const char *key)
{
    return finding.facts.value(QLatin1String(key));
}

QString subjectOf(const Finding &finding)
{
    return !finding.subject.isEmpty() ? finding.subject
           : !finding.host.isEmpty()  ? finding.host
                                      : HostWords::tr("this computer");
}

QString wellText(const Finding &finding)
{
    const QString subject = subjectOf(finding);
    switch (finding.detector) {
    case Detector::NameResolution: return HostWords::tr("The name of %1 resolves").arg(subject);
    case Detector::Connection: return HostWords::tr("%1 accepts connections").arg(subject);
    case Detector::Tls: return HostWords::tr("The certificate of %1 is valid").arg(subject);
    case Detector::Http: return HostWords::tr("%1 answers").arg(subject);
    case Detector::LogErrors: return HostWords::tr("No error in the logs of %1").arg(subject);
    case Detector::DockerAnswers: return HostWords::tr("Docker answers on %1").arg(subject);
    case Detector::TraceErrors: return HostWords::tr("No request to %1 failed").arg(subject);
    case Detector::SlowSpans:
        return HostWords::tr("%1 answers in %2", "a request, 95 of 100 of them")
            .arg(subject, latencyText(finding.facts.value(QStringLiteral("p95Ms")).toDouble()));
    case Detector::DataArrives: return HostWords::tr("Measurements of %1 arrive").arg(subject);
    default: return HostWords::tr("Nothing wrong with %1").arg(subject);
    }
}

} // namespace

QString findingText(const Finding &finding)
{
    const QString subject = subjectOf(finding);
    if (finding.verdict == FindingVerdict::NoProblem)
        return wellText(finding);
    if (finding.verdict == FindingVerdict::CouldNotCheck)
        return HostWords::tr("Could not look at %1").arg(subject);
    switch (finding.detector) {
    case Detector::HostAnswers: return HostWords::tr("%1 does not answer over SSH").arg(subject);
    case Detector::DockerAnswers: return HostWords::tr("Docker does not answer on %1").arg(subject);
    case Detector::NotRunning:
        return fact(finding, "exitCode").isEmpty()
                   ? HostWords::tr("%1 does not run").arg(subject)
                   : HostWords::tr("%1 does not run; it ended with exit code %2")
                         .arg(subject, fact(finding, "exitCode"));
    case Detector::Restarting:
        return HostWords::tr("%1 restarted %2 times").arg(subject, fact(finding, "restarts"));
    case Detector::Unhealthy:
        return HostWords::tr("%1 fails its health check, %2 times in a row")
            .arg(subject, fact(finding, "failures"));
    case Detector::OutOfMemory:
        return fact(finding, "limitBytes").isEmpty()
                   ? HostWords::tr("%1 ran out of memory").arg(subject)
                   : HostWords::tr("%1 ran out of memory; its limit is %2")
                         .arg(subject, limitText(fact(finding, "limitBytes").toLongLong()));
    case Detector::WrongImage:
        return HostWords::tr("%1 runs %2 instead of %3")
            .arg(subject, fact(finding, "running"), fact(finding, "wanted"));
    case Detector::PortClash:
        return HostWords::tr("%1 cannot have port %2").arg(subject, fact(finding, "port"));
    case Detector::Replicas:
        return HostWords::tr("%1 runs %2 of %3 replicas")
            .arg(subject, fact(finding, "running"), fact(finding, "wanted"));
    case Detector::TaskPending: return HostWords::tr("A task of %1 waits for a place").arg(subject);
    case Detector::TaskRejected: return HostWords::tr("Tasks of %1 were rejected").arg(subject);
    case Detector::DiskFull:
        return HostWords::tr("%1 is %2 % full; %3 are free")
            .arg(subject, fact(finding, "usedPercent").section(QLatin1Char('.'), 0, 0),
                 bytesOf(finding, "freeBytes"));
    case Detector::ClockSkew:
        return HostWords::tr("The clock of %1 is off by %2")
            .arg(subject,
                 durationText(std::chrono::milliseconds(std::abs(fact(finding, "aheadMs").toLongLong()))));
    case Detector::RebootPending: return HostWords::tr("%1 waits for a restart").arg(subject);
    case Detector::LogErrors:
        return HostWords::tr("%1 logs errors, %2 times").arg(subject, fact(finding, "count"));
    case Detector::TraceErrors:
        return HostWords::tr("%1 of %2 requests to %3 fail")
            .arg(fact(finding, "count"), fact(finding, "requests"), fact(finding, "operation"));
    case Detector::SlowSpans:
        return HostWords::tr("%1 takes %2; the limit is %3", "a request, 95 of 100 of them")
            .arg(fact(finding, "operation"), latencyText(fact(finding, "p95Ms").toDouble()),
                 latencyText(fact(finding, "limitMs").toDouble()));
    case Detector::DataArrives: return HostWords::tr("No measurement of %1 arrives").arg(subject);
    case Detector::NameResolution: return HostWords::tr("The name of %1 does not resolve").arg(subject);
    case Detector::Connection: return HostWords::tr("%1 accepts no connection").arg(subject);
    case Detector::Tls: return HostWords::tr("The certificate of %1 is not good").arg(subject);
    case Detector::Http:
        return HostWords::tr("%1 answers with HTTP %2").arg(subject, fact(finding, "status"));
    }
    Q_UNREACHABLE();
}

QString findingReason(const Finding &finding)
{
    switch (finding.cause) {
    case Cause::Unknown: return {};
    case Cause::MemoryLimit: return HostWords::tr("it needs more than its limit allows");
    case Cause::HostMemory: return HostWords::tr("the host has too little memory");
    case Cause::KilledFromOutside: return HostWords::tr("it was killed from outside");
    case Cause::StoppedByHand: return HostWords::tr("it was stopped by hand");
    case Cause::ProgramEnds: return HostWords::tr("its program ends by itself");
    case Cause::ProgramMissing: return HostWords::tr("what it should start is not in its image");
    case Cause::HealthCheckFails: return HostWords::tr("its health check fails");
    case Cause::PortTaken: return HostWords::tr("another program has the port");
    case Cause::ImageMissing: return HostWords::tr("its image cannot be had");
    case Cause::OtherVersion: return HostWords::tr("another version runs than git says");
    case Cause::NoNodeFits: return HostWords::tr("no node fits");
    case Cause::StillStarting: return HostWords::tr("it is still starting");
    case Cause::DiskSpace: return HostWords::tr("the disk is full");
    case Cause::Inodes: return HostWords::tr("the file system has no room for more files");
    case Cause::ClockWrong: return HostWords::tr("the clock is wrong");
    case Cause::UpdateWaits: return HostWords::tr("updates are installed and not in force");
    case Cause::DependencyDown: return HostWords::tr("something that it needs refuses connections");
    case Cause::NameUnknown: return HostWords::tr("the name is not known");
    case Cause::NothingListens: return HostWords::tr("nothing listens there");
    case Cause::NoAnswer: return HostWords::tr("packets get no answer: a firewall, or the host is gone");
    case Cause::CertificateExpired: return HostWords::tr("the certificate has expired");
    case Cause::CertificateOfAnother: return HostWords::tr("the certificate is for another name");
    case Cause::CertificateUntrusted: return HostWords::tr("nobody known vouches for the certificate");
    case Cause::ServerError: return HostWords::tr("the server reports an error of its own");
    case Cause::NoRoute: return HostWords::tr("the proxy has no rule for this name");
    case Cause::NewVersion:
        return fact(finding, "version").isEmpty() || fact(finding, "afterDeployMs").isEmpty()
                   ? HostWords::tr("it began with the newest version")
                   : HostWords::tr("it began %1 after %2", "a time after a version")
                         .arg(durationText(
                                  std::chrono::milliseconds(fact(finding, "afterDeployMs").toLongLong())),
                              fact(finding, "version"));
    case Cause::DockerDown: return HostWords::tr("Docker does not run");
    case Cause::NoPermission: return HostWords::tr("the user may not");
    case Cause::KeyUnknown: return HostWords::tr("nobody has confirmed its key yet");
    case Cause::KeyChanged: return HostWords::tr("it shows another key than the one that was confirmed");
    case Cause::LoginRefused: return HostWords::tr("it does not take the SSH key");
    case Cause::NothingSent: return HostWords::tr("others of the environment send, this one does not");
    case Cause::NothingArrives:
        return HostWords::tr("nothing of the environment arrives: the collector, its key or the network");
    }
    Q_UNREACHABLE();
}

QString findingAction(NextAction action)
{
    switch (action) {
    case NextAction::None: return {};
    case NextAction::OpenLogs: return HostWords::tr("Open logs");
    case NextAction::RestartContainer: return HostWords::tr("Restart\u2026");
    case NextAction::RaiseMemoryLimit: return HostWords::tr("Raise the limit\u2026");
    case NextAction::RollBack: return HostWords::tr("Roll back\u2026");
    case NextAction::Deploy: return HostWords::tr("Deploy\u2026");
    case NextAction::PruneImages: return HostWords::tr("Prune images\u2026");
    case NextAction::OpenHost: return HostWords::tr("Open host");
    case NextAction::Reboot: return HostWords::tr("Restart the host\u2026");
    case NextAction::OpenDns: return HostWords::tr("Open DNS");
    case NextAction::OpenCertificates: return HostWords::tr("Open certificates");
    case NextAction::OpenMetrics: return HostWords::tr("Open metrics");
    case NextAction::LookAtKey: return HostWords::tr("Look at its key\u2026");
    case NextAction::OpenAccounts: return HostWords::tr("Replace key\u2026");
    }
    Q_UNREACHABLE();
}

} // namespace envdeck::ui
