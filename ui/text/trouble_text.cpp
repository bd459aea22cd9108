// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/trouble_text.h"

#include "ui/text/error_text.h"
#include "ui/text/host_text.h"
#include "ui/text/markdown.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace envdeck::ui {

struct TroubleWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::TroubleWords)
};

using namespace troubleshooting;

namespace {

QString sentence(const Finding &finding)
{
    const QString reason = findingReason(finding);
    return reason.isEmpty()
               ? findingText(finding)
               : TroubleWords::tr("%1: %2", "what was found, why").arg(findingText(finding), reason);
}

QString stepNames(const QList<StepId> &steps)
{
    QStringList names;
    for (const StepId step : steps)
        names.append(troubleStepTitle(step));
    return names.join(TroubleWords::tr(", ", "between names"));
}

} // namespace

QString complaintText(Complaint complaint)
{
    switch (complaint) {
    case Complaint::Unclear: return TroubleWords::tr("Something is wrong");
    case Complaint::SiteDown: return TroubleWords::tr("The site is down");
    case Complaint::Slow: return TroubleWords::tr("It is slow");
    case Complaint::Errors: return TroubleWords::tr("Requests fail");
    case Complaint::DeployStuck: return TroubleWords::tr("A deployment is stuck");
    case Complaint::NoData: return TroubleWords::tr("No measurements arrive");
    case Complaint::Certificate: return TroubleWords::tr("The certificate is refused");
    }
    Q_UNREACHABLE();
}

Complaint complaintOf(const health::Attention &attention)
{
    switch (attention.code) {
    case health::AttentionCode::NotAnswering: return Complaint::SiteDown;
    case health::AttentionCode::Failed:
    case health::AttentionCode::Mismatch: return Complaint::DeployStuck;
    case health::AttentionCode::Degraded: return Complaint::Errors;
    case health::AttentionCode::AlertFiring: return Complaint::Errors;
    case health::AttentionCode::HoldBroken:
    case health::AttentionCode::SourceFailed:
    case health::AttentionCode::PlatformOutdated:
    case health::AttentionCode::Drifted: return Complaint::Unclear;
    }
    Q_UNREACHABLE();
}

Complaint complaintOf(DeploymentState state)
{
    switch (state) {
    case DeploymentState::Running:
    case DeploymentState::Failed:
    case DeploymentState::Mismatch: return Complaint::DeployStuck;
    case DeploymentState::Degraded: return Complaint::Errors;
    case DeploymentState::Healthy:
    case DeploymentState::Unknown: return Complaint::Unclear;
    }
    Q_UNREACHABLE();
}

QString troubleStepTitle(StepId step)
{
    switch (step) {
    case StepId::Containers: return TroubleWords::tr("Container state");
    case StepId::Logs: return TroubleWords::tr("Container logs");
    case StepId::Traces: return TroubleWords::tr("Error traces");
    case StepId::Network: return TroubleWords::tr("DNS and network");
    }
    Q_UNREACHABLE();
}

QString troubleStepWord(const StepReport &step)
{
    switch (step.state) {
    case StepProgress::Running: return TroubleWords::tr("Looking\u2026");
    case StepProgress::Canceled: return TroubleWords::tr("Canceled");
    case StepProgress::Failed:
    case StepProgress::Done: return findingVerdictWord(step.verdict());
    }
    Q_UNREACHABLE();
}

Severity troubleStepSeverity(const StepReport &step)
{
    switch (step.state) {
    case StepProgress::Running: return Severity::Running;
    case StepProgress::Canceled:
    case StepProgress::Failed: return Severity::Unknown;
    case StepProgress::Done: return step.first() ? findingSeverity(*step.first()) : Severity::Unknown;
    }
    Q_UNREACHABLE();
}

QString troubleStepText(const StepReport &step)
{
    if (step.error)
        return step.error->code == ErrorCode::Timeout
                   ? TroubleWords::tr("It did not answer within %1").arg(durationText(step.took))
                   : causeText(*step.error);
    return step.first() ? sentence(*step.first()) : QString();
}

QString confidenceWord(Confidence confidence)
{
    switch (confidence) {
    case Confidence::Low: return TroubleWords::tr("a guess");
    case Confidence::Medium: return TroubleWords::tr("likely");
    case Confidence::High: return TroubleWords::tr("quite sure");
    }
    Q_UNREACHABLE();
}

ConclusionText conclusionText(const Report &report)
{
    const Conclusion &conclusion = report.conclusion;
    ConclusionText text;
    QStringList details;
    switch (conclusion.certainty) {
    case Certainty::Likely:
        text.severity = Severity::Critical;
        text.title = TroubleWords::tr("Most likely: %1").arg(findingText(*conclusion.finding));
        break;
    case Certainty::Suspicion:
        text.severity = Severity::Warning;
        text.title =
            TroubleWords::tr("No clear cause; nearest to one: %1").arg(findingText(*conclusion.finding));
        break;
    case Certainty::NothingFound:
        text.severity = conclusion.unseen.isEmpty() ? Severity::Ok : Severity::Unknown;
        text.title = TroubleWords::tr("Nothing wrong was found where it was possible to look");
        break;
    case Certainty::Unknown:
        text.severity = Severity::Unknown;
        text.title = TroubleWords::tr("Nothing could be looked at");
        break;
    }
    if (report.isRunning() && conclusion.certainty != Certainty::Likely)
        return {Severity::Running, TroubleWords::tr("Looking for the cause\u2026"), {}};
    if (conclusion.finding && !findingReason(*conclusion.finding).isEmpty())
        details.append(TroubleWords::tr("Why: %1.").arg(findingReason(*conclusion.finding)));
    if (conclusion.beganWithVersion && report.background.current &&
        conclusion.finding->cause != Cause::NewVersion)
        details.append(TroubleWords::tr("It began with %1.").arg(report.background.current->image.tag));
    if (!conclusion.follows.isEmpty())
        details.append(TroubleWords::tr("Also found: %1.").arg(findingText(conclusion.follows.first())));
    if (!conclusion.unseen.isEmpty())
        details.append(TroubleWords::tr("Could not look everywhere: %1.").arg(stepNames(conclusion.unseen)));
    text.detail = details.join(QLatin1Char(' '));
    return text;
}

qint64 raisedLimitBytes(const Finding &finding)
{
    return finding.facts.value(QStringLiteral("limitBytes")).toLongLong() * 2;
}

QString raisedLimitDraft(const Finding &finding, const QString &service)
{
    const qint64 mebibytes = raisedLimitBytes(finding) / (1024 * 1024);
    return QStringLiteral(
               "services:\n  %1:\n    deploy:\n      resources:\n        limits:\n          memory: %2M\n")
        .arg(service)
        .arg(mebibytes);
}

QString offerText(const Offer &offer, const Report &report)
{
    if (offer.action == NextAction::RollBack && report.background.safest)
        return TroubleWords::tr("Roll back to %1\u2026").arg(report.background.safest->image.tag);
    if (offer.action == NextAction::RaiseMemoryLimit)
        return TroubleWords::tr("Copy a draft with %1", "a compose file with a higher memory limit")
            .arg(limitText(raisedLimitBytes(offer.about)));
    return findingAction(offer.action);
}

QString troubleMarkdown(const Report &report, const Redactor &redactor)
{
    const ConclusionText conclusion = conclusionText(report);
    QStringList lines{
        TroubleWords::tr("# Troubleshooting %1").arg(markdownName(report.target.text())), QString(),
        TroubleWords::tr("%1, looked at %2.").arg(complaintText(report.complaint), exactTimeText(report.at)),
        QString(), QStringLiteral("**%1**").arg(markdownCode(conclusion.title))};
    if (!conclusion.detail.isEmpty())
        lines << QString() << markdownCode(conclusion.detail);
    if (report.background.current)
        lines << QString()
              << TroubleWords::tr("In force: %1 since %2.")
                     .arg(markdownCode(report.background.current->image.text()),
                          exactTimeText(report.background.current->at));
    for (const StepReport &step : report.steps) {
        lines << QString()
              << QStringLiteral("## %1. %2: %3")
                     .arg(int(step.id) + 1)
                     .arg(troubleStepTitle(step.id), troubleStepWord(step))
              << QString();
        if (step.error)
            lines.append(QStringLiteral("- %1").arg(markdownCode(troubleStepText(step))));
        for (const ContainerRow &row : step.answer.containers)
            lines.append(QStringLiteral("- %1").arg(markdownCode(QStringList{
                row.host, row.name, row.state, row.health,
                row.exitCode ? TroubleWords::tr("exit code %1").arg(*row.exitCode) : QString(), row.image}
                                                                     .join(QLatin1Char(' '))
                                                                     .simplified())));
        for (const Finding &finding : step.answer.findings) {
            lines.append(QStringLiteral("- %1: %2")
                             .arg(findingVerdictWord(finding.verdict), markdownCode(sentence(finding))));
            for (const QString &evidence : finding.evidence)
                lines.append(QStringLiteral("  - %1").arg(markdownCode(evidence)));
            if (!finding.command.isEmpty() && finding.verdict != FindingVerdict::NoProblem)
                lines.append(QStringLiteral("  - %1").arg(markdownCode(finding.command)));
        }
    }
    return redactor.redacted(lines.join(QLatin1Char('\n')) + QLatin1Char('\n'));
}

} // namespace envdeck::ui
