// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sshd.h"

#include "tests/support/event_loop.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <csignal>
#include <pwd.h>
#include <unistd.h>

namespace envdeck::testing {

namespace {

const QString daemonPath = QStringLiteral("/usr/sbin/sshd");

bool accepts(int port)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), static_cast<quint16>(port));
    return socket.waitForConnected(200);
}

} // namespace

int freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

QByteArray fileContent(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void makeKey(const QString &file, const QByteArray &type, const QByteArray &passphrase)
{
    QStringList arguments{QStringLiteral("-q"), QStringLiteral("-t"), QString::fromLatin1(type)};
    if (type == "rsa")
        arguments += {QStringLiteral("-b"), QStringLiteral("2048")};
    arguments += {QStringLiteral("-N"), QString::fromLatin1(passphrase),
                  QStringLiteral("-C"), QString(),
                  QStringLiteral("-f"), file};
    QProcess::execute(QStringLiteral("ssh-keygen"), arguments);
}

QString Sshd::missing()
{
    if (!QFileInfo::exists(daemonPath))
        return QStringLiteral("there is no sshd");
    if (QStandardPaths::findExecutable(QStringLiteral("ssh-keygen")).isEmpty())
        return QStringLiteral("there is no ssh-keygen");
    if (::geteuid() == 0 && !QDir().mkpath(QStringLiteral("/run/sshd")))
        return QStringLiteral("/run/sshd cannot be made");
    return {};
}

QString Sshd::user()
{
    const passwd *entry = ::getpwuid(::geteuid());
    return entry ? QString::fromLocal8Bit(entry->pw_name) : QString();
}

Sshd::Sshd() : Sshd(Options{}) {}

Sshd::Sshd(const Options &options)
{
    const auto at = [this](const char *name) { return m_folder.filePath(QString::fromLatin1(name)); };
    makeKey(at("host"), options.hostKeyType);
    makeKey(at("user"), "ed25519");
    makeKey(at("locked"), "ed25519", "open me");
    QFile keys(at("authorized"));
    if (keys.open(QIODevice::WriteOnly))
        keys.write(fileContent(at("user.pub")) + fileContent(at("locked.pub")));
    keys.close();
    m_port = freePort();
    const QByteArray folder = m_folder.path().toLocal8Bit() + '/';
    QByteArray config = "Port " + QByteArray::number(m_port) + "\nListenAddress 127.0.0.1\nHostKey " +
                        folder + "host\nAuthorizedKeysFile " + folder +
                        "authorized\nPidFile none\nUsePAM no\nStrictModes no\n"
                        "LogLevel DEBUG1\nPrintMotd no\nPrintLastLog no\nMaxStartups 200:30:300\n";
    if (!options.shell.isEmpty())
        config += "ForceCommand exec " + options.shell + " -c \"$SSH_ORIGINAL_COMMAND\"\n";
    config += options.lines;
    QFile file(at("config"));
    if (file.open(QIODevice::WriteOnly))
        file.write(config);
    file.close();
    m_daemon.setStandardErrorFile(at("stderr"));
    m_daemon.start(daemonPath, {QStringLiteral("-D"), QStringLiteral("-f"), at("config"),
                                QStringLiteral("-E"), at("log")});
    m_daemon.waitForStarted();
    eventually([this] { return accepts(m_port); }, std::chrono::seconds(10));
}

Sshd::~Sshd()
{
    freezeSessions(false);
    killSessions();
    m_daemon.kill(); // by its pid
    m_daemon.waitForFinished(5000);
}

QByteArray Sshd::hostKeyLine() const
{
    return fileContent(m_folder.filePath(QStringLiteral("host.pub"))).trimmed();
}

QByteArray Sshd::log() const
{
    return fileContent(m_folder.filePath(QStringLiteral("log")));
}

QList<int> Sshd::sessions() const
{
    QList<int> found;
    for (const QString &name :
         QDir(QStringLiteral("/proc")).entryList({QStringLiteral("[0-9]*")}, QDir::Dirs)) {
        const QByteArray stat = fileContent(QStringLiteral("/proc/%1/stat").arg(name));
        const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
        if (fields.size() > 1 && fields.at(0) != "Z" && fields.at(1).toLongLong() == m_daemon.processId())
            found += name.toInt();
    }
    return found;
}

void Sshd::killSessions()
{
    for (const int pid : sessions())
        ::kill(pid, SIGKILL);
}

void Sshd::freezeSessions(bool frozen)
{
    for (const int pid : sessions())
        ::kill(pid, frozen ? SIGSTOP : SIGCONT);
}

} // namespace envdeck::testing
