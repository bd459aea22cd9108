// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/troubleshooting/report.h"

#include <algorithm>

namespace envdeck::troubleshooting {

QString complaintName(Complaint complaint)
{
    switch (complaint) {
    case Complaint::Unclear: return QStringLiteral("unclear");
    case Complaint::SiteDown: return QStringLiteral("site-down");
    case Complaint::Slow: return QStringLiteral("slow");
    case Complaint::Errors: return QStringLiteral("errors");
    case Complaint::DeployStuck: return QStringLiteral("deploy-stuck");
    case Complaint::NoData: return QStringLiteral("no-data");
    case Complaint::Certificate: return QStringLiteral("certificate");
    }
    Q_UNREACHABLE();
}

QList<Complaint> complaints()
{
    return {Complaint::Unclear,     Complaint::SiteDown, Complaint::Slow,       Complaint::Errors,
            Complaint::DeployStuck, Complaint::NoData,   Complaint::Certificate};
}

std::optional<Complaint> complaintFromName(QStringView name)
{
    for (const Complaint complaint : complaints()) {
        if (complaintName(complaint) == name)
            return complaint;
    }
    return std::nullopt;
}

QString stepName(StepId step)
{
    switch (step) {
    case StepId::Containers: return QStringLiteral("containers");
    case StepId::Logs: return QStringLiteral("logs");
    case StepId::Traces: return QStringLiteral("traces");
    case StepId::Network: return QStringLiteral("network");
    }
    Q_UNREACHABLE();
}

const Finding *StepReport::first() const
{
    return answer.findings.isEmpty() ? nullptr : &answer.findings.first();
}

FindingVerdict StepReport::verdict() const
{
    // What is well at one place says nothing of the place that could not be looked at.
    return first() ? first()->verdict : FindingVerdict::CouldNotCheck;
}

bool Report::isRunning() const
{
    return std::any_of(steps.cbegin(), steps.cend(),
                       [](const StepReport &step) { return step.state == StepProgress::Running; });
}

} // namespace envdeck::troubleshooting
