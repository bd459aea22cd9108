// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/state/postgres_server.h"

#include <QDir>
#include <QFileInfo>
#include <QTcpServer>

#include <pwd.h>
#include <unistd.h>

namespace envdeck::testing {

namespace {

constexpr int patience = 120'000;

// Debian keeps the server's programs out of PATH.
QString serverFolder()
{
    const QDir versions(QStringLiteral("/usr/lib/postgresql"));
    for (const QString &version :
         versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed)) {
        const QString bin = versions.filePath(version + QStringLiteral("/bin"));
        if (QFileInfo(bin + QStringLiteral("/initdb")).isExecutable() &&
            QFileInfo(bin + QStringLiteral("/postgres")).isExecutable())
            return bin;
    }
    return {};
}

quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : quint16(0);
}

// PostgreSQL refuses to run as root.
const passwd *otherUser()
{
    if (::geteuid() != 0)
        return nullptr;
    const passwd *user = ::getpwnam("postgres");
    return user ? user : ::getpwnam("nobody");
}

} // namespace

void PostgresServer::asServerUser(QProcess &process) const
{
    const passwd *user = otherUser();
    if (!user)
        return;
    process.setChildProcessModifier([uid = user->pw_uid, gid = user->pw_gid] {
        if (::setgid(gid) != 0 || ::setuid(uid) != 0)
            ::_exit(126);
    });
    process.setWorkingDirectory(m_folder.path());
}

bool PostgresServer::run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    asServerUser(process);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(m_bin + QLatin1Char('/') + program, arguments);
    if (process.waitForFinished(patience) && process.exitCode() == 0)
        return true;
    m_why = QStringLiteral("%1: %2").arg(program, QString::fromLocal8Bit(process.readAll()));
    return false;
}

PostgresServer::PostgresServer() : m_bin(serverFolder()), m_port(freePort())
{
    if (m_bin.isEmpty()) {
        m_why = QStringLiteral("PostgreSQL is not installed");
        return;
    }
    const QByteArray folder = QFile::encodeName(m_folder.path());
    if (const passwd *user = otherUser();
        user && ::chown(folder.constData(), user->pw_uid, user->pw_gid) != 0) {
        m_why = QStringLiteral("the folder cannot be given to another user");
        return;
    }
    const QString data = m_folder.filePath(QStringLiteral("data"));
    if (!run(QStringLiteral("initdb"),
             {QStringLiteral("-D"), data, QStringLiteral("-U"), QStringLiteral("envdeck"),
              QStringLiteral("--auth=trust"), QStringLiteral("--no-sync"), QStringLiteral("-E"),
              QStringLiteral("UTF8"), QStringLiteral("--locale=C")}))
        return;
    asServerUser(m_server);
    m_server.setProcessChannelMode(QProcess::MergedChannels);
    m_server.start(m_bin + QStringLiteral("/postgres"),
                   {QStringLiteral("-D"), data, QStringLiteral("-p"), QString::number(m_port),
                    QStringLiteral("-h"), QStringLiteral("127.0.0.1"), QStringLiteral("-k"), m_folder.path(),
                    QStringLiteral("-F")});
    QByteArray said;
    while (!said.contains("ready to accept connections")) {
        if (!m_server.waitForReadyRead(patience)) {
            m_why = QStringLiteral("postgres: ") + QString::fromLocal8Bit(said);
            return;
        }
        said += m_server.readAll();
    }
}

PostgresServer::~PostgresServer()
{
    m_server.terminate(); // waits for no session of ours: there is none left
    if (m_server.state() != QProcess::NotRunning && !m_server.waitForFinished(20'000))
        m_server.kill();
    m_server.waitForFinished(20'000);
}

QByteArray PostgresServer::backend(const QByteArray &schema) const
{
    return "backend \"pg\" {\n    conn_str = \"postgres://envdeck@127.0.0.1:" + QByteArray::number(m_port) +
           "/postgres?sslmode=disable\"\n    schema_name = \"" + schema + "\"\n  }";
}

} // namespace envdeck::testing
