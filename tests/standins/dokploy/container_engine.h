// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/process_identity.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace envdeck::standins::dokploy {

// A container as Docker would list it. One that has gone without leaving an exit code was killed: 137.
struct Container {
    QString id;                             // 64 hex digits; listings show the first 12
    QString name;                           // "acme-api-x1y2z3-api-1"
    QString serviceId;                      // the compose or application id that it belongs to
    QString service;                        // compose service; empty for an application
    QString image;                          // reference as deployed
    QString address;                        // published host address; empty when nothing is published
    int port = 0;                           // published host port
    QString restart = QStringLiteral("no"); // "no", "always", "unless-stopped", "on-failure"
    QString fingerprint; // of its part of the compose file: another one means that it is made anew
    QDateTime created;   // UTC, as the others
    QDateTime started;
    QDateTime finished;
    ProcessIdentity process;
    bool running = false;       // as last looked at
    bool restarting = false;    // waits for its restart policy
    bool stoppedByHand = false; // no policy brings it back
    int exitCode = 0;
    int restarts = 0; // by its policy
};

// Runs containers; the stand-in keeps the book. Calls return at once.
class ContainerEngine {
public:
    virtual ~ContainerEngine() = default;

    virtual std::optional<ProcessIdentity> start(const Container &container) = 0; // nothing when it cannot
    virtual void terminate(const ProcessIdentity &process) = 0;
    virtual void kill(const ProcessIdentity &process) = 0;
    virtual bool isRunning(const ProcessIdentity &process) const = 0;
    virtual std::optional<int> exitCode(const QString &containerId) const = 0; // nothing: it was killed
    virtual QString output(const QString &containerId) const = 0;              // stdout and stderr
    virtual void
    keepOnly(const QStringList &containerIds) = 0; // ends what runs and is in no book: the book was lost
    virtual void forget(const QString &containerId) = 0; // docker rm
};

} // namespace envdeck::standins::dokploy
