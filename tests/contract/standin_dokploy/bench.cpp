// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/standin_dokploy/bench.h"

#include <QJsonDocument>

namespace envdeck::testing {

std::optional<ProcessIdentity> FakeEngine::start(const standins::dokploy::Container &container)
{
    events.append(QStringLiteral("start ") + container.image);
    m_entries.insert(++m_lastPid, {container.id, container.image, true, {}});
    return ProcessIdentity{m_lastPid, 1};
}

void FakeEngine::terminate(const ProcessIdentity &process)
{
    const auto entry = m_entries.find(process.pid);
    if (entry == m_entries.end() || !entry->runs)
        return;
    events.append(QStringLiteral("stop ") + entry->image);
    if (stubborn)
        return;
    entry->runs = false;
    entry->code = 0;
}

void FakeEngine::kill(const ProcessIdentity &process)
{
    const auto entry = m_entries.find(process.pid);
    if (entry == m_entries.end() || !entry->runs)
        return;
    events.append(QStringLiteral("kill ") + entry->image);
    entry->runs = false;
}

bool FakeEngine::isRunning(const ProcessIdentity &process) const
{
    return m_entries.value(process.pid, {{}, {}, false, {}}).runs;
}

std::optional<int> FakeEngine::exitCode(const QString &containerId) const
{
    std::optional<int> code;
    for (const Entry &entry : m_entries) {
        if (entry.id == containerId)
            code = entry.code;
    }
    return code;
}

QString FakeEngine::output(const QString &) const
{
    return QStringLiteral("one\ntwo\nthree\n");
}

void FakeEngine::keepOnly(const QStringList &containerIds)
{
    for (Entry &entry : m_entries)
        entry.runs = entry.runs && containerIds.contains(entry.id);
}

void FakeEngine::forget(const QString &) {}

void FakeEngine::end(const QString &image, std::optional<int> code)
{
    for (Entry &entry : m_entries) {
        if (entry.image != image || !entry.runs)
            continue;
        entry.runs = false;
        entry.code = code;
    }
}

QStringList FakeEngine::running() const
{
    QStringList images;
    for (const Entry &entry : m_entries) {
        if (entry.runs)
            images.append(entry.image);
    }
    return images;
}

Bench::Bench()
{
    standins::RegistryOptions shelf;
    shelf.folder = folder.path() + QStringLiteral("/registry");
    shelf.access = standins::RegistryAccess::Basic;
    shelf.user = QStringLiteral("robot");
    shelf.password = QStringLiteral("hunter2hunter2");
    registry = std::make_unique<standins::Registry>(shelf, clock);
    EXPECT_TRUE(registry->start());
    options.stateFile = folder.path() + QStringLiteral("/dokploy.json");
    options.apiKey = QString::fromLatin1(benchKey);
    options.logins.insert(registry->url().authority(), {shelf.user, shelf.password});
    const std::chrono::milliseconds soon(1);
    options.timing = {soon, soon, soon, std::chrono::milliseconds(50)};
    restart();

    const QJsonValue project = post(QStringLiteral("project.create"),
                                    {{QStringLiteral("name"), QStringLiteral("shop")},
                                     {QStringLiteral("description"), QStringLiteral("demo project")}});
    projectId = project[QLatin1String("project")][QLatin1String("projectId")].toString();
    const QJsonValue environment = post(QStringLiteral("environment.create"),
                                        {{QStringLiteral("name"), QStringLiteral("dev")},
                                         {QStringLiteral("description"), QStringLiteral("development")},
                                         {QStringLiteral("projectId"), projectId}});
    environmentId = environment[QLatin1String("environmentId")].toString();
}

void Bench::restart()
{
    dokploy.reset();
    dokploy = std::make_unique<standins::Dokploy>(options, engine, clock);
    ASSERT_TRUE(dokploy->start());
    ASSERT_TRUE(dokploy->begin());
}

Fetched Bench::ask(const QByteArray &method, const QString &pathAndQuery, const QJsonObject &body)
{
    QList<QNetworkReply::RawHeaderPair> headers{{"x-api-key", benchKey}};
    QByteArray bytes;
    if (method == "POST") {
        headers.append(QNetworkReply::RawHeaderPair("Content-Type", "application/json"));
        bytes = QJsonDocument(body).toJson();
    }
    return fetch(method, QUrl(dokploy->url().toString() + pathAndQuery), headers, bytes);
}

Fetched Bench::askWithoutKey(const QByteArray &method, const QString &pathAndQuery, const QByteArray &body,
                             const QList<QNetworkReply::RawHeaderPair> &more)
{
    QList<QNetworkReply::RawHeaderPair> headers{{"Content-Type", "application/json"}};
    headers += more;
    return fetch(method, QUrl(dokploy->url().toString() + pathAndQuery), headers,
                 method == "POST" ? body : QByteArray());
}

QJsonValue Bench::get(const QString &pathAndQuery)
{
    const Fetched answer = ask("GET", QStringLiteral("/api/") + pathAndQuery);
    EXPECT_EQ(answer.status, 200) << qPrintable(pathAndQuery) << ": " << answer.body.constData();
    return jsonOf(answer.body);
}

QJsonValue Bench::post(const QString &procedure, const QJsonObject &body)
{
    const Fetched answer = ask("POST", QStringLiteral("/api/") + procedure, body);
    EXPECT_EQ(answer.status, 200) << qPrintable(procedure) << ": " << answer.body.constData();
    return jsonOf(answer.body);
}

QString Bench::reference(const QString &name, const QString &tag) const
{
    return QStringLiteral("%1/%2:%3").arg(registry->url().authority(), name, tag);
}

QString Bench::image(const QString &name, const QString &tag)
{
    const QString whole = name + QLatin1Char(':') + tag;
    if (!published.contains(whole)) {
        EXPECT_TRUE(registry->publish(name, tag, {}));
        published.append(whole);
    }
    return reference(name, tag);
}

QString Bench::makeCompose(const QString &composeFile)
{
    const QString id = post(QStringLiteral("compose.create"),
                            {{QStringLiteral("name"), QStringLiteral("stack")},
                             {QStringLiteral("appName"), QStringLiteral("shop-stack")},
                             {QStringLiteral("environmentId"), environmentId}})[QLatin1String("composeId")]
                           .toString();
    post(QStringLiteral("compose.update"), {{QStringLiteral("composeId"), id},
                                            {QStringLiteral("sourceType"), QStringLiteral("raw")},
                                            {QStringLiteral("composeFile"), composeFile}});
    return id;
}

QJsonArray Bench::rows(const QString &composeId)
{
    return get(QStringLiteral("deployment.allByCompose?composeId=") + composeId).toArray();
}

QJsonArray Bench::containers(const QString &composeId)
{
    const QString appName =
        get(QStringLiteral("compose.one?composeId=") + composeId)[QLatin1String("appName")].toString();
    return get(QStringLiteral("docker.getContainersByAppNameMatch?appType=docker-compose&appName=") + appName)
        .toArray();
}

QString Bench::deploy(const QString &composeId)
{
    const qsizetype before = rows(composeId).size();
    post(QStringLiteral("compose.deploy"), {{QStringLiteral("composeId"), composeId}});
    return awaitEnd(composeId, before + 1);
}

QString Bench::awaitEnd(const QString &composeId, qsizetype rowCount)
{
    QString status;
    eventually([&] {
        const QJsonArray now = rows(composeId);
        status = now.isEmpty() ? QString() : now.first()[QLatin1String("status")].toString();
        return now.size() >= rowCount && status != QLatin1String("running");
    });
    return status;
}

QString Bench::log(const QJsonValue &row)
{
    return get(QStringLiteral("deployment.readLogs?deploymentId=") +
               row[QLatin1String("deploymentId")].toString())
        .toString();
}

QJsonValue jsonOf(const QByteArray &body)
{
    if (body.isEmpty())
        return QJsonValue::Undefined;
    const QJsonDocument document = QJsonDocument::fromJson('[' + body + ']');
    return document.isArray() ? document.array().first() : QJsonValue(QString::fromUtf8(body));
}

} // namespace envdeck::testing
