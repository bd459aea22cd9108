// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/single_instance.h"

#include <QLocalSocket>
#include <QLockFile>

namespace envdeck {

SingleInstance::SingleInstance()
{
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server.nextPendingConnection()) {
            connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
            Q_EMIT raiseAsked();
        }
    });
}

SingleInstance::~SingleInstance() = default;

bool SingleInstance::claim(const Paths &paths, const QString &workspaceRoot)
{
    if (!makePrivateFolder(paths.runtime))
        return true; // without a place for the lock two windows are better than none
    const QString name = paths.runtime + QStringLiteral("/window-") + workspaceKey(workspaceRoot);
    if (m_lock && m_server.fullServerName() == name)
        return true; // opened again in this process
    auto lock = std::make_unique<QLockFile>(name + QStringLiteral(".lock"));
    lock->setStaleLockTime(0); // an old lock of a living window is no stale lock
    if (!lock->tryLock(0)) {
        if (lock->error() != QLockFile::LockFailedError)
            return true;
        auto *socket = new QLocalSocket(this); // connecting is the whole message
        socket->connectToServer(name);
        return false;
    }
    m_lock = std::move(lock);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.close();                 // of the workspace before
    QLocalServer::removeServer(name); // what a killed process left behind; the lock says that nobody listens
    m_server.listen(name);
    return true;
}

} // namespace envdeck
