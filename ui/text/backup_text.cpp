// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/backup_text.h"

#include "ui/text/error_text.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"

#include <QCoreApplication>

namespace envdeck::ui {

struct BackupWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::BackupWords)
};

QString backupStateText(const backups::Row &row, const QDateTime &now)
{
    if (row.isRunning)
        return BackupWords::tr("Being made");
    switch (row.state) {
    case backups::State::NoPlan: return BackupWords::tr("No backup is made");
    case backups::State::Off: return BackupWords::tr("Switched off");
    case backups::State::Never: return BackupWords::tr("No file was ever made");
    case backups::State::Late:
        return BackupWords::tr("Late: nothing new for %1")
            .arg(durationText(std::chrono::milliseconds(row.lastGood.msecsTo(now))));
    case backups::State::Failing: return BackupWords::tr("The last run failed");
    case backups::State::Unseen: return BackupWords::tr("Ended well, its file was not seen");
    case backups::State::Shrunk: return BackupWords::tr("Much smaller than usual");
    case backups::State::Fresh: return BackupWords::tr("Fresh", "a backup");
    case backups::State::NotBackedUp: return BackupWords::tr("Dokploy makes none of this kind");
    case backups::State::Unknown: return BackupWords::tr("Not known");
    }
    Q_UNREACHABLE();
}

Severity backupSeverity(backups::State state)
{
    if (backups::isCritical(state))
        return Severity::Critical;
    if (backups::isWarning(state))
        return Severity::Warning;
    if (state == backups::State::Unknown)
        return Severity::Unknown;
    return state == backups::State::Fresh ? Severity::Ok : Severity::None;
}

QString backupAdvice(const backups::Row &row)
{
    switch (row.state) {
    case backups::State::NoPlan:
        return BackupWords::tr(
            "Give it a schedule and a destination in Dokploy: what is lost without a backup is lost.");
    case backups::State::Off: return BackupWords::tr("Switch its schedule on in Dokploy, or back it up now.");
    case backups::State::Never:
        return BackupWords::tr("Back it up now, and see whether a file comes to the destination.");
    case backups::State::Late:
        return BackupWords::tr(
            "No job has to fail for this: its schedule ran into nothing. Back it up now, and look "
            "at the destination.");
    case backups::State::Failing:
        return BackupWords::tr("The log of the run is in Dokploy, at the backups of this database.");
    case backups::State::Unseen:
        return row.plan && row.plan->storedError
                   ? BackupWords::tr(
                         "Dokploy says that it ended well. Its destination could not be looked at: %1.")
                         .arg(causeText(*row.plan->storedError))
                   : QString();
    case backups::State::Shrunk:
        return BackupWords::tr("The newest file has less than 60 % of what the ones before it had.");
    case backups::State::Fresh:
    case backups::State::NotBackedUp:
    case backups::State::Unknown: break;
    }
    return {};
}

QString keptText(const backups::Row &row)
{
    if (!row.plan || row.plan->storedError)
        return absentText();
    return row.plan->keep ? QStringLiteral("%1 / %2").arg(row.kept).arg(*row.plan->keep)
                          : QString::number(row.kept);
}

} // namespace envdeck::ui
