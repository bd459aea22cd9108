// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standins/dokploy/container_engine.h"

#include <QList>

namespace envdeck::standins::dokploy {

// Containers as plain processes of one program that was chosen beforehand; nothing of a compose file is ever
// run. They are started apart from this process and outlive it, as containers outlive Dokploy.
//
//   PROGRAM app --dir DIR --environment ENV --container ID --name api --version v1.3.8 [--address A --port N]
//
// writes DIR/containers/ID.exit with its exit code when it ends, unless it is killed; DIR/containers/ID.log
// is its output. The program records itself first thing, with recordContainer(), so that it is found whatever
// happens to its parent.
class ProcessEngine final : public ContainerEngine {
public:
    ProcessEngine(QString program, QString folder, QString environment);

    std::optional<ProcessIdentity> start(const Container &container) override;
    void terminate(const ProcessIdentity &process) override;
    void kill(const ProcessIdentity &process) override;
    bool isRunning(const ProcessIdentity &process) const override;
    std::optional<int> exitCode(const QString &containerId) const override;
    QString output(const QString &containerId) const override;
    void keepOnly(const QStringList &containerIds) override;
    void forget(const QString &containerId) override;

private:
    QString file(const QString &containerId, QLatin1String suffix) const;

    QString m_program;
    QString m_folder;
    QString m_environment;
};

struct RecordedContainer {
    QString id; // its first 12 digits
    QString environment;
    ProcessIdentity process;
};

// Called by the program itself: leaves DIR/containers/ID.pid.
void recordContainer(const QString &folder, const QString &containerId, const QString &environment);
// Those that run now, of every environment.
QList<RecordedContainer> recordedContainers(const QString &folder);

} // namespace envdeck::standins::dokploy
