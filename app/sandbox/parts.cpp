// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/parts.h"

#include "app/sandbox/hosts.h"
#include "core/base/safe_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QThread>
#include <csignal>

namespace envdeck::sandbox {

namespace {

constexpr int readyWithinMs = 60000; // SigNoz looks back over an hour first; sanitizers make that long
constexpr int graceMs = 4000;
constexpr int pollMs = 10;
constexpr qint64 shownOfLog = 2000;

QString recordFile(const Folder &folder, const QString &part)
{
    return folder.run() + QLatin1Char('/') + part + QStringLiteral(".json");
}

QString readyFile(const Folder &folder, const QString &part)
{
    return folder.run() + QLatin1Char('/') + part + QStringLiteral(".ready");
}

Result<void> record(const Folder &folder, const QString &part, const ProcessIdentity &process)
{
    const QJsonObject object{{QStringLiteral("pid"), process.pid},
                             {QStringLiteral("startTicks"), process.startTicks},
                             {QStringLiteral("boot"), currentBootId()}};
    return writeFile(recordFile(folder, part), QJsonDocument(object).toJson());
}

QString endOfLog(const Folder &folder, const QString &part)
{
    QFile log(folder.log(part));
    if (!log.open(QIODevice::ReadOnly))
        return {};
    log.seek(qMax(qint64(0), log.size() - shownOfLog));
    return QString::fromUtf8(log.readAll()).trimmed();
}

bool isReady(const Folder &folder, const QString &part, const ProcessIdentity &process)
{
    QFile ready(readyFile(folder, part));
    return ready.open(QIODevice::ReadOnly) && ready.readAll().trimmed().toLongLong() == process.pid;
}

Result<void> launch(const Folder &folder, const QString &program, const QString &part)
{
    QFile::remove(readyFile(folder, part));
    QProcess process;
    process.setProgram(program);
    process.setArguments(
        {QStringLiteral("serve"), QStringLiteral("--dir"), folder.dir, QStringLiteral("--part"), part});
    process.setWorkingDirectory(folder.dir);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(folder.log(part), QIODevice::Append);
    process.setStandardErrorFile(folder.log(part), QIODevice::Append);
    qint64 pid = 0;
    if (!process.startDetached(&pid))
        return Error{ErrorCode::ToolFailed, part, process.errorString(), 0};
    if (const auto identity = identityOf(pid))
        return record(folder, part, *identity);
    return {}; // ended already; the wait for it finds out
}

} // namespace

QStringList serverParts()
{
    QStringList parts{QStringLiteral("registry"), QStringLiteral("signoz"), QStringLiteral("github")};
    for (const QString &environment : environments)
        parts.append(QStringLiteral("dokploy-") + environment);
    return parts;
}

QStringList hostParts()
{
    QStringList parts;
    for (const QString &environment : environments)
        parts.append(hostPart(environment));
    return parts;
}

QString lockPart(const QString &environment)
{
    return QStringLiteral("lock-") + environment;
}

std::optional<ProcessIdentity> runningPart(const Folder &folder, const QString &part)
{
    QFile file(recordFile(folder, part));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    const ProcessIdentity recorded{document[QLatin1String("pid")].toInteger(),
                                   document[QLatin1String("startTicks")].toInteger()};
    const bool same = document[QLatin1String("boot")].toString() == currentBootId() && recorded.pid > 0 &&
                      identityOf(recorded.pid) == recorded;
    return same ? std::optional(recorded) : std::nullopt;
}

Result<void> startParts(const Folder &folder, const QString &program, const QStringList &parts)
{
    for (const QString &part : parts) {
        if (runningPart(folder, part))
            continue;
        if (const auto launched = launch(folder, program, part); !launched)
            return launched.error();
    }
    QElapsedTimer waited;
    waited.start();
    for (const QString &part : parts) {
        for (;;) {
            const auto process = runningPart(folder, part);
            if (process && isReady(folder, part, *process))
                break;
            if (!process || waited.hasExpired(readyWithinMs))
                return Error{ErrorCode::ToolFailed, part, endOfLog(folder, part), 0};
            QThread::msleep(pollMs);
        }
    }
    return {};
}

void endProcesses(const QList<ProcessIdentity> &processes)
{
    const auto running = [](const ProcessIdentity &process) { return identityOf(process.pid) == process; };
    for (const ProcessIdentity &process : processes) {
        if (running(process))
            ::kill(pid_t(process.pid), SIGTERM);
    }
    QElapsedTimer waited;
    waited.start();
    for (const ProcessIdentity &process : processes) {
        while (running(process)) {
            if (waited.hasExpired(graceMs))
                ::kill(pid_t(process.pid), SIGKILL);
            QThread::msleep(pollMs);
        }
    }
}

void endPart(const Folder &folder, const QString &part)
{
    if (const auto process = runningPart(folder, part))
        endProcesses({*process});
    QFile::remove(recordFile(folder, part));
    QFile::remove(readyFile(folder, part));
}

QStringList recordedParts(const Folder &folder)
{
    QStringList parts;
    for (const QString &name : QDir(folder.run()).entryList({QStringLiteral("*.json")}, QDir::Files))
        parts.append(name.chopped(5));
    return parts;
}

void tellReady(const Folder &folder, const QString &part)
{
    const auto written =
        writeFile(readyFile(folder, part), QByteArray::number(QCoreApplication::applicationPid()));
    if (!written)
        qWarning("%s: %s", qPrintable(part), qPrintable(written.error().detail));
}

} // namespace envdeck::sandbox
