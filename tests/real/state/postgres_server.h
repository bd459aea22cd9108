// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace envdeck::testing {

// A PostgreSQL of its own on a random port of 127.0.0.1, in a temporary folder, without a password. Not
// started where its programs are not installed.
class PostgresServer {
public:
    PostgresServer();
    ~PostgresServer();

    bool runs() const { return m_why.isEmpty(); }
    QString whyNot() const { return m_why; }
    QByteArray backend(const QByteArray &schema) const; // the block of a terraform configuration

private:
    bool run(const QString &program, const QStringList &arguments);
    void asServerUser(QProcess &process) const;

    QTemporaryDir m_folder{QStringLiteral("/tmp/envdeck-pg-XXXXXX")};
    QString m_bin;
    QString m_why;
    quint16 m_port = 0;
    QProcess m_server;
};

} // namespace envdeck::testing
