// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/standin_dokploy/bench.h"
#include "tests/standins/base/git_program.h"

#include <QFile>

namespace envdeck::testing {
namespace {

// A compose service whose file stands in a git repository of this test.
class GitBench {
public:
    GitBench()
    {
        git({QStringLiteral("init"), QStringLiteral("--quiet"), QStringLiteral("--initial-branch=main"),
             m_place.path()});
        m_head = commit(QStringLiteral("v1"), QStringLiteral("Deploy api v1\n\nEnvdeck-Operation: 0192"));
        id = bench.makeCompose({});
        bench.post(QStringLiteral("compose.update"),
                   {{QStringLiteral("composeId"), id},
                    {QStringLiteral("sourceType"), QStringLiteral("git")},
                    {QStringLiteral("customGitUrl"), m_place.path() + QStringLiteral("/.git")},
                    {QStringLiteral("customGitBranch"), QStringLiteral("main")},
                    {QStringLiteral("composePath"), QStringLiteral("./api.yml")}});
    }

    QString commit(const QString &tag, const QString &message)
    {
        QFile file(m_place.path() + QStringLiteral("/api.yml"));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(QStringLiteral("services:\n  api:\n    image: %1\n")
                       .arg(bench.image(QStringLiteral("acme/api"), tag))
                       .toUtf8());
        file.close();
        const QStringList here{QStringLiteral("-C"), m_place.path()};
        git(here + QStringList{QStringLiteral("add"), QStringLiteral("api.yml")});
        git(here + QStringList{QStringLiteral("-c"), QStringLiteral("user.name=A"), QStringLiteral("-c"),
                               QStringLiteral("user.email=a@x"), QStringLiteral("commit"),
                               QStringLiteral("--quiet"), QStringLiteral("-m"), message});
        return QString::fromLatin1(
            git(here + QStringList{QStringLiteral("rev-parse"), QStringLiteral("HEAD")}).trimmed());
    }
    void loseRemote()
    {
        EXPECT_TRUE(QFile::rename(m_place.path() + QStringLiteral("/.git"),
                                  m_place.path() + QStringLiteral("/gone")));
    }
    QString head() const { return m_head; }
    QJsonValue newest() { return bench.rows(id).first(); }

    Bench bench;
    QString id;

private:
    static QByteArray git(const QStringList &arguments)
    {
        const auto output = standins::runGit(arguments);
        EXPECT_TRUE(output) << qPrintable(output ? QString() : output.error().detail);
        return output ? output.value() : QByteArray();
    }
    QTemporaryDir m_place;
    QString m_head;
};

TEST(DokployFromGit, TheRowSpeaksTheCommitWhateverTheCallSaid)
{
    GitBench git;
    git.bench.post(QStringLiteral("compose.deploy"),
                   {{QStringLiteral("composeId"), git.id},
                    {QStringLiteral("title"), QStringLiteral("mine")},
                    {QStringLiteral("description"), QStringLiteral("also mine")}});
    ASSERT_EQ(git.bench.awaitEnd(git.id, 1), QStringLiteral("done"));
    EXPECT_EQ(git.newest()[QLatin1String("title")].toString(),
              QStringLiteral("Deploy api v1\n\nEnvdeck-Operation: 0192"));
    EXPECT_EQ(git.newest()[QLatin1String("description")].toString(), QStringLiteral("Commit: ") + git.head());
    EXPECT_EQ(git.bench.engine.running(),
              QStringList{git.bench.image(QStringLiteral("acme/api"), QStringLiteral("v1"))});
}

TEST(DokployFromGit, ACloneThatFailsCarriesTheCommitBefore)
{
    GitBench git;
    ASSERT_EQ(git.bench.deploy(git.id), QStringLiteral("done"));
    git.loseRemote();
    EXPECT_EQ(git.bench.deploy(git.id), QStringLiteral("error"));
    EXPECT_EQ(git.newest()[QLatin1String("description")].toString(), QStringLiteral("Commit: ") + git.head());
    EXPECT_TRUE(git.bench.log(git.newest()).contains(QLatin1String("not a git repository")));
}

TEST(DokployFromGit, AFileThatIsNotThereFails)
{
    GitBench git;
    git.bench.post(QStringLiteral("compose.update"),
                   {{QStringLiteral("composeId"), git.id},
                    {QStringLiteral("composePath"), QStringLiteral("./other.yml")}});
    EXPECT_EQ(git.bench.deploy(git.id), QStringLiteral("error"));
    EXPECT_TRUE(git.bench.log(git.newest()).contains(QLatin1String("does not exist")));
}

TEST(DokployFromGit, ANewTagReplacesTheContainer)
{
    GitBench git;
    ASSERT_EQ(git.bench.deploy(git.id), QStringLiteral("done"));
    const QString sha = git.commit(QStringLiteral("v2"), QStringLiteral("Deploy api v2"));
    ASSERT_EQ(git.bench.deploy(git.id), QStringLiteral("done"));
    EXPECT_EQ(git.newest()[QLatin1String("description")].toString(), QStringLiteral("Commit: ") + sha);
    EXPECT_EQ(git.bench.engine.running(),
              QStringList{git.bench.image(QStringLiteral("acme/api"), QStringLiteral("v2"))});
}

} // namespace
} // namespace envdeck::testing
