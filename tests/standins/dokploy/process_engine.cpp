// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/dokploy/process_engine.h"

#include "core/base/safe_file.h"
#include "core/domain/image_ref.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <algorithm>
#include <csignal>

namespace envdeck::standins::dokploy {

ProcessEngine::ProcessEngine(QString program, QString folder, QString environment)
    : m_program(std::move(program)), m_folder(std::move(folder)), m_environment(std::move(environment))
{
    QDir().mkpath(m_folder + QStringLiteral("/containers"));
}

QString ProcessEngine::file(const QString &containerId, QLatin1String suffix) const
{
    return m_folder + QStringLiteral("/containers/") + containerId.left(12) + suffix;
}

std::optional<ProcessIdentity> ProcessEngine::start(const Container &container)
{
    const auto image = ImageRef::parse(container.image);
    if (!image)
        return std::nullopt;
    QStringList arguments{QStringLiteral("app"),
                          QStringLiteral("--dir"),
                          m_folder,
                          QStringLiteral("--environment"),
                          m_environment,
                          QStringLiteral("--container"),
                          container.id.left(12),
                          QStringLiteral("--name"),
                          image->path().section(QLatin1Char('/'), -1),
                          QStringLiteral("--version"),
                          image->tag.isEmpty() ? image->digest : image->tag};
    if (container.port > 0)
        arguments << QStringLiteral("--address") << container.address << QStringLiteral("--port")
                  << QString::number(container.port);
    QFile::remove(file(container.id, QLatin1String(".exit")));

    QProcess process;
    process.setProgram(m_program);
    process.setArguments(arguments);
    process.setWorkingDirectory(m_folder);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(file(container.id, QLatin1String(".log")), QIODevice::Append);
    process.setStandardErrorFile(file(container.id, QLatin1String(".log")), QIODevice::Append);
    qint64 pid = 0;
    return process.startDetached(&pid) ? identityOf(pid) : std::nullopt;
}

void ProcessEngine::terminate(const ProcessIdentity &process)
{
    if (isRunning(process))
        ::kill(pid_t(process.pid), SIGTERM);
}

void ProcessEngine::kill(const ProcessIdentity &process)
{
    if (isRunning(process))
        ::kill(pid_t(process.pid), SIGKILL);
}

bool ProcessEngine::isRunning(const ProcessIdentity &process) const
{
    return process.pid > 0 && identityOf(process.pid) == process;
}

std::optional<int> ProcessEngine::exitCode(const QString &containerId) const
{
    QFile written(file(containerId, QLatin1String(".exit")));
    if (!written.open(QIODevice::ReadOnly))
        return std::nullopt;
    bool ok = false;
    const int code = written.readAll().trimmed().toInt(&ok);
    return ok ? std::optional(code) : std::nullopt;
}

QString ProcessEngine::output(const QString &containerId) const
{
    QFile written(file(containerId, QLatin1String(".log")));
    return written.open(QIODevice::ReadOnly) ? QString::fromUtf8(written.readAll()) : QString();
}

void ProcessEngine::keepOnly(const QStringList &containerIds)
{
    for (const RecordedContainer &container : recordedContainers(m_folder)) {
        const bool known = std::any_of(containerIds.cbegin(), containerIds.cend(),
                                       [&](const QString &id) { return id.startsWith(container.id); });
        if (container.environment == m_environment && !known)
            kill(container.process);
    }
}

void ProcessEngine::forget(const QString &containerId)
{
    QFile::remove(file(containerId, QLatin1String(".exit")));
    QFile::remove(file(containerId, QLatin1String(".log")));
    QFile::remove(file(containerId, QLatin1String(".pid")));
}

void recordContainer(const QString &folder, const QString &containerId, const QString &environment)
{
    const auto self = identityOf(QCoreApplication::applicationPid());
    const QJsonObject record{{QStringLiteral("pid"), self ? self->pid : 0},
                             {QStringLiteral("startTicks"), self ? self->startTicks : 0},
                             {QStringLiteral("boot"), currentBootId()},
                             {QStringLiteral("environment"), environment}};
    const QString path = QStringLiteral("%1/containers/%2.pid").arg(folder, containerId);
    if (const auto written = writeFile(path, QJsonDocument(record).toJson()); !written)
        qWarning("%s: %s", qPrintable(path), qPrintable(written.error().detail));
}

QList<RecordedContainer> recordedContainers(const QString &folder)
{
    QList<RecordedContainer> running;
    const QDir containers(folder + QStringLiteral("/containers"));
    for (const QString &name : containers.entryList({QStringLiteral("*.pid")}, QDir::Files)) {
        const auto bytes = readFile(containers.filePath(name));
        const QJsonDocument record = bytes ? QJsonDocument::fromJson(bytes.value()) : QJsonDocument();
        const ProcessIdentity process{record[QLatin1String("pid")].toInteger(),
                                      record[QLatin1String("startTicks")].toInteger()};
        const bool runs = record[QLatin1String("boot")].toString() == currentBootId() && process.pid > 0 &&
                          identityOf(process.pid) == process;
        if (runs)
            running.append({name.chopped(4), record[QLatin1String("environment")].toString(), process});
    }
    return running;
}

} // namespace envdeck::standins::dokploy
