// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/app_text.h"

#include "ui/text/error_text.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"

#include <QCoreApplication>

namespace envdeck::ui {

struct AppWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::AppWords)
};

QString updateText(const apps::UpdateEffect &effect)
{
    if (!effect.stopsFirst)
        return effect.isStack ? AppWords::tr("Not known: its compose file could not be read")
                              : AppWords::tr("Not known: Dokploy did not say what kind of service it is");
    if (!*effect.stopsFirst)
        return AppWords::tr("An update rolls: the new containers start before the old ones stop");
    const auto gap = effect.medianGap();
    const QString first =
        gap ? AppWords::tr("An update stops the app first: gap %1 (median of the last %2).")
                  .arg(durationText(*gap))
                  .arg(effect.gaps.size())
            : AppWords::tr("An update stops the app first; how long the gap is was not measured yet.");
    const QString why =
        effect.isStack
            ? AppWords::tr("It is a stack, and stops first because its file does not say start-first.")
            : AppWords::tr("A stack whose file says start-first would roll.");
    return first + QLatin1Char(' ') + why;
}

QString shortUpdateText(const apps::UpdateEffect &effect)
{
    if (!effect.stopsFirst)
        return absentText();
    if (!*effect.stopsFirst)
        return AppWords::tr("Rolls", "an update");
    const auto gap = effect.medianGap();
    return gap ? AppWords::tr("Gap %1", "an update").arg(durationText(*gap))
               : AppWords::tr("Gap", "an update");
}

QString driftText(const apps::PanelDrift &drift)
{
    switch (drift.kind) {
    case apps::DriftKind::ComposeText: return AppWords::tr("Compose file changed");
    case apps::DriftKind::ComposeSource: return AppWords::tr("Compose file taken from elsewhere");
    case apps::DriftKind::DomainAdded: return AppWords::tr("Domain added");
    case apps::DriftKind::DomainChanged: return AppWords::tr("Domain changed");
    case apps::DriftKind::DomainRemoved: return AppWords::tr("Domain removed");
    case apps::DriftKind::VariableAdded: return AppWords::tr("Variable added");
    case apps::DriftKind::VariableChanged: return AppWords::tr("Variable changed");
    case apps::DriftKind::VariableRemoved: return AppWords::tr("Variable removed");
    }
    Q_UNREACHABLE();
}

QString driftDetail(const apps::PanelDrift &drift)
{
    if (!drift.expected.isEmpty() && !drift.actual.isEmpty())
        return AppWords::tr("%1 became %2").arg(drift.expected, drift.actual);
    if (!drift.expected.isEmpty())
        return AppWords::tr("was %1").arg(drift.expected);
    if (!drift.actual.isEmpty())
        return AppWords::tr("now %1").arg(drift.actual);
    if (drift.kind == apps::DriftKind::ComposeText)
        return AppWords::tr("Dokploy runs a text of its own, not the file of git");
    return {};
}

QString restoreText(const apps::PanelDrift &drift)
{
    switch (drift.kind) {
    case apps::DriftKind::ComposeText: return AppWords::tr("Dokploy gets the text of git");
    case apps::DriftKind::ComposeSource: return AppWords::tr("Dokploy takes %1 again").arg(drift.expected);
    case apps::DriftKind::DomainAdded: return AppWords::tr("%1 is taken away").arg(drift.subject);
    case apps::DriftKind::DomainChanged:
    case apps::DriftKind::DomainRemoved:
        return AppWords::tr("%1 becomes %2 again").arg(drift.subject, drift.expected);
    case apps::DriftKind::VariableAdded: return AppWords::tr("%1 is unset").arg(drift.subject);
    case apps::DriftKind::VariableChanged:
    case apps::DriftKind::VariableRemoved:
        return AppWords::tr("%1 cannot be written back: nobody keeps its value").arg(drift.subject);
    }
    Q_UNREACHABLE();
}

QString variableText(const apps::VariableCell &cell)
{
    if (!cell.known)
        return AppWords::tr("Not known");
    if (!cell.isSet)
        return cell.needed ? AppWords::tr("Missing, needed") : AppWords::tr("Missing here");
    if (cell.isReferenceBroken)
        return AppWords::tr("Refers to nothing");
    if (cell.isEmpty)
        return AppWords::tr("Empty", "a variable");
    return AppWords::tr("Set", "a variable");
}

Severity variableSeverity(const apps::VariableCell &cell)
{
    if (!cell.known)
        return Severity::Unknown;
    if (!cell.isSet)
        return cell.needed ? Severity::Critical : Severity::Warning;
    return cell.isReferenceBroken ? Severity::Critical : Severity::None;
}

QString variableNote(const apps::VariableRow &row)
{
    if (row.differs)
        return AppWords::tr("Differs");
    if (row.isMissingSomewhere())
        return {};
    return row.cells.size() > 1 ? AppWords::tr("Same value") : QString();
}

QString routeText(const platform::AppDomain &domain)
{
    return (domain.https ? QStringLiteral("https://") : QStringLiteral("http://")) + domain.host +
           (domain.path == QLatin1String("/") ? QString() : domain.path);
}

QString certificateText(const platform::AppDomain &domain, const Observed<http::CertificateFacts> *seen,
                        const QDateTime &now)
{
    if (!domain.https)
        return AppWords::tr("None: plain http");
    if (!seen || (!seen->value && !seen->error))
        return AppWords::tr("Not looked at yet");
    if (!seen->value)
        return AppWords::tr("Could not be looked at: %1").arg(causeText(*seen->error));
    const http::CertificateFacts &facts = *seen->value;
    if (!facts.trusted)
        return AppWords::tr("Not trusted: %1 (%2)").arg(facts.problem, facts.issuer);
    const qint64 days = now.daysTo(facts.expires);
    return days < 0 ? AppWords::tr("Expired")
                    : AppWords::tr("%1, %n day(s) left", nullptr, int(days)).arg(facts.issuer);
}

Severity certificateSeverity(const platform::AppDomain &domain, const Observed<http::CertificateFacts> *seen,
                             const QDateTime &now, std::chrono::days warning)
{
    if (!domain.https)
        return Severity::None;
    if (!seen || !seen->value)
        return Severity::Unknown;
    if (!seen->value->trusted || seen->value->expires < now)
        return Severity::Critical;
    return now.daysTo(seen->value->expires) < warning.count() ? Severity::Warning : Severity::Ok;
}

QString sourceText(const platform::AppSource &source)
{
    if (source.kind == QLatin1String("raw"))
        return AppWords::tr("A text in Dokploy's panel");
    if (source.kind == QLatin1String("docker"))
        return AppWords::tr("The image %1").arg(source.image);
    return AppWords::tr("%1, branch %2, %3").arg(source.kind, source.branch, source.path);
}

QString appStatusText(platform::AppStatus status)
{
    switch (status) {
    case platform::AppStatus::Idle: return AppWords::tr("Stopped, or never deployed");
    case platform::AppStatus::Running: return AppWords::tr("A deployment is in progress");
    case platform::AppStatus::Done: return AppWords::tr("The last deployment ended well");
    case platform::AppStatus::Error: return AppWords::tr("The last deployment failed");
    case platform::AppStatus::Unknown: return AppWords::tr("Not known");
    }
    Q_UNREACHABLE();
}

} // namespace envdeck::ui
