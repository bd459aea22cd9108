// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/run_files.h"

#include "core/base/ids.h"
#include "core/base/paths.h"
#include "core/base/safe_file.h"
#include "core/process/run_folder.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QJsonDocument>

namespace envdeck::infrastructure {

namespace {

constexpr qint64 largestRecord = 1024 * 1024;
constexpr qint64 longestCheck = 2 * 3600; // seconds; more than a check for drift may take

const QString driftPrefix = QStringLiteral("drift-");

// Operation ids sort by time; other folders ("state") are not runs.
QStringList operationsOf(const Places &places)
{
    QStringList operations =
        QDir(places.runs()).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed);
    operations.removeIf([](const QString &name) { return !isOperationId(name); });
    return operations;
}

RunLife lifeOf(const Places &places, const RunRecord &record)
{
    if (record.state != JobState::Running)
        return RunLife::Over;
    return journal::isAlive(record.owner) ? RunLife::Followed : lifeUnfollowed(places, record);
}

bool hasLivingProgram(const QString &runnerFolder)
{
    const auto identity = process::readRunIdentity(runnerFolder);
    return identity && !process::readRunExit(runnerFolder) && process::isAlive(identity.value());
}

// Whether none is left in there.
bool rescueErroredState(const Places &places, const QString &exported)
{
    QDirIterator files(exported, {QStringLiteral("errored.tfstate")}, QDir::Files | QDir::Hidden,
                       QDirIterator::Subdirectories);
    bool none = true;
    while (files.hasNext()) {
        const QString file = files.next();
        none = !QFileInfo::exists(places.erroredState()) && bool(makePrivateFolder(places.work())) &&
               QFile::rename(file, places.erroredState()) && none;
    }
    return none;
}

void dropExport(const Places &places, const QString &operation)
{
    const QString exported = places.exported(operation);
    if (QFileInfo::exists(exported) && rescueErroredState(places, exported))
        QDir(exported).removeRecursively();
}

bool isInUse(const Places &places, const QString &operation, const Keep &keep)
{
    if (keep.open.contains(operation))
        return true;
    const terraform::RunPlace place = places.place(operation);
    if (hasLivingProgram(place.planRun()) || hasLivingProgram(place.applyRun()))
        return true;
    const QFileInfo plan(place.planFile());
    if (plan.exists() && plan.lastModified() >= keep.plansBefore)
        return true;
    const auto run = readRun(places, operation);
    if (!run) // it is just being begun, or was made before there were records
        return QFileInfo(places.run(operation)).lastModified() >= keep.plansBefore;
    return run.value().life == RunLife::Followed || run.value().life == RunLife::Alone;
}

bool isOwned(const Places &places, const QString &run)
{
    const auto text = readFile(places.record(run), largestRecord);
    if (!text) // it is just being begun, or is an older Envdeck's
        return true;
    const auto record = runRecordFrom(text.value());
    return record && journal::isAlive(record.value().owner);
}

} // namespace

QString runnerFolder(const Places &places, const RunRecord &record)
{
    return record.planOperation.isEmpty() ? places.place(record.operation).planRun()
                                          : places.place(record.planOperation).applyRun();
}

RunLife lifeUnfollowed(const Places &places, const RunRecord &record)
{
    const QString folder = runnerFolder(places, record);
    const auto identity = process::readRunIdentity(folder);
    if (!identity)
        return RunLife::Interrupted;
    return process::readRunExit(folder) || process::isAlive(identity.value()) ? RunLife::Alone
                                                                              : RunLife::Interrupted;
}

Result<RunEntry> readRun(const Places &places, const QString &operation)
{
    const auto text = readFile(places.record(operation), largestRecord);
    if (!text)
        return text.error();
    const auto record = runRecordFrom(text.value());
    if (!record)
        return record.error();
    return RunEntry{record.value(), lifeOf(places, record.value())};
}

QList<RunEntry> readRuns(const Places &places, int limit)
{
    QList<RunEntry> runs;
    for (const QString &operation : operationsOf(places)) {
        if (runs.size() >= limit)
            break;
        if (const auto run = readRun(places, operation); run && run.value().record.operation == operation)
            runs.append(run.value());
    }
    return runs;
}

Result<void> writeRecord(const Places &places, const RunRecord &record)
{
    if (const auto made = makePrivateFolder(places.run(record.operation)); !made)
        return made;
    return writeFile(places.record(record.operation),
                     QJsonDocument(toJson(record)).toJson(QJsonDocument::Indented));
}

Result<void> writeLog(const Places &places, const QString &operation, const QStringList &lines)
{
    if (const auto made = makePrivateFolder(places.run(operation)); !made)
        return made;
    return writeFile(places.log(operation), lines.join(QLatin1Char('\n')).toUtf8() + '\n');
}

bool isProgramAlive(const Places &places)
{
    const QStringList operations = operationsOf(places);
    return std::any_of(operations.cbegin(), operations.cend(), [&](const QString &operation) {
        const terraform::RunPlace place = places.place(operation);
        return hasLivingProgram(place.planRun()) || hasLivingProgram(place.applyRun());
    });
}

QString driftRun(const QString &operation)
{
    return driftPrefix + operation;
}

Result<void> beginDriftRun(const Places &places, const QString &run)
{
    RunRecord record;
    record.operation = run;
    record.kind = QStringLiteral("drift");
    record.owner = journal::thisOwner();
    return writeRecord(places, record);
}

void tidyDriftRuns(const Places &places)
{
    const auto before = QDateTime::currentDateTimeUtc().addSecs(-longestCheck);
    const auto runs = QDir(places.runs()).entryInfoList({driftPrefix + QLatin1Char('*')}, QDir::Dirs);
    for (const QFileInfo &run : runs) {
        const bool isMade = isOwned(places, run.fileName()) && run.lastModified() >= before;
        if (!isMade && !hasLivingProgram(places.place(run.fileName()).planRun()))
            QDir(run.filePath()).removeRecursively();
    }
}

void tidyRuns(const Places &places, const Keep &keep)
{
    tidyDriftRuns(places);
    int kept = 0;
    for (const QString &operation : operationsOf(places)) {
        if (isInUse(places, operation, keep)) {
            ++kept;
            continue;
        }
        static_cast<void>(bool(terraform::discardPlan(places.place(operation))));
        dropExport(places, operation);
        for (const QString &raw : {places.place(operation).planRun(), places.place(operation).applyRun()})
            QDir(raw).removeRecursively(); // terraform's own words, unredacted
        const bool isRun = QFileInfo::exists(places.record(operation));
        if (isRun && ++kept <= keep.runs)
            continue;
        if (!QFileInfo::exists(places.exported(operation)))
            QDir(places.run(operation)).removeRecursively();
    }
}

} // namespace envdeck::infrastructure
