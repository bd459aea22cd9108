// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/sshd/sshd.h"

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTcpSocket>
#include <QThread>
#include <csignal>
#include <pwd.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace envdeck::standins::sshd {

namespace {

constexpr int keygenMs = 20000;
constexpr int pollMs = 20;
constexpr int graceMs = 3000;

bool accepts(int port)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), quint16(port));
    return socket.waitForConnected(200);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

QString program()
{
    return QStringLiteral("/usr/sbin/sshd");
}

QString missing()
{
    if (!QFileInfo(program()).isExecutable())
        return QStringLiteral("there is no sshd (Debian: openssh-server)");
    if (QStandardPaths::findExecutable(QStringLiteral("ssh-keygen")).isEmpty())
        return QStringLiteral("there is no ssh-keygen (Debian: openssh-client)");
    // Where root's sshd puts those who are not logged in yet; the service would make it.
    if (::geteuid() == 0 && !QDir().mkpath(QStringLiteral("/run/sshd")))
        return QStringLiteral("/run/sshd cannot be made");
    return {};
}

QString userName()
{
    const passwd *entry = ::getpwuid(::geteuid());
    return entry ? QString::fromLocal8Bit(entry->pw_name) : QString();
}

Result<void> makeKey(const QString &file, const QString &type, const QString &passphrase)
{
    QFile::remove(file); // ssh-keygen would ask
    QStringList arguments{QStringLiteral("-q"), QStringLiteral("-t"), type};
    if (type == QLatin1String("rsa"))
        arguments += {QStringLiteral("-b"), QStringLiteral("2048")};
    arguments +=
        {QStringLiteral("-N"), passphrase, QStringLiteral("-C"), QString(), QStringLiteral("-f"), file};
    QProcess keygen;
    keygen.start(QStringLiteral("ssh-keygen"), arguments);
    if (keygen.waitForFinished(keygenMs) && keygen.exitCode() == 0 && QFileInfo::exists(file))
        return {};
    return Error{ErrorCode::ToolFailed, QStringLiteral("ssh-keygen"),
                 QString::fromUtf8(keygen.readAllStandardError()).trimmed(), keygen.exitCode()};
}

QString fingerprint(const QString &publicKeyFile)
{
    const QByteArray blob = QByteArray::fromBase64(contentOf(publicKeyFile).split(' ').value(1).trimmed());
    if (blob.isEmpty())
        return {};
    const QByteArray hash = QCryptographicHash::hash(blob, QCryptographicHash::Sha256);
    return QStringLiteral("SHA256:") + QString::fromLatin1(hash.toBase64(QByteArray::OmitTrailingEquals));
}

QByteArray configText(const Config &config)
{
    const auto quoted = [](const QString &path) { return '"' + QFile::encodeName(path) + '"'; };
    QByteArray keys = quoted(config.authorizedKeys);
    keys.replace('%', "%%");
    // StrictModes would refuse a folder below /tmp, whose parents others may write to.
    return "Port " + QByteArray::number(config.port) + "\nListenAddress 127.0.0.1\nHostKey " +
           quoted(config.hostKey) + "\nAuthorizedKeysFile " + keys +
           "\nPidFile none\nUsePAM no\nStrictModes no\nPrintMotd no\nPrintLastLog no\n"
           "MaxStartups 200:30:300\n" +
           config.more;
}

QList<qint64> childrenOf(qint64 pid)
{
    QList<qint64> found;
    for (const QString &name :
         QDir(QStringLiteral("/proc")).entryList({QStringLiteral("[0-9]*")}, QDir::Dirs)) {
        const QByteArray stat = contentOf(QStringLiteral("/proc/%1/stat").arg(name));
        const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
        if (fields.size() > 1 && fields.at(0) != "Z" && fields.at(1).toLongLong() == pid)
            found += name.toLongLong();
    }
    return found;
}

Result<void> Daemon::start(const QString &configFile, int port, int patienceMs)
{
    m_process.setProcessChannelMode(QProcess::ForwardedChannels);
    // Nobody is left behind when this process is killed.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    m_process.start(program(),
                    {QStringLiteral("-D"), QStringLiteral("-e"), QStringLiteral("-f"), configFile});
    QElapsedTimer waited;
    waited.start();
    while (m_process.waitForStarted(patienceMs) && !waited.hasExpired(patienceMs)) {
        if (accepts(port))
            return {};
        if (m_process.waitForFinished(pollMs))
            break;
    }
    const QString why = m_process.state() == QProcess::NotRunning ? m_process.errorString()
                                                                  : QStringLiteral("accepts nobody");
    end();
    return Error{ErrorCode::ToolFailed, QStringLiteral("sshd"), why, m_process.exitCode()};
}

void Daemon::end()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    for (const qint64 pid : childrenOf(m_process.processId()))
        ::kill(pid_t(pid), SIGTERM); // a monitor ends its command with it
    m_process.terminate();
    if (!m_process.waitForFinished(graceMs)) {
        m_process.kill();
        m_process.waitForFinished(graceMs);
    }
}

} // namespace envdeck::standins::sshd
