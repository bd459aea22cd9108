// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/hosts/docker_daemon.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QStandardPaths>
#include <QThread>

#include <unistd.h>

namespace envdeck::testing {

namespace {

constexpr int patience = 90'000;

QString programAt(const QString &name)
{
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty() ? QStandardPaths::findExecutable(name, {QStringLiteral("/usr/sbin")}) : found;
}

bool isStatic(const QString &program)
{
    QProcess file;
    file.start(QStringLiteral("ldd"), {program});
    return file.waitForFinished(patience) && file.exitCode() != 0;
}

} // namespace

DockerDaemon::DockerDaemon()
{
    const QString given = qEnvironmentVariable("ENVDECK_TEST_DOCKER_HOST");
    const QString busybox = programAt(QStringLiteral("busybox"));
    if (programAt(QStringLiteral("docker")).isEmpty() || busybox.isEmpty() || !isStatic(busybox)) {
        m_why = QStringLiteral("docker or a static busybox is not installed");
        return;
    }
    if (!given.isEmpty()) {
        m_host = given;
    } else {
        const QString dockerd = programAt(QStringLiteral("dockerd"));
        if (::geteuid() != 0 || dockerd.isEmpty()) {
            m_why = QStringLiteral("no root, or dockerd is not installed");
            return;
        }
        m_host = QStringLiteral("unix://") + m_folder.filePath(QStringLiteral("docker.sock"));
        m_daemon.setProcessChannelMode(QProcess::MergedChannels);
        m_daemon.start(dockerd, {QStringLiteral("--data-root"), m_folder.filePath(QStringLiteral("data")),
                                 QStringLiteral("--exec-root"), m_folder.filePath(QStringLiteral("exec")),
                                 QStringLiteral("--pidfile"), m_folder.filePath(QStringLiteral("pid")),
                                 QStringLiteral("-H"), m_host, QStringLiteral("--storage-driver=vfs")});
        QByteArray said;
        while (!said.contains("API listen on")) {
            if (!m_daemon.waitForReadyRead(patience)) {
                m_why = QStringLiteral("dockerd did not start: ") + QString::fromUtf8(said.right(500));
                return;
            }
            said += m_daemon.readAll();
        }
    }
    if (!makeImage())
        m_why = QStringLiteral("no image could be made");
    if (m_why.isEmpty() && given.isEmpty()) {
        docker({QStringLiteral("swarm"), QStringLiteral("init"), QStringLiteral("--advertise-addr"),
                QStringLiteral("127.0.0.1")});
        // Its ports are fixed: a second daemon on one machine has none.
        m_swarm = docker({QStringLiteral("info"), QStringLiteral("--format"),
                          QStringLiteral("{{.Swarm.LocalNodeState}}")}) == "active";
    }
}

DockerDaemon::~DockerDaemon()
{
    if (m_daemon.state() == QProcess::NotRunning)
        return;
    if (m_swarm)
        docker({QStringLiteral("swarm"), QStringLiteral("leave"), QStringLiteral("--force")});
    const QByteArray ids = docker({QStringLiteral("ps"), QStringLiteral("-aq")});
    if (!ids.isEmpty()) {
        QStringList remove{QStringLiteral("rm"), QStringLiteral("-f")};
        for (const QByteArray &id : ids.split('\n'))
            remove.append(QString::fromLatin1(id));
        docker(remove);
    }
    m_daemon.terminate();
    if (!m_daemon.waitForFinished(30'000))
        m_daemon.kill();
    m_daemon.waitForFinished(10'000);
}

QProcessEnvironment DockerDaemon::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DOCKER_HOST"), m_host);
    return environment;
}

QByteArray DockerDaemon::docker(const QStringList &arguments) const
{
    QProcess process;
    process.setProcessEnvironment(environment());
    process.start(QStringLiteral("docker"), arguments);
    process.waitForFinished(patience);
    return process.readAllStandardOutput().trimmed();
}

bool DockerDaemon::makeImage()
{
    const QDir root(m_folder.filePath(QStringLiteral("rootfs")));
    if (!root.mkpath(QStringLiteral("bin")) || !root.mkpath(QStringLiteral("tmp")))
        return false;
    if (!QFile::copy(programAt(QStringLiteral("busybox")), root.filePath(QStringLiteral("bin/busybox"))))
        return false;
    for (const char *name : {"sh", "sleep", "true", "false"}) {
        if (!QFile::link(QStringLiteral("busybox"),
                         root.filePath(QStringLiteral("bin/") + QLatin1String(name))))
            return false;
    }
    const QString archive = m_folder.filePath(QStringLiteral("image.tar"));
    QProcess tar;
    tar.start(QStringLiteral("tar"),
              {QStringLiteral("-C"), root.path(), QStringLiteral("-cf"), archive, QStringLiteral(".")});
    if (!tar.waitForFinished(patience) || tar.exitCode() != 0)
        return false;
    for (const char *tag : {"demo/app:v1", "demo/app:v2"}) {
        // The same files with another command are another image.
        if (docker({QStringLiteral("import"), QStringLiteral("--change"),
                    QStringLiteral("LABEL version=") + QLatin1String(tag), archive, QLatin1String(tag)})
                .isEmpty())
            return false;
    }
    return true;
}

} // namespace envdeck::testing
