// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QProcess>
#include <QString>

namespace envdeck::standins::sshd {

// What is needed to run the real sshd as a plain program: on one port of 127.0.0.1, with keys of its own, by
// whoever runs this, with nothing of /etc/ssh.

QString program();  // "/usr/sbin/sshd": it starts itself anew, so that it wants its whole path
QString missing();  // why there is none here; empty when there is
QString userName(); // who runs this, and so the only one who can log in

// `ssh-keygen -t type` without a question and without a comment; leaves FILE and FILE.pub.
Result<void> makeKey(const QString &file, const QString &type = QStringLiteral("ed25519"),
                     const QString &passphrase = {});
// "SHA256:…" of a public key's file; empty when it does not read.
QString fingerprint(const QString &publicKeyFile);

struct Config {
    int port = 0;
    QString hostKey;        // its file
    QString authorizedKeys; // the file
    QByteArray more;        // lines of sshd_config
};
// The text of sshd_config. Names may hold spaces.
QByteArray configText(const Config &config);

// Processes whose parent is that one: of an sshd one for each connection.
QList<qint64> childrenOf(qint64 pid);

// One sshd in the foreground. Thread: that of its event loop.
class Daemon {
public:
    ~Daemon() { end(); }
    // Waits until somebody is accepted, `patienceMs` at most. It writes to this process's own standard error,
    // also why it does not start. Errors: ToolFailed.
    Result<void> start(const QString &configFile, int port, int patienceMs = 10000);
    void end(); // with the connections: these would outlive it
    QProcess &process() { return m_process; }

private:
    QProcess m_process;
};

} // namespace envdeck::standins::sshd
