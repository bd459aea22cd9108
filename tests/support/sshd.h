// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace envdeck::testing {

// A real, private sshd on a random port of 127.0.0.1, with keys of its own, ended by its pid.
class Sshd {
public:
    struct Options {
        QByteArray hostKeyType = "ed25519"; // for ssh-keygen
        QByteArray lines;                   // more of sshd_config
        QByteArray shell;                   // commands go through this shell as if it were the login shell
    };

    static QString missing(); // why there is none here; empty when there is
    static QString user();    // who runs this

    Sshd();
    explicit Sshd(const Options &options);
    ~Sshd();
    Sshd(const Sshd &) = delete;
    Sshd &operator=(const Sshd &) = delete;

    int port() const { return m_port; }
    QString folder() const { return m_folder.path(); }
    QString keyFile() const { return m_folder.filePath(QStringLiteral("user")); }
    QString lockedKeyFile() const
    {
        return m_folder.filePath(QStringLiteral("locked"));
    }                               // passphrase "open me"
    QByteArray hostKeyLine() const; // "ssh-ed25519 AAAA…"
    QByteArray log() const;         // at DEBUG1
    QList<int> sessions() const;    // pids of the daemon's children
    void killSessions();
    void freezeSessions(bool frozen);

private:
    QTemporaryDir m_folder;
    QProcess m_daemon;
    int m_port = 0;
};

// `ssh-keygen -t type` without a question.
void makeKey(const QString &file, const QByteArray &type, const QByteArray &passphrase = {});
QByteArray fileContent(const QString &path);
int freePort();

} // namespace envdeck::testing
