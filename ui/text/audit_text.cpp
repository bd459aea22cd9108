// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/audit_text.h"

#include "core/domain/job_status.h"
#include "ui/text/deployment_text.h"
#include "ui/text/job_text.h"
#include "ui/text/number_text.h"
#include "ui/text/settings_text.h"
#include "ui/text/time_text.h"

#include <QCoreApplication>

namespace envdeck::ui {

struct AuditWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::AuditWords)
};

namespace {

constexpr auto committed = "committed";

bool isFromGit(const journal::AuditEntry &entry)
{
    return entry.state == QLatin1String(committed);
}

bool isDrift(const journal::AuditEntry &entry)
{
    return entry.outside && entry.action == QLatin1String("drift");
}

// As the activity panel words it.
JobStatus statusOf(const journal::AuditEntry &entry)
{
    JobStatus job;
    job.kind = entry.action;
    job.environment = entry.environment;
    job.subject = entry.subject;
    job.state = jobStateFromName(entry.state).value_or(JobState::Unknown);
    job.interrupted = entry.state == QLatin1String("interrupted");
    return job;
}

} // namespace

QString auditActionWord(const QString &action)
{
    if (const auto known = actionFromName(action))
        return actionWord(*known);
    if (action == QLatin1String("thresholds"))
        return AuditWords::tr("Change thresholds");
    if (action == QLatin1String("variable"))
        return AuditWords::tr("Change a variable");
    if (action == QLatin1String("format"))
        return AuditWords::tr("Format code");
    if (action == QLatin1String("app-variables"))
        return AuditWords::tr("Change an app's variables");
    if (action == QLatin1String("stop-app"))
        return AuditWords::tr("Stop");
    if (action == QLatin1String("start-app"))
        return AuditWords::tr("Start");
    if (action == QLatin1String("restore-panel"))
        return AuditWords::tr("Restore in Dokploy");
    if (action == QLatin1String("adopt-compose"))
        return AuditWords::tr("Adopt from Dokploy");
    if (action == QLatin1String("draft-stack"))
        return AuditWords::tr("Draft as a stack");
    if (action == QLatin1String("backup"))
        return AuditWords::tr("Back up");
    if (action == QLatin1String("reveal-variable"))
        return AuditWords::tr("Reveal a variable");
    if (action == QLatin1String("key-set"))
        return AuditWords::tr("Set a key");
    if (action == QLatin1String("key-replace"))
        return AuditWords::tr("Replace a key");
    if (action == QLatin1String("key-remove"))
        return AuditWords::tr("Remove a key");
    if (action == QLatin1String("plan"))
        return AuditWords::tr("Plan");
    if (action == QLatin1String("drift"))
        return AuditWords::tr("Drift");
    if (action == QLatin1String("apply"))
        return AuditWords::tr("Apply");
    if (action == QLatin1String("trust-host"))
        return AuditWords::tr("Trust a host");
    if (action == QLatin1String("replace-host-key"))
        return AuditWords::tr("Replace a host key");
    if (action == QLatin1String("forget-host"))
        return AuditWords::tr("Forget a host");
    if (action == QLatin1String("restart-container") || action == QLatin1String("restart-service"))
        return AuditWords::tr("Restart");
    if (action == QLatin1String("prune-images"))
        return AuditWords::tr("Remove images");
    if (action == QLatin1String("bootstrap"))
        return AuditWords::tr("Bootstrap a host");
    if (action == QLatin1String("reboot"))
        return AuditWords::tr("Restart a host");
    if (action == QLatin1String("unlock"))
        return AuditWords::tr("Force unlock");
    if (action == QLatin1String("push-state"))
        return AuditWords::tr("Write the state back");
    if (action == QLatin1String("set-aside"))
        return AuditWords::tr("Set the state aside");
    if (action == QLatin1String("trigger"))
        return AuditWords::tr("Trigger");
    if (action == QLatin1String("commit"))
        return AuditWords::tr("Commit");
    return action;
}

QString auditTitle(const journal::AuditEntry &entry)
{
    if (entry.action == QLatin1String("commit"))
        return AuditWords::tr("New version of %1 in %2").arg(auditObject(entry), entry.environment);
    if (isDrift(entry))
        return AuditWords::tr("%1 was changed outside of terraform in %2")
            .arg(auditObject(entry), entry.environment);
    return jobTitle(statusOf(entry));
}

QString auditObject(const journal::AuditEntry &entry)
{
    if (entry.action.startsWith(QLatin1String("key-")))
        return accountName(entry.subject);
    const QString prefix = entry.environment + QLatin1Char('/');
    return !entry.environment.isEmpty() && entry.subject.startsWith(prefix) ? entry.subject.mid(prefix.size())
                                                                            : entry.subject;
}

QString auditChange(const journal::AuditEntry &entry)
{
    return QString(entry.detail).replace(QLatin1String(" -> "), QStringLiteral(" \u2192 "));
}

QString auditResultWord(const journal::AuditEntry &entry)
{
    if (isFromElsewhere(entry))
        return AuditWords::tr("Other machine");
    if (entry.outside || isFromGit(entry))
        return AuditWords::tr("Outside Envdeck");
    return jobStateWord(statusOf(entry));
}

Severity auditSeverity(const journal::AuditEntry &entry)
{
    return entry.outside || isFromGit(entry) ? Severity::None : jobSeverity(statusOf(entry));
}

std::optional<std::chrono::milliseconds> auditDuration(const journal::AuditEntry &entry)
{
    if (!entry.ended.isValid())
        return std::nullopt;
    return std::chrono::milliseconds(std::max<qint64>(0, entry.at.msecsTo(entry.ended)));
}

bool isFromElsewhere(const journal::AuditEntry &entry)
{
    return isFromGit(entry) && !entry.outside;
}

QString auditOriginText(const journal::AuditEntry &entry)
{
    if (isFromElsewhere(entry))
        return AuditWords::tr("The commit says that it was made with Envdeck. This journal does not know the "
                              "operation: it ran on another "
                              "machine or for another user. How it ended is not known here.");
    if (isDrift(entry))
        return AuditWords::tr(
            "Found by a drift check: what is there is no longer what the last apply left. When "
            "between this check and the one before, and by whom, is not known.");
    if (entry.outside || isFromGit(entry))
        return AuditWords::tr(
            "Made outside Envdeck: read from the repository's history, whose author names are not proven.");
    return {};
}

QString auditTimeText(const QDateTime &at)
{
    return shownTime(at).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) + zoneMark();
}

QList<std::pair<QString, QString>> auditResults()
{
    QList<std::pair<QString, QString>> results;
    for (const JobState state :
         {JobState::Succeeded, JobState::Failed, JobState::Cancelled, JobState::Unknown, JobState::Running}) {
        JobStatus job;
        job.state = state;
        results.append({jobStateName(state), jobStateWord(job)});
    }
    return results;
}

QString chainTitle(const journal::ChainReport &report)
{
    if (report.isWhole())
        return AuditWords::tr("The record is whole");
    const QString row = countText(report.firstBroken);
    if (report.why == QLatin1String("gap"))
        return AuditWords::tr("The record is not whole: row %1 is missing").arg(row);
    if (report.why == QLatin1String("tail"))
        return AuditWords::tr("The record is not whole: its end is missing from row %1 on").arg(row);
    if (report.why == QLatin1String("damaged"))
        return AuditWords::tr("The record is not whole: row %1 cannot be read").arg(row);
    if (report.why == QLatin1String("open"))
        return AuditWords::
            tr("The record is not whole: the operation of row %1 is open in one place and over in another")
                .arg(row);
    return AuditWords::tr("The record is not whole: row %1 was changed").arg(row);
}

QString chainDetail(const journal::ChainReport &report)
{
    if (report.records == 0 && report.isWhole())
        return AuditWords::tr("no rows yet");
    if (report.isWhole())
        //: %n is a count; shown behind "The record is whole"
        return AuditWords::tr("%n row(s) agree with their hashes", nullptr, int(report.records));
    return AuditWords::tr("%n row(s) before it agree with their hashes. What stands from there on may have "
                          "been altered by somebody with "
                          "access to this computer, or by a damaged disk.",
                          nullptr, int(report.records));
}

} // namespace envdeck::ui
