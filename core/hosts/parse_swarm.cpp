// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/remote_text.h"
#include "core/hosts/rows.h"

namespace envdeck::hosts {

namespace {

// "2/2", "0/1 (1/1 completed)", "2/2 (max 1 per node)"
bool readReplicas(const QString &text, SwarmService *service)
{
    const QString first = text.section(QLatin1Char(' '), 0, 0);
    bool haveRunning = false;
    bool haveWanted = false;
    service->running = first.section(QLatin1Char('/'), 0, 0).toInt(&haveRunning);
    service->wanted = first.section(QLatin1Char('/'), 1, 1).toInt(&haveWanted);
    return haveRunning && haveWanted && service->running >= 0 && service->wanted >= 0;
}

} // namespace

Result<QList<SwarmService>> readServices(const Section &section, const Redactor &redactor, Problems *problems)
{
    QList<SwarmService> list;
    eachRow(section, problems, [&](Row &row) {
        const QString id = row.raw("id");
        if (!isDockerId(id))
            row.fail("id", "service id expected");
        if (row.value("replicas").isUndefined()) { // of the second command
            const QString image = row.raw("image");
            const QString stack = row.label("stack", 100);
            const QJsonValue update = row.value("update");
            for (SwarmService &service : list) {
                if (row.problem() || !id.startsWith(service.id))
                    continue;
                service.id = id;
                service.image = ImageRef::parse(image);
                service.stack = stack;
                service.updateState = remoteText(QStringView(update[QLatin1String("state")].toString()), 40);
                service.updateWords =
                    remoteText(QStringView(redactor.redacted(update[QLatin1String("message")].toString())));
            }
            return;
        }
        SwarmService service;
        service.id = id;
        service.name = row.text("name", 200);
        service.mode = row.text("mode", 40);
        if (!readReplicas(row.raw("replicas"), &service))
            row.fail("replicas", "replicas expected");
        if (!row.problem())
            list.append(service);
    });
    if (section.code.value_or(1) != 0)
        return errorOf(section);
    return list;
}

Result<QList<SwarmTask>> readTasks(const Section &section, const Redactor &redactor, Problems *problems)
{
    QList<SwarmTask> list;
    eachRow(section, problems, [&](Row &row) {
        SwarmTask task;
        task.id = row.raw("id");
        if (!isDockerId(task.id))
            row.fail("id", "task id expected");
        task.name = row.text("name", 200);
        // Tasks of the past are drawn below the first with " \_ " by some versions.
        if (const qsizetype at = task.name.lastIndexOf(QLatin1Char(' ')); at >= 0)
            task.name = task.name.mid(at + 1);
        task.image = row.text("image");
        task.node = row.label("node", 200);
        task.desired = row.text("desired", 20);
        const QString state = row.text("state", 100);
        task.state = state.section(QLatin1Char(' '), 0, 0);
        task.since = state.section(QLatin1Char(' '), 1);
        QString error = row.raw("error");
        if (error.size() >= 2 && error.startsWith(QLatin1Char('"')) && error.endsWith(QLatin1Char('"')))
            error = error.mid(1, error.size() - 2);
        task.error = remoteText(QStringView(redactor.redacted(error)), 500);
        if (!row.problem())
            list.append(task);
    });
    if (section.code.value_or(1) != 0)
        return errorOf(section);
    return list;
}

} // namespace envdeck::hosts
