// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journey/sandbox/world.h"

#include "core/workspace/load.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <sys/stat.h>

namespace envdeck::testing {
namespace {

TEST(SandboxWorkspace, ReadsWithoutAProblemAndPointsAtThisMachineOnly)
{
    World &world = sharedWorld();
    const auto loaded = workspace::load(world.workspace());
    ASSERT_TRUE(loaded);
    ASSERT_TRUE(loaded.value().parsed.workspace) << loaded.value().parsed.problems.size() << " problems";
    const Workspace &read = *loaded.value().parsed.workspace;
    EXPECT_TRUE(workspace::missingFiles(read, loaded.value().text).isEmpty());
    EXPECT_TRUE(read.isLocal());
    EXPECT_EQ(read.environments.size(), 3);
    for (const Environment &environment : read.environments) {
        for (const App &app : read.apps) {
            const QUrl url = read.healthUrl(environment, app);
            EXPECT_TRUE(isLoopback(url)) << qPrintable(url.toString());
            EXPECT_EQ(fetch("GET", url).status, 200) << qPrintable(url.toString());
            EXPECT_TRUE(QFileInfo::exists(world.workspace() + QLatin1Char('/') +
                                          read.composeFile(environment.name, app.name)));
        }
    }
}

TEST(SandboxWorkspace, SecretsAreForTheirOwnerAndTheirOrigin)
{
    World &world = sharedWorld();
    struct stat info = {};
    ASSERT_EQ(::stat(QFile::encodeName(world.dir() + QStringLiteral("/secrets.json")).constData(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777U, 0600U);
    const QString url = world.status()
                            .value(QLatin1String("endpoints"))[QLatin1String("dokploy")][QLatin1String("dev")]
                            .toString();
    EXPECT_EQ(fetch("GET", QUrl(url + QStringLiteral("/api/project.all")),
                    {{"x-api-key", world.key(QStringLiteral("dokploy/dev")).toLatin1()}})
                  .status,
              200);
    EXPECT_EQ(fetch("GET", QUrl(url + QStringLiteral("/api/project.all")),
                    {{"x-api-key", world.key(QStringLiteral("dokploy/prod")).toLatin1()}})
                  .status,
              401);
    EXPECT_EQ(world.git({QStringLiteral("log"), QStringLiteral("-p"), QStringLiteral("--all"),
                         QStringLiteral("-S"), world.key(QStringLiteral("signoz"))}),
              QByteArray());
}

TEST(SandboxWorkspace, TellsAFortnight)
{
    World &world = sharedWorld();
    const QByteArray log = world.git({QStringLiteral("log"), QStringLiteral("--format=%an|%at|%s")});
    const QList<QByteArray> lines = log.trimmed().split('\n');
    EXPECT_GT(lines.size(), 50);
    QSet<QByteArray> authors;
    qint64 later = QDateTime::currentSecsSinceEpoch();
    for (const QByteArray &line : lines) {
        authors.insert(line.split('|').value(0));
        if (line.contains("|Merge") || line.contains("Close port") || line.contains("Give dev"))
            continue; // a merged commit stands beside its merge
        const qint64 at = line.split('|').value(1).toLongLong();
        EXPECT_LE(at, later) << line.constData();
        later = at;
    }
    EXPECT_LT(later, QDateTime::currentSecsSinceEpoch() - 13 * 24 * 3600);
    EXPECT_GE(authors.size(), 4);
    EXPECT_TRUE(log.contains("Deploy api v1.3.8 to prod (#214)"));
    EXPECT_TRUE(log.contains("Merge pull request #212"));
    const QByteArray rollback =
        world.git({QStringLiteral("log"), QStringLiteral("-1"), QStringLiteral("--format=%B"),
                   QStringLiteral("--grep=Envdeck-Action: rollback")});
    for (const char *trailer : {"Envdeck-Operation: ", "Envdeck-App: api", "Envdeck-Environment: prod",
                                "Envdeck-To: v1.3.4", "Envdeck-Digest: sha256:", "Envdeck-Reason: "})
        EXPECT_TRUE(rollback.contains(trailer)) << trailer << " in " << rollback.constData();
}

TEST(SandboxWorkspace, DokploysRowsCarryTheCommitsOfTheHistory)
{
    World &world = sharedWorld();
    const QJsonArray rows = world.rows(QStringLiteral("prod"), QStringLiteral("api"));
    EXPECT_EQ(rows.size(), 10);
    int failed = 0;
    for (const QJsonValue &row : rows) {
        const QString sha =
            row[QLatin1String("description")].toString().section(QStringLiteral("Commit: "), 1);
        const QByteArray message =
            world.git({QStringLiteral("log"), QStringLiteral("-1"), QStringLiteral("--format=%B"), sha});
        EXPECT_EQ(row[QLatin1String("title")].toString(), QString::fromUtf8(message.trimmed()));
        failed += row[QLatin1String("status")] == QLatin1String("error") ? 1 : 0;
    }
    EXPECT_EQ(failed, 1);
}

} // namespace
} // namespace envdeck::testing
