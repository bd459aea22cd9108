// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace envdeck::testing {

// A Docker daemon of our own: its data, its socket and its one-node swarm in a temporary folder, images made
// here. Takes seconds to start; needs root, dockerd and busybox. With ENVDECK_TEST_DOCKER_HOST set it uses
// the daemon there instead, and makes no swarm.
class DockerDaemon {
public:
    DockerDaemon();
    ~DockerDaemon();

    bool isRunning() const { return m_why.isEmpty(); }
    const QString &whyNot() const { return m_why; }
    QProcessEnvironment environment() const; // with DOCKER_HOST

    // docker ARGUMENTS…; what it said on standard output, trimmed. Errors are the caller's to see by their
    // effect.
    QByteArray docker(const QStringList &arguments) const;
    bool isSwarm() const { return m_swarm; }

private:
    bool makeImage();

    QTemporaryDir m_folder;
    QProcess m_daemon;
    QString m_host;
    QString m_why;
    bool m_swarm = false;
};

} // namespace envdeck::testing
