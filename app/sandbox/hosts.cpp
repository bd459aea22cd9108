// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/hosts.h"

#include "app/sandbox/parts.h"
#include "core/base/paths.h"
#include "core/base/safe_file.h"
#include "tests/standins/sshd/sshd.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace envdeck::sandbox {

namespace sshd = standins::sshd;

namespace {

QString in(const Folder &folder, const QString &environment, const char *name)
{
    return folder.host(environment) + QLatin1Char('/') + QLatin1String(name);
}

QByteArray forShell(const QString &word)
{
    QByteArray text = QFile::encodeName(word);
    return '\'' + text.replace('\'', "'\\''") + '\'';
}

// Nobody but whoever made the sandbox gets in, and only with its key; nothing of theirs is read.
QByteArray rules(const Folder &folder, const QString &environment)
{
    return "AllowUsers " + sshd::userName().toLocal8Bit() +
           "\nAuthenticationMethods publickey\nPasswordAuthentication no\n"
           "KbdInteractiveAuthentication no\nPermitUserRC no\nPermitUserEnvironment no\n"
           "AllowTcpForwarding local\nAllowAgentForwarding no\nX11Forwarding no\nPermitTunnel no\n"
           "ForceCommand " +
           forShell(in(folder, environment, "enter")) + '\n';
}

Result<void> makeHost(const Folder &folder, const Settings &settings, const QString &environment)
{
    for (const QString &dir : {folder.host(environment), in(folder, environment, "bin")}) {
        if (const auto made = makePrivateFolder(dir); !made)
            return made.error();
    }
    for (const char *name : {"host_key", "login_key"}) {
        const QString key = in(folder, environment, name);
        if (QFileInfo::exists(key))
            continue;
        if (const auto made = sshd::makeKey(key); !made)
            return made.error();
    }
    return writeFile(
        in(folder, environment, "sshd_config"),
        sshd::configText({settings.ports.value(hostPart(environment)), in(folder, environment, "host_key"),
                          in(folder, environment, "login_key.pub"), rules(folder, environment)}));
}

Result<void> renameFile(const QString &from, const QString &to)
{
    QFile::remove(to);
    if (!QFile::rename(from, to))
        return Error{ErrorCode::Io, from, QStringLiteral("cannot be renamed"), 0};
    return {};
}

const QStringList keyFiles{QStringLiteral("host_key"), QStringLiteral("host_key.pub")};

} // namespace

QString hostPart(const QString &environment)
{
    return QStringLiteral("host-") + environment;
}

QString hostName(const QString &environment)
{
    return environment + QStringLiteral("-1");
}

bool hasHosts(const Settings &settings)
{
    return settings.ports.contains(hostPart(environments.first()));
}

QString hostsMissing()
{
    return sshd::missing();
}

Result<void> makeHosts(const Folder &folder, const Settings &settings)
{
    if (!hasHosts(settings))
        return {};
    for (const QString &environment : environments) {
        if (const auto made = makeHost(folder, settings, environment); !made)
            return made.error();
    }
    return {};
}

Result<void> writeHostPrograms(const Folder &folder, const Settings &settings, const QString &program)
{
    if (!hasHosts(settings))
        return {};
    for (const QString &environment : environments) {
        const QByteArray bin = forShell(in(folder, environment, "bin"));
        const QByteArray full = forShell(folder.scenario(QStringLiteral("disk-95")));
        const QByteArray fullHere = forShell(folder.scenario(QStringLiteral("disk-95:") + environment));
        const QList<std::pair<const char *, QByteArray>> programs{
            // What was asked for, in a POSIX shell whatever the login shell is.
            {"enter", "PATH=" + bin +
                          ":$PATH\nexport PATH\ncd\n"
                          "[ -n \"${SSH_ORIGINAL_COMMAND:-}\" ] || exec \"${SHELL:-/bin/sh}\"\n"
                          "exec /bin/sh -c \"$SSH_ORIGINAL_COMMAND\"\n"},
            {"bin/docker", "exec " + forShell(program) + " docker " + forShell(folder.dir) + ' ' +
                               environment.toLatin1() + " \"$@\"\n"},
            // The disk of this machine, but for a scenario.
            {"bin/df",
             "real() { command -p df \"$@\"; exit; }\n"
             "[ -e " +
                 full + " ] || [ -e " + fullHere +
                 " ] || real \"$@\"\n"
                 "case \" $* \" in *' -i '*) real \"$@\" ;; esac\n"
                 "command -p df \"$@\" | awk '$NF == \"/\" && $2 > 0 "
                 "{ used = int($2 * 0.95) + 1; printf \"%s %s %.0f %.0f 95%% %s\\n\", $1, $2, used, "
                 "$2 - used, $NF; next } { print }'\n"}};
        for (const auto &[name, text] : programs) {
            if (const auto written = writeFile(in(folder, environment, name), "#!/bin/sh\n" + text, 0700);
                !written)
                return written.error();
        }
    }
    return {};
}

Result<QByteArray> loginKey(const Folder &folder, const QString &environment)
{
    return readFile(in(folder, environment, "login_key"));
}

QString hostFingerprint(const Folder &folder, const QString &environment)
{
    return sshd::fingerprint(in(folder, environment, "host_key.pub"));
}

Result<void> changeHostKey(const Folder &folder, const QString &environment)
{
    const QString dir = folder.host(environment) + QLatin1Char('/');
    if (!QFileInfo::exists(dir + QStringLiteral("first_") + keyFiles.first())) {
        for (const QString &file : keyFiles) {
            if (const auto moved = renameFile(dir + file, dir + QStringLiteral("first_") + file); !moved)
                return moved.error();
        }
    }
    return sshd::makeKey(dir + keyFiles.first());
}

Result<void> restoreHostKey(const Folder &folder, const QString &environment)
{
    const QString dir = folder.host(environment) + QLatin1Char('/');
    for (const QString &file : keyFiles) {
        if (!QFileInfo::exists(dir + QStringLiteral("first_") + file))
            continue;
        if (const auto moved = renameFile(dir + QStringLiteral("first_") + file, dir + file); !moved)
            return moved.error();
    }
    return {};
}

int serveHost(const Folder &folder, const Settings &settings, const QString &environment)
{
    const QString part = hostPart(environment);
    const QString missing = hostsMissing();
    if (!missing.isEmpty()) {
        qCritical("%s: %s", qPrintable(part), qPrintable(missing));
        return 1;
    }
    sshd::Daemon daemon;
    QObject::connect(&daemon.process(), &QProcess::finished, qApp, [] { QCoreApplication::exit(1); });
    const auto started = daemon.start(in(folder, environment, "sshd_config"), settings.ports.value(part));
    if (!started) {
        qCritical("%s: %s", qPrintable(part), qPrintable(started.error().detail));
        return 1;
    }
    tellReady(folder, part);
    return QCoreApplication::exec();
}

} // namespace envdeck::sandbox
