// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/file_system.h"

#include <gtest/gtest.h>

namespace envdeck {
namespace {

TEST(FileSystem, WhatOtherMachinesMayShareIsNetwork)
{
    EXPECT_TRUE(isNetworkFileSystem(0x6969, {}));
    EXPECT_TRUE(isNetworkFileSystem(0xFF534D42, {}));
    EXPECT_TRUE(isNetworkFileSystem(0x65735546, QStringLiteral("fuse.sshfs")));
    EXPECT_FALSE(isNetworkFileSystem(0x65735546, QStringLiteral("fuse.gocryptfs")));
    EXPECT_FALSE(isNetworkFileSystem(0xEF53, {}));     // ext4
    EXPECT_FALSE(isNetworkFileSystem(0x9123683E, {})); // btrfs
}

TEST(FileSystem, AFolderThatIsNotThereIsNotCalledNetwork)
{
    EXPECT_FALSE(isOnNetwork(QStringLiteral("/nonexistent/folder")));
    EXPECT_FALSE(isOnNetwork(QStringLiteral("/proc")));
}

TEST(ErrorCode, EveryNameReadsBack)
{
    for (int code = 0; code <= int(ErrorCode::OriginMoved); ++code)
        EXPECT_EQ(errorCodeFromName(errorCodeName(ErrorCode(code))), ErrorCode(code));
    EXPECT_FALSE(errorCodeFromName(u"no-such-code"));
}

} // namespace
} // namespace envdeck
