// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bootstrap/look.h"

#include "core/base/process_identity.h"
#include "core/bootstrap/root_script.h"
#include "core/base/remote_text.h"

namespace envdeck::bootstrap {

namespace {

using Lines = QMultiHash<QString, QString>;

Lines linesOf(const QByteArray &output)
{
    Lines lines;
    for (const QByteArray &line : output.split('\n')) {
        const qsizetype at = line.indexOf('=');
        if (at > 0)
            lines.insert(QString::fromLatin1(line.left(at)),
                         remoteText(QByteArrayView(line).sliced(at + 1).trimmed()));
    }
    return lines;
}

qint64 number(const Lines &lines, const char *key, qint64 otherwise = 0)
{
    bool good = false;
    const qint64 value = lines.value(QLatin1String(key)).toLongLong(&good);
    return good && value >= 0 ? value : otherwise;
}

Rights rightsOf(const QString &word)
{
    return word == QLatin1String("root")   ? Rights::Root
           : word == QLatin1String("sudo") ? Rights::Sudo
                                           : Rights::None;
}

bool isWhole(const QString &replicas) // "1/1"
{
    const QStringList parts = replicas.section(QLatin1Char(' '), 0, 0).split(QLatin1Char('/'));
    return parts.size() == 2 && parts.at(0) == parts.at(1) && parts.at(0).toInt() > 0;
}

} // namespace

QString Look::dokployVersion() const
{
    const QString tag = dokployImage.section(QLatin1Char('@'), 0, 0).section(QLatin1Char(':'), 1);
    return tag.startsWith(QLatin1Char('v')) ? tag : QString();
}

bool Look::isUp() const
{
    return isWhole(dokploy) && isWhole(postgres) && traefik == QLatin1String("running");
}

bool Look::allowsPort(int port) const
{
    const QString number = QString::number(port);
    return allows.contains(number) || allows.contains(number + QLatin1String("/tcp")) ||
           (port == 22 && allows.contains(QLatin1String("OpenSSH")));
}

QByteArray lookScript(const Places &places)
{
    return asRoot(placesText(places) + resource(QStringLiteral("look.sh")), true);
}

Result<Look> parseLook(const QByteArray &output, const QString &host)
{
    const Lines lines = linesOf(output);
    const auto text = [&](const char *key) { return lines.value(QLatin1String(key)); };
    if (text("end") != QLatin1String("1"))
        return Error{ErrorCode::BadResponse, host, QStringLiteral("cut-off"), 0};
    Look look;
    look.rights = rightsOf(text("rights"));
    look.sshPort = int(number(lines, "port", 22));
    look.name = text("name");
    look.machine = text("machine");
    look.osId = text("os_ID");
    look.osVersion = text("os_VERSION_ID");
    look.osName = text("os_PRETTY_NAME");
    look.isHere = text("boot") == currentBootId();
    look.container = text("container");
    if (const qint64 time = number(lines, "time"); time > 0)
        look.time = QDateTime::fromSecsSinceEpoch(time, Qt::UTC);
    look.memoryKib = number(lines, "memory_kib");
    look.swapKib = number(lines, "swap_kib");
    look.diskKib = number(lines, "disk_kib");
    look.apt = text("apt") == QLatin1String("yes");
    look.curl = text("curl") == QLatin1String("yes");
    look.upgradable = int(number(lines, "upgradable", -1));
    look.listsFresh = text("lists") == QLatin1String("fresh");
    look.listensKnown = text("listens_unknown").isEmpty();
    for (const QString &line : lines.values(QStringLiteral("listens")))
        look.listens.insert(line.section(QLatin1Char(' '), 0, 0).toInt(), line.section(QLatin1Char(' '), 1));
    look.ufw = !text("ufw").isEmpty() && text("ufw") != QLatin1String("missing");
    look.ufwActive = text("ufw") == QLatin1String("active");
    look.allows = lines.values(QStringLiteral("allows"));
    look.allows.sort();

    const QString docker = text("docker");
    look.docker = docker != QLatin1String("missing");
    look.dockerAnswers = look.docker && docker != QLatin1String("down") && !docker.isEmpty();
    look.dockerVersion = look.dockerAnswers ? docker : QString();
    look.swarm = text("swarm");
    look.containers = int(number(lines, "containers"));
    look.traefik = text("traefik");
    look.otherTraefik = lines.values(QStringLiteral("other_traefik"));
    look.dokploy = text("dokploy");
    look.dokployImage = text("image");
    look.postgres = text("postgres");
    look.otherServices = int(number(lines, "other_services"));
    look.port3000 = text("published").split(QLatin1Char(' ')).contains(QLatin1String("3000"));
    look.remains = lines.values(QStringLiteral("remains"));
    look.remains.sort();
    look.installerRuns = text("installer") == QLatin1String("running");
    return look;
}

} // namespace envdeck::bootstrap
