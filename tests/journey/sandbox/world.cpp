// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journey/sandbox/world.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <memory>

namespace envdeck::testing {

namespace {
const QString sandboxProgram = QStringLiteral(ENVDECK_SANDBOX);
}

Ran runProgram(const QString &program, const QStringList &arguments, const QString &folder)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(program, arguments);
    eventually([&] { return process.state() == QProcess::NotRunning; }, std::chrono::seconds(90));
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

World::World()
{
    command({QStringLiteral("up")});
}

World::~World()
{
    run({QStringLiteral("down")});
}

Ran World::run(const QStringList &arguments)
{
    return runProgram(sandboxProgram, arguments + QStringList{QStringLiteral("--dir"), dir()});
}

QJsonObject World::command(const QStringList &arguments)
{
    const Ran ran = run(arguments + QStringList{QStringLiteral("--json")});
    EXPECT_EQ(ran.exitCode, 0) << qPrintable(arguments.join(QLatin1Char(' '))) << ": "
                               << ran.errors.constData();
    return QJsonDocument::fromJson(ran.output).object();
}

QJsonValue World::app(const QString &environment, const QString &name)
{
    for (const QJsonValue &app : status().value(QLatin1String("apps")).toArray()) {
        if (app[QLatin1String("environment")] == environment && app[QLatin1String("name")] == name)
            return app;
    }
    ADD_FAILURE() << "no app " << qPrintable(environment) << '/' << qPrintable(name);
    return {};
}

QJsonValue World::part(const QString &name)
{
    for (const QJsonValue &part : status().value(QLatin1String("parts")).toArray()) {
        if (part[QLatin1String("name")] == name)
            return part;
    }
    ADD_FAILURE() << "no part " << qPrintable(name);
    return {};
}

QByteArray World::versionHeader(const QString &environment, const QString &name)
{
    static QHash<QString, QString> urls; // they never change, and asking costs a process
    const QString target = dir() + environment + name;
    if (!urls.contains(target))
        urls.insert(target, app(environment, name)[QLatin1String("url")].toString());
    return fetch("GET", QUrl(urls.value(target) + QStringLiteral("/health"))).header("X-App-Version");
}

QString World::key(const QString &kind) const
{
    QFile file(dir() + QStringLiteral("/secrets.json"));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    return QJsonDocument::fromJson(file.readAll())[kind][QLatin1String("value")].toString();
}

QJsonValue World::dokploy(const QString &environment, const QString &pathAndQuery)
{
    const QString url =
        status().value(QLatin1String("endpoints"))[QLatin1String("dokploy")][environment].toString();
    const Fetched answer = fetch("GET", QUrl(url + QStringLiteral("/api/") + pathAndQuery),
                                 {{"x-api-key", key(QStringLiteral("dokploy/") + environment).toLatin1()}});
    EXPECT_EQ(answer.status, 200) << qPrintable(pathAndQuery) << ": " << answer.body.constData();
    const QJsonDocument document = QJsonDocument::fromJson(answer.body);
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

QJsonArray World::rows(const QString &environment, const QString &app)
{
    const QJsonValue found = dokploy(environment, QStringLiteral("compose.search?q=") + app);
    return dokploy(environment, QStringLiteral("deployment.allByCompose?composeId=") +
                                    found[QLatin1String("items")][0][QLatin1String("composeId")].toString())
        .toArray();
}

QList<ProcessIdentity> World::processes()
{
    QList<ProcessIdentity> found;
    const QJsonObject now = status();
    for (const char *list : {"parts", "apps", "hosts"}) {
        for (const QJsonValue &entry : now.value(QLatin1String(list)).toArray()) {
            if (const auto identity = identityOf(entry[QLatin1String("pid")].toInteger()))
                found.append(*identity);
        }
    }
    return found;
}

QByteArray World::git(const QStringList &arguments)
{
    const Ran ran =
        runProgram(QStringLiteral("git"), QStringList{QStringLiteral("-C"), workspace()} + arguments);
    EXPECT_EQ(ran.exitCode, 0) << qPrintable(arguments.join(QLatin1Char(' '))) << ": "
                               << ran.errors.constData();
    return ran.output;
}

void World::setTag(const QString &environment, const QString &app, const QString &tag)
{
    QFile file(QStringLiteral("%1/deploy-config/%2/apps/%3.compose.yml").arg(workspace(), environment, app));
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    QString text = QString::fromUtf8(file.readAll());
    text.replace(QRegularExpression(QStringLiteral("(image: \\S+/%1:)\\S+").arg(app)),
                 QStringLiteral("\\1") + tag);
    file.resize(0);
    file.write(text.toUtf8());
    file.close();
    git({QStringLiteral("commit"), QStringLiteral("--quiet"), QStringLiteral("--all"),
         QStringLiteral("--message"), QStringLiteral("Deploy %1 %2 to %3").arg(app, tag, environment)});
}

Ran World::push(const QStringList &options)
{
    return runProgram(QStringLiteral("git"),
                      options + QStringList{QStringLiteral("push"), QStringLiteral("--quiet"),
                                            QStringLiteral("origin"), QStringLiteral("main")},
                      workspace());
}

void World::back(const QString &environment, const QString &app, const QString &tag)
{
    setTag(environment, app, tag);
    EXPECT_EQ(push().exitCode, 0);
    EXPECT_TRUE(eventually([&] { return versionHeader(environment, app) == tag.toLatin1(); }, patience));
}

namespace {

std::unique_ptr<World> shared;

class EndsIt final : public ::testing::Environment {
    void TearDown() override { shared.reset(); } // while there still is an application to wait with
};
const auto *const ending = ::testing::AddGlobalTestEnvironment(new EndsIt);

} // namespace

World &sharedWorld()
{
    if (!shared)
        shared = std::make_unique<World>();
    return *shared;
}

} // namespace envdeck::testing
