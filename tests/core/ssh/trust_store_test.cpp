// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/trust_store.h"
#include "core/base/safe_file.h"
#include "tests/support/text.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::testing {
namespace {

using namespace ssh;

HostKey keyOf(char fill)
{
    QByteArray blob("\0\0\0\x0bssh-ed25519\0\0\0\x20", 19);
    return {"ssh-ed25519", blob + QByteArray(32, fill)};
}

struct Store : ::testing::Test {
    QTemporaryDir folder;
    TrustStore store{folder.filePath(s("own/known_hosts"))};
    Endpoint host{s("Web.example"), 2222};
    Trust trust(char fill) const
    {
        return {host, keyOf(fill), s("mira"), QDateTime::fromMSecsSinceEpoch(1000, Qt::UTC),
                true, s("console")};
    }
    Verdict verdict(char fill) const { return store.read().value().verdict(host, keyOf(fill)); }
};

TEST_F(Store, KeepsWhoTrustedWhatInAPrivateFile)
{
    EXPECT_EQ(verdict('a'), Verdict::Unknown);
    ASSERT_TRUE(store.trust(trust('a')));
    ASSERT_TRUE(store.trust(trust('a'))); // twice is once
    EXPECT_EQ(verdict('a'), Verdict::Known);
    EXPECT_EQ(verdict('b'), Verdict::Changed);
    const auto entries = store.entries();
    ASSERT_TRUE(entries);
    ASSERT_EQ(entries.value().size(), 1);
    const Trust &kept = entries.value().first();
    EXPECT_EQ(kept.by, s("mira"));
    EXPECT_TRUE(kept.verified);
    EXPECT_EQ(kept.at, trust('a').at);
    EXPECT_EQ(kept.endpoint.port, 2222);
    EXPECT_EQ(QFileInfo(store.file()).permissions() & (QFile::ReadGroup | QFile::ReadOther),
              QFile::Permissions());
}

TEST_F(Store, ReplacesOnlyWhenToldTo)
{
    ASSERT_TRUE(store.trust(trust('a')));
    const auto refused = store.trust(trust('b'));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Conflict);
    EXPECT_EQ(verdict('a'), Verdict::Known);
    ASSERT_TRUE(store.replace(trust('b')));
    EXPECT_EQ(verdict('b'), Verdict::Known);
    EXPECT_EQ(verdict('a'), Verdict::Changed);
}

TEST_F(Store, ARevokedKeyIsRefusedForEveryHostAndCannotBeTrustedAgain)
{
    ASSERT_TRUE(store.trust(trust('a')));
    ASSERT_TRUE(store.revoke(keyOf('a')));
    EXPECT_EQ(verdict('a'), Verdict::Revoked);
    EXPECT_FALSE(store.replace(trust('a')));
    ASSERT_TRUE(store.forget(host));
    EXPECT_EQ(verdict('a'), Verdict::Revoked);
    EXPECT_EQ(verdict('b'), Verdict::Unknown);
}

TEST_F(Store, WritesNothingBesideAFileThatItCannotRead)
{
    ASSERT_TRUE(store.trust(trust('a')));
    ASSERT_TRUE(writeFile(store.file(), "@revokd * ssh-ed25519 AAAA\n"));
    ASSERT_FALSE(store.read());
    EXPECT_EQ(store.read().error().code, ErrorCode::BadConfig);
    EXPECT_FALSE(store.trust(trust('b')));
}

} // namespace
} // namespace envdeck::testing
