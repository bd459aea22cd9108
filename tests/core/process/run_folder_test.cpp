// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/process/run_folder.h"

#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

namespace envdeck::process {
namespace {

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(text);
}

TEST(RunFolder, FilesThatAreNoneAreSaidAsSuch)
{
    const QTemporaryDir folder;
    EXPECT_EQ(readRunIdentity(folder.path()).error().code, ErrorCode::NotFound);
    EXPECT_EQ(readRunExit(folder.path()).error().code, ErrorCode::NotFound);
    for (const QByteArray &text :
         {QByteArray(), QByteArray("{"), QByteArray("[]"), QByteArray("{}"), QByteArray("\"x\""),
          QByteArray(R"({"exitCode":"0","argv":"x","pid":true})"), QByteArray("\0\0\0", 3)}) {
        write(folder.filePath(QStringLiteral("run.json")), text);
        write(folder.filePath(QStringLiteral("exit.json")), text);
        EXPECT_EQ(readRunIdentity(folder.path()).error().code, ErrorCode::BadResponse) << text.constData();
        EXPECT_EQ(readRunExit(folder.path()).error().code, ErrorCode::BadResponse) << text.constData();
    }
}

TEST(RunFolder, AReusedPidIsAnotherProcess)
{
    const auto self = identityOf(::getpid());
    ASSERT_TRUE(self);
    RunIdentity run;
    run.bootId = currentBootId();
    run.runner = *self;
    EXPECT_TRUE(isAlive(run));
    run.runner.startTicks += 1;
    EXPECT_FALSE(isAlive(run));
    run.runner = *self;
    run.bootId = QStringLiteral("another-boot");
    EXPECT_FALSE(isAlive(run));
}

TEST(RunFolder, AZombieIsNoProcess)
{
    const pid_t pid = ::fork();
    ASSERT_GE(pid, 0);
    if (pid == 0)
        ::_exit(0);
    siginfo_t info = {};
    ::waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT);
    EXPECT_FALSE(identityOf(pid));
    ::waitpid(pid, nullptr, 0);
    EXPECT_FALSE(identityOf(pid));
    EXPECT_FALSE(identityOf(0));
    EXPECT_FALSE(identityOf(-1));
}

} // namespace
} // namespace envdeck::process
