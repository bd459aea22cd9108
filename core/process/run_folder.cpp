// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/process/run_folder.h"

#include "core/base/safe_file.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace envdeck::process {

namespace {

Result<QJsonObject> readObject(const QString &path)
{
    const Result<QByteArray> text = readFile(path, 1024 * 1024);
    if (!text)
        return text.error();
    const QJsonDocument document = QJsonDocument::fromJson(text.value());
    if (!document.isObject())
        return Error{ErrorCode::BadResponse, path, {}, 0};
    return document.object();
}

QDateTime timeOf(const QJsonObject &object, QLatin1String key)
{
    return QDateTime::fromString(object[key].toString(), Qt::ISODateWithMs).toUTC();
}

ProcessIdentity identityFrom(const QJsonObject &object, QLatin1String pidKey, QLatin1String ticksKey)
{
    return {object[pidKey].toInteger(), object[ticksKey].toInteger()};
}

} // namespace

Result<RunIdentity> readRunIdentity(const QString &folder)
{
    const QString path = folder + QStringLiteral("/run.json");
    const Result<QJsonObject> object = readObject(path);
    if (!object)
        return object.error();
    RunIdentity run;
    for (const QJsonValue &argument : object.value()[QLatin1String("argv")].toArray())
        run.argv.append(argument.toString());
    run.workingFolder = object.value()[QLatin1String("workingFolder")].toString();
    run.runner = identityFrom(object.value(), QLatin1String("pid"), QLatin1String("startTicks"));
    run.program =
        identityFrom(object.value(), QLatin1String("programPid"), QLatin1String("programStartTicks"));
    run.bootId = object.value()[QLatin1String("bootId")].toString();
    run.startedAt = timeOf(object.value(), QLatin1String("startedAt"));
    if (run.argv.isEmpty() || run.runner.pid <= 0 || run.program.pid <= 0 || run.bootId.isEmpty())
        return Error{ErrorCode::BadResponse, path, {}, 0};
    return run;
}

Result<RunExit> readRunExit(const QString &folder)
{
    const QString path = folder + QStringLiteral("/exit.json");
    const Result<QJsonObject> object = readObject(path);
    if (!object)
        return object.error();
    if (!object.value()[QLatin1String("exitCode")].isDouble())
        return Error{ErrorCode::BadResponse, path, {}, 0};
    RunExit exit;
    exit.exitCode = object.value()[QLatin1String("exitCode")].toInt();
    exit.signal = object.value()[QLatin1String("signal")].toInt();
    exit.interrupted = object.value()[QLatin1String("interrupted")].toBool();
    exit.startError = object.value()[QLatin1String("startError")].toString();
    exit.at = timeOf(object.value(), QLatin1String("at"));
    return exit;
}

bool isAlive(const RunIdentity &run, const ProcessIdentity &process)
{
    return run.bootId == currentBootId() && identityOf(process.pid) == process;
}

bool isAlive(const RunIdentity &run)
{
    return isAlive(run, run.runner) || isAlive(run, run.program);
}

} // namespace envdeck::process
