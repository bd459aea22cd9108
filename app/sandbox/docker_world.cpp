// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/docker_world.h"

#include "app/sandbox/catalogue.h"
#include "core/base/safe_file.h"
#include "core/domain/image_ref.h"
#include "tests/standins/dokploy/store.h"
#include "tests/standins/registry/store.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>
#include <algorithm>

namespace envdeck::sandbox {

using standins::dokploy::Container;

namespace {

constexpr int killedCode = 137;

QString goTime(const QDateTime &at)
{
    return at.isValid() ? at.toUTC().toString(Qt::ISODateWithMs) : QStringLiteral("0001-01-01T00:00:00Z");
}

// The id of an image that nobody unpacks: always the same for the same reference.
QString imageId(const QString &reference)
{
    return QStringLiteral("sha256:") +
           QString::fromLatin1(
               QCryptographicHash::hash(reference.toUtf8(), QCryptographicHash::Sha256).toHex());
}

QString fileOf(const Folder &folder, const Container &container, const char *suffix)
{
    return QStringLiteral("%1/containers/%2.%3")
        .arg(folder.dir, container.id.left(12), QLatin1String(suffix));
}

// As the process table has it: Dokploy may not have looked since.
Container asItIs(Container container, const Folder &folder)
{
    const bool runs = container.process.pid > 0 && identityOf(container.process.pid) == container.process;
    if (container.running && !runs) {
        const auto code = readFile(fileOf(folder, container, "exit"));
        container.exitCode = code ? code.value().trimmed().toInt() : killedCode;
        container.finished = QFileInfo(fileOf(folder, container, "log")).lastModified().toUTC();
        container.restarting = !container.stoppedByHand && container.restart != QLatin1String("no");
    }
    container.running = runs;
    return container;
}

QJsonObject inspected(const Container &container)
{
    const QString state = container.running      ? QStringLiteral("running")
                          : container.restarting ? QStringLiteral("restarting")
                                                 : QStringLiteral("exited");
    const auto image = ImageRef::parse(container.image);
    QJsonObject labels{{QStringLiteral("org.opencontainers.image.version"), image ? image->tag : QString()}};
    if (!container.service.isEmpty()) {
        labels.insert(QStringLiteral("com.docker.compose.project"),
                      container.name.left(container.name.size() - container.service.size() - 3));
        labels.insert(QStringLiteral("com.docker.compose.service"), container.service);
    }
    QJsonObject ports;
    if (container.port > 0)
        ports.insert(QStringLiteral("8080/tcp"),
                     QJsonArray{QJsonObject{{QStringLiteral("HostIp"), container.address},
                                            {QStringLiteral("HostPort"), QString::number(container.port)}}});
    return {
        {QStringLiteral("ID"), container.id},
        {QStringLiteral("Name"), QLatin1Char('/') + container.name},
        {QStringLiteral("Created"), goTime(container.created)},
        {QStringLiteral("Image"), imageId(container.image)},
        {QStringLiteral("RestartCount"), container.restarts},
        {QStringLiteral("State"),
         QJsonObject{{QStringLiteral("Status"), state},
                     {QStringLiteral("Running"), container.running},
                     {QStringLiteral("Restarting"), state == QLatin1String("restarting")},
                     {QStringLiteral("OOMKilled"), false},
                     {QStringLiteral("Error"), QString()},
                     {QStringLiteral("Pid"), container.running ? container.process.pid : 0},
                     {QStringLiteral("ExitCode"), container.running ? 0 : container.exitCode},
                     {QStringLiteral("StartedAt"), goTime(container.started)},
                     {QStringLiteral("FinishedAt"), goTime(container.finished)},
                     {QStringLiteral("Health"), QJsonValue()}}}, // no compose file of the story has a check
        {QStringLiteral("Config"),
         QJsonObject{{QStringLiteral("Image"), container.image}, {QStringLiteral("Labels"), labels}}},
        {QStringLiteral("HostConfig"), QJsonObject{{QStringLiteral("Memory"), 0},
                                                   {QStringLiteral("RestartPolicy"),
                                                    QJsonObject{{QStringLiteral("Name"), container.restart}}},
                                                   {QStringLiteral("PortBindings"), ports}}},
        {QStringLiteral("NetworkSettings"),
         QJsonObject{{QStringLiteral("Ports"), container.running ? ports : QJsonObject()}}}};
}

// What the registry gave for it; a tag that was moved or lost since has none that is known.
QString digestOf(const Folder &folder, const ImageRef &image)
{
    const auto repository = standins::registry::Store(folder.registry()).repository(image.path());
    return repository ? repository->tags.value(image.tag) : QString();
}

QJsonObject imageRow(const Folder &folder, const Settings &settings, const QList<Version> &catalogue,
                     const QString &reference)
{
    const auto image = ImageRef::parse(reference);
    const QString app = image ? image->path().section(QLatin1Char('/'), -1) : QString();
    const QString tag = image ? image->tag : QString();
    const Version version = versionOf(catalogue, app, tag);
    const QString digest = image ? digestOf(folder, *image) : QString();
    const qint64 bytes =
        61'000'000 + imageId(reference).mid(7, 6).toInt(nullptr, 16) % 9'000'000; // as such apps have
    const QDateTime built = settings.created.addMSecs(-qint64(version.daysOld * 24 * 3600 * 1000));
    return {{QStringLiteral("ID"), imageId(reference)},
            {QStringLiteral("Repository"), image ? image->repository : reference},
            {QStringLiteral("Tag"), tag.isEmpty() ? QStringLiteral("<none>") : tag},
            {QStringLiteral("Digest"), digest.isEmpty() ? QStringLiteral("<none>") : digest},
            {QStringLiteral("Size"), sizeText(bytes)},
            {QStringLiteral("Bytes"), bytes},
            {QStringLiteral("CreatedAt"),
             built.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) + QStringLiteral(" +0000 UTC")}};
}

QString removedFile(const Folder &folder, const QString &environment)
{
    return folder.host(environment) + QStringLiteral("/removed_images.json");
}

QStringList removedImages(const Folder &folder, const QString &environment)
{
    const auto bytes = readFile(removedFile(folder, environment));
    QStringList removed;
    for (const QJsonValue &image : QJsonDocument::fromJson(bytes ? bytes.value() : QByteArray()).array())
        removed.append(image.toString());
    return removed;
}

QJsonObject diskRow(const char *kind, qsizetype count, qsizetype active, qint64 size, qint64 reclaimable)
{
    const QString share = size > 0 ? QStringLiteral(" (%1%)").arg(reclaimable * 100 / size) : QString();
    return {{QStringLiteral("Type"), QLatin1String(kind)},
            {QStringLiteral("TotalCount"), QString::number(count)},
            {QStringLiteral("Active"), QString::number(active)},
            {QStringLiteral("Size"), sizeText(size)},
            {QStringLiteral("Reclaimable"), sizeText(reclaimable) + share}};
}

QString span(qint64 seconds)
{
    return seconds < 120       ? QStringLiteral("%1 seconds").arg(std::max<qint64>(seconds, 0))
           : seconds < 7200    ? QStringLiteral("%1 minutes").arg(seconds / 60)
           : seconds < 172'800 ? QStringLiteral("%1 hours").arg(seconds / 3600)
                               : QStringLiteral("%1 days").arg(seconds / 86'400);
}

} // namespace

QString sizeText(qint64 bytes)
{
    return bytes < 1000 ? QStringLiteral("%1B").arg(bytes)
                        : QStringLiteral("%1MB").arg(double(bytes) / 1e6, 0, 'f', 1);
}

Result<DockerWorld> dockerWorld(const Folder &folder, const Settings &settings, const QString &environment)
{
    const auto book = standins::dokploy::readState(folder.dokploy(environment));
    if (!book)
        return book.error();
    const auto catalogue = readCatalogue(folder);
    if (!catalogue)
        return catalogue.error();
    DockerWorld world;
    QStringList used;
    QList<Container> containers = book.value().containers;
    std::stable_sort(containers.begin(), containers.end(),
                     [](const Container &a, const Container &b) { return a.created > b.created; });
    for (const Container &container : std::as_const(containers)) {
        world.containers.append(inspected(asItIs(container, folder)));
        used.append(container.image);
    }
    const QStringList removed = removedImages(folder, environment);
    QStringList references = book.value().pulledImages + used;
    references.removeDuplicates();
    for (const QString &reference : std::as_const(references)) {
        if (used.contains(reference) || !removed.contains(reference))
            world.images.append(imageRow(folder, settings, catalogue.value(), reference));
    }
    return world;
}

QJsonObject dockerInfo()
{
    // Dokploy wants a swarm; what it runs here are containers.
    return {
        {QStringLiteral("ServerVersion"), QStringLiteral("28.3.3+envdeck-sandbox")},
        {QStringLiteral("Driver"), QStringLiteral("envdeck-sandbox")},
        {QStringLiteral("DockerRootDir"), QStringLiteral("/nonexistent")},
        {QStringLiteral("Swarm"), QJsonObject{{QStringLiteral("LocalNodeState"), QStringLiteral("active")},
                                              {QStringLiteral("ControlAvailable"), true},
                                              {QStringLiteral("Nodes"), 1},
                                              {QStringLiteral("Managers"), 1},
                                              {QStringLiteral("Error"), QString()}}}};
}

QList<QJsonObject> diskRows(const DockerWorld &world)
{
    qint64 all = 0;
    qint64 idle = 0;
    qsizetype running = 0;
    QStringList used;
    for (const QJsonObject &container : world.containers) {
        used.append(container.value(QLatin1String("Image")).toString());
        running += container.value(QLatin1String("State"))[QLatin1String("Running")].toBool() ? 1 : 0;
    }
    qsizetype active = 0;
    for (const QJsonObject &image : world.images) {
        const qint64 bytes = image.value(QLatin1String("Bytes")).toInteger();
        const bool isUsed = used.contains(image.value(QLatin1String("ID")).toString());
        all += bytes;
        idle += isUsed ? 0 : bytes;
        active += isUsed ? 1 : 0;
    }
    return {diskRow("Images", world.images.size(), active, all, idle),
            diskRow("Containers", world.containers.size(), running, 0, 0),
            diskRow("Local Volumes", 0, 0, 0, 0), diskRow("Build Cache", 0, 0, 0, 0)};
}

QJsonObject listedContainer(const QJsonObject &container, const QDateTime &now)
{
    const QJsonObject state = container.value(QLatin1String("State")).toObject();
    const auto ago = [&](const char *key) {
        return span(
            QDateTime::fromString(state.value(QLatin1String(key)).toString(), Qt::ISODateWithMs).secsTo(now));
    };
    const QString word = state.value(QLatin1String("Status")).toString();
    const QString status = word == QLatin1String("running")
                               ? QStringLiteral("Up ") + ago("StartedAt")
                               : QStringLiteral("%1 (%2) %3 ago")
                                     .arg(word == QLatin1String("exited") ? QStringLiteral("Exited")
                                                                          : QStringLiteral("Restarting"))
                                     .arg(state.value(QLatin1String("ExitCode")).toInt())
                                     .arg(ago("FinishedAt"));
    QStringList ports;
    const QJsonObject open =
        container.value(QLatin1String("NetworkSettings"))[QLatin1String("Ports")].toObject();
    for (auto port = open.begin(); port != open.end(); ++port) {
        const QJsonValue host = port.value()[0];
        ports.append(QStringLiteral("%1:%2->%3")
                         .arg(host[QLatin1String("HostIp")].toString(),
                              host[QLatin1String("HostPort")].toString(), port.key()));
    }
    return {{QStringLiteral("ID"), container.value(QLatin1String("ID")).toString()},
            {QStringLiteral("Names"), container.value(QLatin1String("Name")).toString().mid(1)},
            {QStringLiteral("Image"), container.value(QLatin1String("Config"))[QLatin1String("Image")]},
            {QStringLiteral("State"), word},
            {QStringLiteral("Status"), status},
            {QStringLiteral("Ports"), ports.join(QStringLiteral(", "))},
            {QStringLiteral("CreatedAt"), container.value(QLatin1String("Created"))}};
}

Result<void> removeImage(const Folder &folder, const QString &environment, const QString &reference)
{
    QStringList removed = removedImages(folder, environment);
    if (!removed.contains(reference))
        removed.append(reference);
    return writeFile(removedFile(folder, environment),
                     QJsonDocument(QJsonArray::fromStringList(removed)).toJson());
}

} // namespace envdeck::sandbox
