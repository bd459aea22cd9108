// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scaffold/scaffold.h"

#include "core/git/leaks.h"
#include "core/workspace/parse.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace envdeck::scaffold {
namespace {

Request request(const QString &provider = providers.first())
{
    return {QStringLiteral("acme"), QStringLiteral("example.com"), provider, {}};
}

Files files(const Request &wanted)
{
    const auto made = filesFor(wanted);
    EXPECT_TRUE(made) << qPrintable(made ? QString() : made.error().subject);
    return made ? made.value() : Files();
}

QString refusedField(const Request &wanted)
{
    const auto made = filesFor(wanted);
    return made ? QString() : made.error().subject;
}

TEST(Scaffold, EveryTemplateOnDiskIsCompiledIn)
{
    QStringList listed;
    QFile list(QStringLiteral(ENVDECK_SOURCE_DIR "/resources/templates/infra.qrc"));
    ASSERT_TRUE(list.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(list.readAll());
    QDirIterator it(QStringLiteral(ENVDECK_SOURCE_DIR "/resources/templates/infra"),
                    QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    int found = 0;
    while (it.hasNext()) {
        const QString path = it.next().section(QStringLiteral("/resources/templates/"), 1);
        EXPECT_TRUE(text.contains(QStringLiteral("<file>%1</file>").arg(path))) << qPrintable(path);
        ++found;
    }
    EXPECT_EQ(text.count(QStringLiteral("<file>")), found);
}

TEST(Scaffold, TheWorkspaceFileHasNoProblemAndTakesAddressesFromOutputs)
{
    for (const QString &provider : providers) {
        const auto parsed = workspace::parse(files(request(provider)).value(QStringLiteral("envdeck.yaml")));
        ASSERT_TRUE(parsed.workspace);
        EXPECT_TRUE(parsed.problems.isEmpty());
        EXPECT_EQ(parsed.workspace->environments.size(), 3);
        for (const Environment &environment : parsed.workspace->environments) {
            EXPECT_EQ(environment.hosts.first().addressOutput, QStringLiteral("server_ip"));
            EXPECT_TRUE(files(request(provider))
                            .contains(parsed.workspace->terraformFolder(environment.name) +
                                      QStringLiteral("/env.auto.tfvars")));
        }
        EXPECT_EQ(parsed.workspace->environment(QStringLiteral("prod"))->domain,
                  QStringLiteral("example.com"));
    }
}

TEST(Scaffold, EnvironmentsDifferInTheirVariablesAndTheirBackendOnly)
{
    const Files all = files(request());
    const QString dev = QStringLiteral("terraform/environments/dev/");
    int same = 0;
    for (auto it = all.cbegin(); it != all.cend(); ++it) {
        if (!it.key().startsWith(dev))
            continue;
        const QString name = it.key().mid(dev.size());
        const bool isOwn = name == QLatin1String("env.auto.tfvars") || name == QLatin1String("backend.hcl");
        for (const char *other : {"test", "prod"}) {
            const QString path =
                QStringLiteral("terraform/environments/%1/%2").arg(QLatin1String(other), name);
            ASSERT_TRUE(all.contains(path)) << qPrintable(path);
            EXPECT_EQ(all.value(path) == it.value(), !isOwn) << qPrintable(path);
        }
        same += isOwn ? 0 : 1;
    }
    EXPECT_EQ(same, 6); // main, variables, outputs, backend, providers, the example
}

TEST(Scaffold, NothingInItLooksLikeASecret)
{
    for (const QString &provider : providers) {
        const Files all = files(request(provider));
        for (auto it = all.cbegin(); it != all.cend(); ++it) {
            EXPECT_FALSE(git::isSecretFileName(it.key())) << qPrintable(it.key());
            EXPECT_TRUE(git::leaksOf(it.key(), {}, it.value(), {}).isEmpty()) << qPrintable(it.key());
        }
    }
}

TEST(Scaffold, WhatCannotBeANameIsRefusedWithItsField)
{
    Request wanted = request();
    for (const QString &name : {QString(), QStringLiteral("a"), QStringLiteral("Acme"),
                                QStringLiteral("9lives"), QStringLiteral("acme-"), QStringLiteral("a b"),
                                QStringLiteral("a\nb"), QStringLiteral("x").repeated(32)}) {
        wanted.name = name;
        EXPECT_EQ(refusedField(wanted), QStringLiteral("name")) << qPrintable(name);
    }
    wanted = request();
    for (const QString &domain :
         {QString(), QStringLiteral("example"), QStringLiteral("-a.com"), QStringLiteral("a..com"),
          QStringLiteral("a.com/x"), QStringLiteral("\"a.com"), QStringLiteral("1.2.3.4"),
          QStringLiteral("a.com\n")}) {
        wanted.domain = domain;
        EXPECT_EQ(refusedField(wanted), QStringLiteral("domain")) << qPrintable(domain);
    }
    wanted = request(QStringLiteral("aws"));
    EXPECT_EQ(refusedField(wanted), QStringLiteral("provider"));
    wanted = request();
    wanted.repository = QStringLiteral("acme/infra }\nx: {");
    EXPECT_EQ(refusedField(wanted), QStringLiteral("repository"));
}

TEST(Scaffold, ADomainInAnotherScriptIsWrittenAsDnsHasIt)
{
    Request wanted = request();
    wanted.domain = QStringLiteral("Bücher.example");
    EXPECT_TRUE(
        files(wanted).value(QStringLiteral("envdeck.yaml")).contains("domain: dev.xn--bcher-kva.example\n"));
}

TEST(Scaffold, ARepositoryAtGitHubIsNamedInTheWorkspace)
{
    Request wanted = request();
    wanted.repository = QStringLiteral("acme/infra");
    const auto parsed = workspace::parse(files(wanted).value(QStringLiteral("envdeck.yaml")));
    ASSERT_TRUE(parsed.workspace);
    EXPECT_EQ(parsed.workspace->git.repository, QStringLiteral("acme/infra"));
    EXPECT_EQ(parsed.workspace->git.host, GitHost::GitHub);
}

TEST(Scaffold, IsWrittenIntoANewOrEmptyFolderAndNowhereElse)
{
    QTemporaryDir home;
    const Files all = files(request());
    const QString folder = home.filePath(QStringLiteral("infra"));
    ASSERT_TRUE(write(folder, all));
    for (auto it = all.cbegin(); it != all.cend(); ++it) {
        QFile file(folder + QLatin1Char('/') + it.key());
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        EXPECT_EQ(file.readAll(), it.value());
    }
    struct stat facts {};
    ASSERT_EQ(::stat(qPrintable(folder + QStringLiteral("/envdeck.yaml")), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777U, 0644U);

    const auto again = write(folder, {{QStringLiteral("envdeck.yaml"), "mine"}});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::Conflict);
    EXPECT_EQ(again.error().detail, QStringLiteral("not-empty"));
    ASSERT_TRUE(QDir(home.path()).mkdir(QStringLiteral("hidden")));
    QFile hidden(home.filePath(QStringLiteral("hidden/.git")));
    ASSERT_TRUE(hidden.open(QIODevice::WriteOnly));
    EXPECT_EQ(write(home.filePath(QStringLiteral("hidden")), all).error().detail,
              QStringLiteral("not-empty"));
    EXPECT_EQ(write(hidden.fileName(), all).error().detail, QStringLiteral("not-a-folder"));
    EXPECT_EQ(write(home.filePath(QStringLiteral("no/such/folder")), all).error().code, ErrorCode::NotFound);
    ASSERT_TRUE(QDir(home.path()).mkdir(QStringLiteral("empty")));
    EXPECT_TRUE(write(home.filePath(QStringLiteral("empty")), all));
}

TEST(Scaffold, WhatCouldNotBeWrittenWholeLeavesNothingAndCanBeRepeated)
{
    QTemporaryDir home;
    const Files impossible{{QStringLiteral("a/b/c"), "x"},
                           {QStringLiteral("d"), "x"},
                           {QStringLiteral("d/e"), "a file in a file"}};
    const QString folder = home.filePath(QStringLiteral("infra"));
    EXPECT_EQ(write(folder, impossible).error().code, ErrorCode::Io);
    EXPECT_FALSE(QFileInfo::exists(folder));
    ASSERT_TRUE(QDir(home.path()).mkdir(QStringLiteral("empty")));
    EXPECT_FALSE(write(home.filePath(QStringLiteral("empty")), impossible));
    EXPECT_TRUE(QDir(home.filePath(QStringLiteral("empty")))
                    .isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
    EXPECT_TRUE(write(folder, files(request())));
}

} // namespace
} // namespace envdeck::scaffold
