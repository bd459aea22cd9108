// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/docker_command.h"

#include "app/sandbox/containers.h"
#include "app/sandbox/docker_logs.h"
#include "app/sandbox/docker_options.h"
#include "app/sandbox/docker_world.h"
#include "app/sandbox/go_template.h"

#include <QFileInfo>
#include <csignal>
#include <cstdio>

namespace envdeck::sandbox {

namespace {

constexpr int dockerFailed = 1;
constexpr int badUsage = 125;

void put(FILE *to, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), to);
}

int complain(const QString &text, int code = dockerFailed)
{
    put(stderr, text + QLatin1Char('\n'));
    return code;
}

QString idOf(const QJsonObject &object)
{
    return object.value(QLatin1String("ID")).toString();
}

QString nameOf(const QJsonObject &container)
{
    return container.value(QLatin1String("Name")).toString().mid(1);
}

bool runs(const QJsonObject &container)
{
    return container.value(QLatin1String("State"))[QLatin1String("Running")].toBool();
}

// Columns as docker's, three spaces between.
int printTable(const QList<QStringList> &rows)
{
    QList<qsizetype> widths(rows.first().size());
    for (const QStringList &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths.at(i), row.at(i).size() + 3);
    }
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i)
            line += row.at(i).leftJustified(widths.at(i));
        put(stdout, line.trimmed() + QLatin1Char('\n'));
    }
    return 0;
}

int printFormatted(const QList<QJsonObject> &objects, const QString &format)
{
    for (const QJsonObject &object : objects) {
        const auto line = rendered(format, object);
        if (!line)
            return complain(QStringLiteral("template: the sandbox's docker: ") + line.error().detail);
        put(stdout, line.value() + QLatin1Char('\n'));
    }
    return 0;
}

class Docker {
public:
    Docker(const Folder &folder, const Settings &settings, const QString &environment,
           const DockerWorld &world)
        : m_folder(folder), m_settings(settings), m_environment(environment), m_world(world)
    {
    }

    int run(const QStringList &arguments)
    {
        using Command = int (Docker::*)(const DockerOptions &);
        struct Verb {
            QStringList words;
            Command command;
            QStringList options;
        };
        const QString format = QStringLiteral("format|f=");
        const QStringList psOptions{QStringLiteral("all|a"), QStringLiteral("quiet|q"),
                                    QStringLiteral("no-trunc"), QStringLiteral("format=")};
        const QStringList imageOptions{QStringLiteral("all|a"), QStringLiteral("quiet|q"),
                                       QStringLiteral("no-trunc"), QStringLiteral("digests"),
                                       QStringLiteral("format=")};
        const QStringList logOptions{QStringLiteral("follow|f"), QStringLiteral("timestamps|t"),
                                     QStringLiteral("tail|n="), QStringLiteral("since=")};
        const QStringList restartOptions{QStringLiteral("time|t="), QStringLiteral("timeout=")};
        const QList<Verb> verbs{
            {{QStringLiteral("info")}, &Docker::info, {format}},
            {{QStringLiteral("ps")}, &Docker::ps, psOptions},
            {{QStringLiteral("container"), QStringLiteral("ls")}, &Docker::ps, psOptions},
            {{QStringLiteral("inspect")}, &Docker::inspect, {format, QStringLiteral("type=")}},
            {{QStringLiteral("image"), QStringLiteral("ls")}, &Docker::images, imageOptions},
            {{QStringLiteral("images")}, &Docker::images, imageOptions},
            {{QStringLiteral("image"), QStringLiteral("inspect")}, &Docker::inspectImage, {format}},
            {{QStringLiteral("image"), QStringLiteral("rm")}, &Docker::removeImages, {}},
            {{QStringLiteral("rmi")}, &Docker::removeImages, {}},
            {{QStringLiteral("service"), QStringLiteral("ls")},
             &Docker::services,
             {QStringLiteral("quiet|q"), QStringLiteral("format=")}},
            {{QStringLiteral("logs")}, &Docker::logs, logOptions},
            {{QStringLiteral("system"), QStringLiteral("df")}, &Docker::disk, {QStringLiteral("format=")}},
            {{QStringLiteral("restart")}, &Docker::restart, restartOptions}};
        for (const Verb &verb : verbs) {
            if (arguments.mid(0, verb.words.size()) != verb.words)
                continue;
            const DockerOptions options = dockerOptions(arguments.mid(verb.words.size()), verb.options);
            return options.unknown.isEmpty() ? (this->*verb.command)(options)
                                             : complain(options.unknown, badUsage);
        }
        return complain(
            QStringLiteral("docker: the sandbox has no real Docker, and its stand-in does not know "
                           "\"%1\"")
                .arg(arguments.mid(0, 2).join(QLatin1Char(' '))),
            badUsage);
    }

private:
    int info(const DockerOptions &options)
    {
        const QJsonObject facts = dockerInfo();
        if (options.has("format"))
            return printFormatted({facts}, options.value("format"));
        put(stdout, QStringLiteral("Server:\n Containers: %1\n Images: %2\n Server Version: %3\n")
                        .arg(m_world.containers.size())
                        .arg(m_world.images.size())
                        .arg(facts.value(QLatin1String("ServerVersion")).toString()));
        return 0;
    }

    int ps(const DockerOptions &options)
    {
        QList<QJsonObject> shown;
        const QDateTime now = QDateTime::currentDateTimeUtc();
        for (const QJsonObject &container : m_world.containers) {
            if (!options.has("all") && !runs(container))
                continue;
            QJsonObject row = listedContainer(container, now);
            if (!options.has("no-trunc"))
                row.insert(QStringLiteral("ID"), idOf(row).left(12));
            shown.append(row);
        }
        if (options.has("quiet"))
            return printFormatted(shown, QStringLiteral("{{.ID}}"));
        if (options.has("format"))
            return printFormatted(shown, options.value("format"));
        return table(shown, {"ID", "Image", "Status", "Ports", "Names"},
                     {QStringLiteral("CONTAINER ID"), QStringLiteral("IMAGE"), QStringLiteral("STATUS"),
                      QStringLiteral("PORTS"), QStringLiteral("NAMES")});
    }

    int inspect(const DockerOptions &options)
    {
        if (!options.has("format") ||
            (options.has("type") && options.value("type") != QLatin1String("container")))
            return complain(
                QStringLiteral("docker: the sandbox's stand-in inspects containers, by a format"));
        QList<QJsonObject> found;
        int code = 0;
        for (const QString &word : options.words) {
            if (const QJsonObject *container = this->container(word))
                found.append(*container);
            else
                code = complain(QStringLiteral("Error response from daemon: No such container: ") + word);
        }
        const int printed = printFormatted(found, options.value("format"));
        return printed == 0 ? code : printed;
    }

    int images(const DockerOptions &options)
    {
        QList<QJsonObject> shown;
        for (QJsonObject image : m_world.images) {
            if (!options.has("no-trunc"))
                image.insert(QStringLiteral("ID"), idOf(image).mid(7, 12));
            shown.append(image);
        }
        if (options.has("quiet"))
            return printFormatted(shown, QStringLiteral("{{.ID}}"));
        if (options.has("format"))
            return printFormatted(shown, options.value("format"));
        return table(shown, {"Repository", "Tag", "ID", "CreatedAt", "Size"},
                     {QStringLiteral("REPOSITORY"), QStringLiteral("TAG"), QStringLiteral("IMAGE ID"),
                      QStringLiteral("CREATED"), QStringLiteral("SIZE")});
    }

    int removeImages(const DockerOptions &options)
    {
        int code = 0;
        for (const QString &word : options.words) {
            const int removed = removeImageNamed(word);
            code = std::max(code, removed);
        }
        return options.words.isEmpty() ? complain(QStringLiteral("docker: which image?"), badUsage) : code;
    }

    int services(const DockerOptions &options) // Dokploy runs containers here
    {
        if (options.has("quiet") || options.has("format"))
            return 0;
        put(stdout, QStringLiteral("ID   NAME   MODE   REPLICAS   IMAGE   PORTS\n"));
        return 0;
    }

    int disk(const DockerOptions &options)
    {
        const QList<QJsonObject> rows = diskRows(m_world);
        if (options.has("format"))
            return printFormatted(rows, options.value("format"));
        return table(rows, {"Type", "TotalCount", "Active", "Size", "Reclaimable"},
                     {QStringLiteral("TYPE"), QStringLiteral("TOTAL"), QStringLiteral("ACTIVE"),
                      QStringLiteral("SIZE"), QStringLiteral("RECLAIMABLE")});
    }

    int logs(const DockerOptions &options)
    {
        const QJsonObject *found = container(options.words.value(0));
        if (!found || options.words.size() != 1)
            return complain(QStringLiteral("Error response from daemon: No such container: ") +
                            options.words.value(0));
        LogsRequest request;
        request.file = QStringLiteral("%1/containers/%2.log").arg(m_folder.dir, idOf(*found).left(12));
        request.started = QDateTime::fromString(
            found->value(QLatin1String("State"))[QLatin1String("StartedAt")].toString(), Qt::ISODateWithMs);
        request.timestamps = options.has("timestamps");
        request.follow = options.has("follow");
        bool isNumber = false;
        const qint64 tail = options.value("tail").toLongLong(&isNumber);
        if (isNumber && tail >= 0)
            request.tail = tail;
        if (options.has("since")) {
            request.since = sinceFrom(options.value("since"), QDateTime::currentDateTimeUtc());
            if (!request.since)
                return complain(QStringLiteral("invalid value for \"since\": ") + options.value("since"));
        }
        const auto process =
            identityOf(found->value(QLatin1String("State"))[QLatin1String("Pid")].toInteger());
        request.isRunning = [process, settings = m_folder.settings()] {
            return process && identityOf(process->pid) == process && QFileInfo::exists(settings);
        };
        return printLogs(request);
    }

    int restart(const DockerOptions &options)
    {
        for (const QString &word : options.words) {
            const QJsonObject *found = container(word);
            if (!found)
                return complain(QStringLiteral("Error response from daemon: No such container: ") + word);
            if (const auto done = restartContainer(m_folder, m_settings, m_environment, idOf(*found)); !done)
                return complain(QStringLiteral("Error response from daemon: Cannot restart container %1: %2")
                                    .arg(word, done.error().detail));
            put(stdout, word + QLatin1Char('\n'));
        }
        return options.words.isEmpty() ? complain(QStringLiteral("docker: which container?"), badUsage) : 0;
    }

    // By id, the beginning of it, or name.
    const QJsonObject *container(const QString &word) const
    {
        for (const QJsonObject &each : m_world.containers) {
            if (nameOf(each) == word || (word.size() >= 4 && idOf(each).startsWith(word)))
                return &each;
        }
        return nullptr;
    }

    static QString referenceOf(const QJsonObject &image)
    {
        return image.value(QLatin1String("Repository")).toString() + QLatin1Char(':') +
               image.value(QLatin1String("Tag")).toString();
    }

    const QJsonObject *image(const QString &word) const // by name, id or digest
    {
        const auto found =
            std::find_if(m_world.images.cbegin(), m_world.images.cend(), [&](const QJsonObject &image) {
                return word == referenceOf(image) || word == idOf(image) ||
                       word == image.value(QLatin1String("Repository")).toString() + QLatin1Char('@') +
                                   image.value(QLatin1String("Digest")).toString();
            });
        return found == m_world.images.cend() ? nullptr : &*found;
    }

    int inspectImage(const DockerOptions &options)
    {
        const QJsonObject *found = image(options.words.value(0));
        if (!found || !options.has("format"))
            return complain(QStringLiteral("Error response from daemon: No such image: ") +
                            options.words.value(0));
        return printFormatted({{{QStringLiteral("Id"), idOf(*found)}}}, options.value("format"));
    }

    int removeImageNamed(const QString &word)
    {
        const QJsonObject *found = image(word);
        if (!found)
            return complain(QStringLiteral("Error response from daemon: No such image: ") + word);
        for (const QJsonObject &each : m_world.containers) {
            if (each.value(QLatin1String("Image")).toString() == idOf(*found))
                return complain(QStringLiteral("Error response from daemon: conflict: unable to remove "
                                               "repository reference \"%1\" (must force) - container %2 is "
                                               "using its referenced image")
                                    .arg(word, idOf(each).left(12)));
        }
        if (const auto removed = removeImage(m_folder, m_environment, referenceOf(*found)); !removed)
            return complain(removed.error().detail);
        put(stdout, QStringLiteral("Untagged: %1\n").arg(word));
        return 0;
    }

    static int table(const QList<QJsonObject> &objects, const QList<const char *> &fields,
                     const QStringList &header)
    {
        QList<QStringList> rows{header};
        for (const QJsonObject &object : objects) {
            QStringList row;
            for (const char *field : fields)
                row.append(object.value(QLatin1String(field)).toString());
            rows.append(row);
        }
        return printTable(rows);
    }

    const Folder &m_folder;
    const Settings &m_settings;
    QString m_environment;
    const DockerWorld &m_world;
};

} // namespace

int runDocker(const Folder &folder, const QString &environment, const QStringList &arguments)
{
    std::signal(SIGPIPE, SIG_DFL); // as docker: no reader, no more
    const auto settings = readSettings(folder);
    if (!settings || !environments.contains(environment))
        return complain(QStringLiteral("Cannot connect to the Docker daemon: there is no sandbox at ") +
                        folder.dir);
    const auto world = dockerWorld(folder, settings.value(), environment);
    if (!world)
        return complain(QStringLiteral("Cannot connect to the Docker daemon: ") + world.error().detail);
    return Docker(folder, settings.value(), environment, world.value()).run(arguments);
}

} // namespace envdeck::sandbox
