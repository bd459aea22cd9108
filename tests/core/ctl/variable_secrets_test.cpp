// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/variable_secrets.h"

#include <gtest/gtest.h>

#include <QTemporaryFile>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace envdeck::ctl {
namespace {

Result<Secret> readOf(const QByteArray &text)
{
    QTemporaryFile file;
    EXPECT_TRUE(file.open());
    file.write(text);
    file.flush();
    EXPECT_TRUE(file.seek(0));
    return readValue(file.handle());
}

QByteArray valueOf(const QByteArray &text)
{
    const auto read = readOf(text);
    return read ? read.value().reveal().toByteArray() : "error " + read.error().detail.toUtf8();
}

TEST(SecretsOverStandardInput, LoseTheEndOfTheirLineAndNothingElse)
{
    EXPECT_EQ(valueOf("hunter2"), "hunter2");
    EXPECT_EQ(valueOf("hunter2\n"), "hunter2");
    EXPECT_EQ(valueOf("hunter2\r\n"), "hunter2");
    EXPECT_EQ(valueOf(" two words \n\n"), " two words \n");
    EXPECT_EQ(valueOf("-----BEGIN\nabc\n-----END\n"), "-----BEGIN\nabc\n-----END");
}

TEST(SecretsOverStandardInput, AreRefusedWhereTheyCannotBeOne)
{
    EXPECT_EQ(valueOf(""), "error empty");
    EXPECT_EQ(valueOf("\n"), "error empty");
    EXPECT_EQ(valueOf(QByteArray("a\0b", 3)), "error nul");
    EXPECT_EQ(valueOf(QByteArray(64 * 1024, 'x')).size(), 64 * 1024);
    EXPECT_EQ(valueOf(QByteArray(64 * 1024 + 1, 'x')), "error too-long");
}

TEST(SecretsOverStandardInput, AreNotTakenFromATerminal)
{
    const int master = ::posix_openpt(O_RDWR | O_NOCTTY);
    if (master < 0 || ::grantpt(master) != 0 || ::unlockpt(master) != 0)
        GTEST_SKIP() << "no pseudo terminal here";
    const int terminal = ::open(::ptsname(master), O_RDWR | O_NOCTTY);
    ASSERT_GE(terminal, 0);
    EXPECT_EQ(::write(master, "typed\n", 6), 6);
    const auto read = readValue(terminal);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().detail, QStringLiteral("terminal"));
    ::close(terminal);
    ::close(master);
}

} // namespace
} // namespace envdeck::ctl
