// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/deployment_text.h"

#include "ui/text/number_text.h"
#include "ui/text/time_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace envdeck::ui {

struct DeploymentWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::DeploymentWords)
};

QString deploymentStateWord(DeploymentState state)
{
    switch (state) {
    case DeploymentState::Running: return DeploymentWords::tr("In progress");
    case DeploymentState::Healthy: return DeploymentWords::tr("Healthy");
    case DeploymentState::Degraded: return DeploymentWords::tr("Degraded");
    case DeploymentState::Failed: return DeploymentWords::tr("Failed");
    case DeploymentState::Unknown: return DeploymentWords::tr("Unknown");
    case DeploymentState::Mismatch: return DeploymentWords::tr("Mismatch");
    }
    Q_UNREACHABLE();
}

Severity deploymentSeverity(DeploymentState state)
{
    switch (state) {
    case DeploymentState::Running: return Severity::Running;
    case DeploymentState::Healthy: return Severity::Ok;
    case DeploymentState::Degraded:
    case DeploymentState::Failed:
    case DeploymentState::Mismatch: return Severity::Critical;
    case DeploymentState::Unknown: return Severity::Unknown;
    }
    Q_UNREACHABLE();
}

namespace {

QString currentWord(DeploymentState state)
{
    switch (state) {
    case DeploymentState::Running: return DeploymentWords::tr("Current, in progress");
    case DeploymentState::Healthy: return DeploymentWords::tr("Current, healthy");
    case DeploymentState::Degraded: return DeploymentWords::tr("Current, degraded");
    case DeploymentState::Failed: return DeploymentWords::tr("Current, failed");
    case DeploymentState::Unknown: return DeploymentWords::tr("Current, unknown");
    case DeploymentState::Mismatch: return DeploymentWords::tr("Current, mismatch");
    }
    Q_UNREACHABLE();
}

bool endedBadly(const Deployment &deployment)
{
    return deployment.state == DeploymentState::Failed || deployment.state == DeploymentState::Mismatch;
}

} // namespace

QString deploymentWord(const Deployment &deployment)
{
    if (deployment.current)
        return currentWord(deployment.state);
    if (deployment.rolledBack)
        return DeploymentWords::tr("Rolled back");
    if (deployment.superseded && !endedBadly(deployment) && deployment.state != DeploymentState::Healthy)
        return DeploymentWords::tr("Superseded");
    return deploymentStateWord(deployment.state);
}

Severity deploymentSeverity(const Deployment &deployment)
{
    if (!deployment.current && deployment.rolledBack)
        return Severity::Warning;
    if (!deployment.current && deployment.superseded && deployment.state == DeploymentState::Unknown)
        return Severity::None; // nobody needs to find out any more
    return deploymentSeverity(deployment.state);
}

QString mismatchText(const Deployment &deployment)
{
    const QString version = deployment.image.tag;
    if (deployment.mismatch == QLatin1String("runs-another"))
        return DeploymentWords::tr("Git says %1, and another version runs.").arg(version);
    if (deployment.mismatch == QLatin1String("runs-another-digest"))
        return DeploymentWords::tr("Another image runs under the tag %1 than the one that was deployed.")
            .arg(version);
    if (deployment.mismatch == QLatin1String("tag-moved"))
        return DeploymentWords::tr("The tag %1 points at another image in the registry than the one that was "
                                   "deployed.")
            .arg(version);
    return {};
}

QString actionWord(Action action)
{
    switch (action) {
    case Action::Deploy: return DeploymentWords::tr("Deploy");
    case Action::Promote: return DeploymentWords::tr("Promote");
    case Action::Rollback: return DeploymentWords::tr("Roll back");
    case Action::Hold: return DeploymentWords::tr("Hold");
    }
    Q_UNREACHABLE();
}

QString actionTitle(Action action, const Target &target)
{
    switch (action) {
    case Action::Deploy: return DeploymentWords::tr("Deploy %1 in %2").arg(target.app, target.environment);
    case Action::Promote: return DeploymentWords::tr("Promote %1 to %2").arg(target.app, target.environment);
    case Action::Rollback:
        return DeploymentWords::tr("Roll back %1 in %2").arg(target.app, target.environment);
    case Action::Hold: return DeploymentWords::tr("Hold %1 in %2").arg(target.app, target.environment);
    }
    Q_UNREACHABLE();
}

QString actionButton(Action action, const Target &target)
{
    switch (action) {
    case Action::Deploy: return DeploymentWords::tr("Deploy %1").arg(target.text());
    case Action::Promote: return DeploymentWords::tr("Promote to %1").arg(target.text());
    case Action::Rollback: return DeploymentWords::tr("Roll back %1").arg(target.text());
    case Action::Hold: return DeploymentWords::tr("Hold %1").arg(target.text());
    }
    Q_UNREACHABLE();
}

QString holdOffer(const QString &app, const QString &version)
{
    return DeploymentWords::tr("Hold %1 at %2, or the next merge may raise it again").arg(app, version);
}

QString holdText(const Hold &hold, const QDateTime &now)
{
    const QString until = QLocale().toString(hold.until, QLocale::ShortFormat);
    if (hold.until.isValid() && hold.until < now.toUTC().date())
        return DeploymentWords::tr("The hold at %1 by %2 ended on %3").arg(hold.version, hold.by, until);
    if (hold.reason.isEmpty())
        return DeploymentWords::tr("Held at %1 until %2 by %3").arg(hold.version, until, hold.by);
    return DeploymentWords::tr("Held at %1 until %2 by %3: %4")
        .arg(hold.version, until, hold.by, hold.reason);
}

QString liveForText(const Deployment &deployment)
{
    if (deployment.liveFor)
        return durationText(*deployment.liveFor);
    return deployment.state == DeploymentState::Failed ? DeploymentWords::tr("never") : absentText();
}

QString recordText(const Deployment &deployment)
{
    const QString version = deployment.image.tag;
    if (!deployment.liveFor)
        return deployment.state == DeploymentState::Failed
                   ? DeploymentWords::tr("%1 never became healthy here").arg(version)
                   : DeploymentWords::tr("How %1 behaved here is not known").arg(version);
    const QString span = durationText(*deployment.liveFor);
    if (!deployment.errorPercent && !deployment.p95Ms)
        return DeploymentWords::tr("%1 was live for %2; its errors and latency were not measured")
            .arg(version, span);
    return DeploymentWords::tr("%1 was live for %2: error %3, p95 %4")
        .arg(version, span, percentText(deployment.errorPercent), latencyText(deployment.p95Ms));
}

} // namespace envdeck::ui
