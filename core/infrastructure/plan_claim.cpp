// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/plan_claim.h"

#include "core/base/ids.h"
#include "core/base/safe_file.h"
#include "core/process/run_folder.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace envdeck::infrastructure {

namespace {

constexpr qint64 largestClaim = 1024;

bool syncFolder(const QString &folder)
{
    const int fd = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return false;
    const bool synced = ::fsync(fd) == 0;
    ::close(fd);
    return synced;
}

Error systemError(const QString &path, int number)
{
    return Error{ErrorCode::Io, path, QString::fromLocal8Bit(std::strerror(number)), 0};
}

// Its run.json is synced before the program starts. An unreadable one says nothing.
bool neverRan(const QString &applyRun)
{
    const auto identity = process::readRunIdentity(applyRun);
    if (!identity)
        return identity.error().code == ErrorCode::NotFound;
    const auto exit = process::readRunExit(applyRun);
    return exit && !exit.value().startError.isEmpty();
}

} // namespace

Claim claimOf(const Places &places, const QString &plan, const QString &operation)
{
    const auto claimed = readFile(places.appliedBy(plan), largestClaim);
    if (!claimed)
        return claimed.error().code == ErrorCode::NotFound ? Claim::None : Claim::Unknown;
    const QString by = QString::fromUtf8(claimed.value());
    if (!isOperationId(by)) // cut off by a full disk or a power cut
        return Claim::Unknown;
    return by == operation ? Claim::Ours : Claim::Others;
}

Result<void> claimRefusal(Claim claim)
{
    switch (claim) {
    case Claim::None:
    case Claim::Ours: return {};
    case Claim::Others: return Error{ErrorCode::Conflict, {}, QStringLiteral("plan-applied"), 0};
    case Claim::Unknown: return Error{ErrorCode::OutcomeUnknown, {}, QStringLiteral("plan-claim"), 0};
    }
    Q_UNREACHABLE();
}

Result<void> claimPlan(const Places &places, const QString &plan, const QString &operation)
{
    if (const Claim claim = claimOf(places, plan, operation); claim != Claim::None)
        return claimRefusal(claim);
    // Whole or not there at all; and a link does not replace what another one put there meanwhile.
    const QString path = places.appliedBy(plan);
    const QString aside = path + u'.' + operation;
    if (const auto written = writeFile(aside, operation.toUtf8()); !written)
        return written;
    const bool linked =
        ::link(QFile::encodeName(aside).constData(), QFile::encodeName(path).constData()) == 0;
    const int number = errno;
    QFile::remove(aside);
    if (!linked && number != EEXIST)
        return systemError(path, number);
    if (!linked)
        return claimRefusal(claimOf(places, plan, operation));
    if (!syncFolder(places.run(plan))) {
        const Error error = systemError(path, errno);
        QFile::remove(path);
        return error;
    }
    return {};
}

void dropUnusedClaim(const Places &places, const QString &plan, const QString &operation)
{
    const QString applyRun = places.place(plan).applyRun();
    if (claimOf(places, plan, operation) != Claim::Ours || !neverRan(applyRun))
        return;
    QDir(applyRun).removeRecursively(); // the runner begins in a new folder only
    QFile::remove(places.appliedBy(plan));
}

} // namespace envdeck::infrastructure
