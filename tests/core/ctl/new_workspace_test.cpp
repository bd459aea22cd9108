// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/local.h"
#include "tests/support/event_loop.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::ctl {
namespace {

// `new` with a PATH of its own in front.
class NewWorkspace : public ::testing::Test {
protected:
    NewWorkspace() { qunsetenv("GIT_DIR"); }
    ~NewWorkspace() override { qputenv("PATH", m_path); }

    QString path(const char *name) const { return m_home.filePath(QString::fromLatin1(name)); }
    Answer made(const QString &folder)
    {
        Arguments arguments;
        arguments.folder = folder;
        arguments.name = QStringLiteral("acme");
        arguments.domain = QStringLiteral("example.com");
        arguments.provider = QStringLiteral("hetzner");
        const auto answer = newWorkspace(&m_context, arguments, {});
        EXPECT_TRUE(testing::eventually([&] { return answer.isFinished(); }, std::chrono::seconds(60)));
        return answer.result().value().answer;
    }
    // A git that does everything but this.
    void failAt(const char *verb)
    {
        ASSERT_TRUE(QDir().mkpath(path("bin")));
        QFile script(path("bin/git"));
        ASSERT_TRUE(script.open(QIODevice::WriteOnly | QIODevice::Truncate));
        script.write("#!/bin/sh\nPATH='" + m_path + "'\ncase \" $* \" in *' " + verb +
                     " '*) echo 'fatal: no space left' >&2; exit 128;; esac\nexec git \"$@\"\n");
        script.close();
        ASSERT_TRUE(script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        qputenv("PATH", path("bin").toUtf8() + ':' + m_path);
    }
    static bool ran(const QString &command)
    {
        return QProcess::execute(
                   QStringLiteral("sh"),
                   {QStringLiteral("-c"), QStringLiteral("(%1) >/dev/null 2>&1").arg(command)}) == 0;
    }

    const QByteArray m_path = qgetenv("PATH");
    QTemporaryDir m_home;
    QObject m_context;
};

TEST_F(NewWorkspace, WritesNothingWithoutGit)
{
    ASSERT_TRUE(QDir().mkpath(path("bin")));
    qputenv("PATH", path("bin").toUtf8());
    const Answer answer = made(path("infra"));
    ASSERT_EQ(answer.problems.size(), 1);
    EXPECT_EQ(answer.problems.first().code, QStringLiteral("tool-missing"));
    EXPECT_FALSE(QFileInfo::exists(path("infra")));
}

TEST_F(NewWorkspace, WritesNothingIntoAnotherCheckout)
{
    ASSERT_TRUE(ran(QStringLiteral("git init --quiet '%1'").arg(path("other"))));
    const Answer answer = made(path("other/infra"));
    ASSERT_EQ(answer.problems.size(), 1);
    EXPECT_TRUE(answer.problems.first().text.contains(QLatin1String("inside of the checkout")))
        << qPrintable(answer.problems.first().text);
    EXPECT_FALSE(answer.problems.first().next.isEmpty());
    EXPECT_FALSE(QFileInfo::exists(path("other/infra")));
}

TEST_F(NewWorkspace, SaysWhatIsThereAndWhatToTypeWhenGitStopsHalfway)
{
    for (const char *verb : {"init", "add"}) {
        const QString folder = path("infra of ") + QLatin1String(verb);
        failAt(verb);
        const Answer answer = made(folder);
        qputenv("PATH", m_path);
        EXPECT_EQ(answer.code, exitFailed);
        ASSERT_EQ(answer.problems.size(), 1);
        const Problem &problem = answer.problems.first();
        EXPECT_TRUE(problem.text.contains(folder + QLatin1String(" was written")) &&
                    problem.text.contains(QLatin1String("no space left")))
            << qPrintable(problem.text);
        EXPECT_TRUE(ran(problem.next)) << qPrintable(problem.next);
        EXPECT_TRUE(ran(QStringLiteral("git -C '%1' ls-files | grep -x envdeck.yaml").arg(folder)));
        EXPECT_TRUE(
            ran(QStringLiteral("git -C '%1' symbolic-ref HEAD | grep -x refs/heads/main").arg(folder)));
    }
}

} // namespace
} // namespace envdeck::ctl
