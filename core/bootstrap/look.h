// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/bootstrap/outside.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QStringList>

namespace envdeck::bootstrap {

enum class Rights { Root, Sudo, None }; // Sudo: without a password

// What a host is before it is prepared, and what stands on it already. Its own words, checked to be of their
// type.
struct Look {
    Rights rights = Rights::None;
    int sshPort = 22; // that we came in by
    QString name;
    QString machine;     // "x86_64"
    QString osId;        // "debian"
    QString osVersion;   // "12"
    QString osName;      // "Debian GNU/Linux 12 (bookworm)"
    bool isHere = false; // it is the computer that we run on
    QString container;   // "docker", "lxc"; empty or "none" on a machine
    QDateTime time;      // UTC, as its clock has it
    qint64 memoryKib = 0;
    qint64 swapKib = 0;
    qint64 diskKib = 0; // free at "/"
    bool apt = false;
    bool curl = false;
    int upgradable = -1;     // packages; -1: not known
    bool listsFresh = false; // its lists of packages are younger than two days
    bool listensKnown = true;
    QHash<int, QString> listens; // on 80, 443, 3000: by which program; empty: it does not say
    bool ufw = false;
    bool ufwActive = false;
    QStringList allows; // "22/tcp", "OpenSSH"

    bool docker = false;
    bool dockerAnswers = false; // to all that it was asked: else nothing below it counts
    QString dockerVersion;
    QString swarm;            // "active", "inactive", "locked", "pending", "error"; empty: not known
    int containers = 0;       // that run
    QString traefik;          // state of Dokploy's: "running", "exited"; empty: there is none
    QStringList otherTraefik; // containers of another
    QString dokploy;          // replicas of its service: "1/1"; empty: there is none
    QString dokployImage;
    QString postgres;
    int otherServices = 0; // of swarm
    bool port3000 = false; // the service of Dokploy publishes it
    QStringList remains;   // what a Docker that was here left behind
    bool installerRuns = false;

    bool isInSwarm() const { return docker && swarm != QLatin1String("inactive"); }
    bool hasDokploy() const { return !dokploy.isEmpty(); }
    QString dokployVersion() const; // "v0.30.2" of the image; empty for "latest"
    bool isUp() const;              // all of Dokploy's parts run
    bool allowsPort(int port) const;
    friend bool operator==(const Look &, const Look &) = default;
};

// The script for Shell::run; runs without the rights of root too, and says so. Reads only.
QByteArray lookScript(const Places &places);
// BadResponse when it was cut off or says nothing; `host` is the subject.
Result<Look> parseLook(const QByteArray &output, const QString &host);

} // namespace envdeck::bootstrap
