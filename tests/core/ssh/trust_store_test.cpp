// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/trust_store.h"
#include "core/base/safe_file.h"
#include "tests/core/ssh/keys.h"
#include "tests/support/text.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <csignal>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace envdeck::testing {
namespace {

using namespace ssh;

class Store : public ::testing::Test {
protected:
    Trust trust(char fill, bool verified = true) const
    {
        return {host,
                keyOf(fill),
                s("Mira K\xc3\xbchn"),
                QDateTime::fromMSecsSinceEpoch(1001, Qt::UTC),
                verified,
                s("console, 3 o'clock")};
    }
    Verdict verdict(char fill) const { return verdictOf(store.read(), host, keyOf(fill)); }
    QByteArray content() const { return readFile(store.file()).value(); }
    void put(const QByteArray &text) const
    {
        ASSERT_TRUE(QDir().mkpath(folder.filePath(s("own"))));
        ASSERT_TRUE(writeFile(store.file(), text));
    }
    mode_t mode() const
    {
        struct stat info = {};
        return ::stat(QFile::encodeName(store.file()).constData(), &info) == 0 ? info.st_mode & 07777 : 0;
    }

    QTemporaryDir folder;
    TrustStore store{folder.filePath(s("own/known_hosts"))};
    Endpoint host{s("web.example"), 2222};
};

TEST_F(Store, KeepsWhoTrustedWhatInAPrivateFile)
{
    EXPECT_EQ(verdict('a'), Verdict::Unknown);
    ASSERT_TRUE(store.trust(trust('a')));
    const QByteArray once = content();
    ASSERT_TRUE(store.trust(trust('a'))); // twice is once
    EXPECT_EQ(content(), once);
    EXPECT_EQ(verdict('a'), Verdict::Known);
    EXPECT_EQ(verdict('b'), Verdict::Changed);
    EXPECT_EQ(store.list().value(), QList<Trust>{trust('a')});
    EXPECT_EQ(mode(), mode_t(0600));
}

TEST_F(Store, WritesOneLineInTheSpellingOfOpenSsh)
{
    Trust odd = trust('a');
    odd.endpoint.host = s("Web.Example");
    odd.who = s("a\nb * ssh-ed25519 AAAA\t@revoked");
    ASSERT_TRUE(store.trust(odd));
    EXPECT_EQ(content().count('\n'), 1);
    EXPECT_TRUE(content().startsWith("[web.example]:2222 " + written(keyOf('a')) + " envdeck verified at="));
    EXPECT_EQ(store.list().value().first().who, odd.who);
}

TEST_F(Store, AComparisonMadeLaterIsRecordedAndNeverForgotten)
{
    ASSERT_TRUE(store.trust(trust('a', false)));
    EXPECT_FALSE(store.list().value().first().verified);
    Trust later = trust('a');
    later.who = s("Jo");
    ASSERT_TRUE(store.trust(later));
    EXPECT_EQ(store.list().value(), QList<Trust>{later});
    ASSERT_TRUE(store.trust(trust('a', false)));
    EXPECT_EQ(store.list().value(), QList<Trust>{later});
}

TEST_F(Store, AnotherKeyIsAConflictUntilItIsReplaced)
{
    ASSERT_TRUE(store.trust(trust('a')));
    const QByteArray before = content();
    Trust rsa = trust('a');
    rsa.key = rsaOf('x');
    for (const Trust &other : {trust('b'), rsa}) {
        const auto refused = store.trust(other);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::Conflict);
    }
    EXPECT_EQ(content(), before);
    ASSERT_TRUE(store.replace(keyOf('a').fingerprint(), trust('b')));
    EXPECT_EQ(verdict('b'), Verdict::Known);
    EXPECT_EQ(verdict('a'), Verdict::Changed);
    EXPECT_EQ(store.list().value(), QList<Trust>{trust('b')});
}

TEST_F(Store, ReplacesOnlyWhatTheOperatorSaw)
{
    const auto codeOf = [](const Result<void> &result) {
        return result ? ErrorCode::Internal : result.error().code;
    };
    EXPECT_EQ(codeOf(store.replace(keyOf('a').fingerprint(), trust('b'))), ErrorCode::NotFound);
    ASSERT_TRUE(store.trust(trust('a')));
    const QByteArray before = content();
    const auto stale = store.replace(keyOf('c').fingerprint(), trust('b'));
    EXPECT_EQ(codeOf(stale), ErrorCode::Conflict);
    EXPECT_EQ(stale.error().detail, keyOf('a').fingerprint());
    EXPECT_EQ(codeOf(store.replace({}, trust('b'))), ErrorCode::Conflict);
    EXPECT_EQ(codeOf(store.replace(keyOf('a').fingerprint(), trust('a'))), ErrorCode::BadInput);
    Trust weak = trust('b');
    weak.key = rsaOf('b', 1024);
    EXPECT_EQ(codeOf(store.replace(keyOf('a').fingerprint(), weak)), ErrorCode::Forbidden);
    EXPECT_EQ(content(), before);
}

TEST_F(Store, TakesAHostOutOfLinesThatPeopleWrote)
{
    const QByteArray rest = "# ours\r\n[other.example]:22 garbage\n\tx,[WEB.example]:2222,y " +
                            written(keyOf('a')) + " note\r\n@cert-authority [web.example]:2222 " +
                            written(keyOf('c'));
    put("[web.example]:2222\t" + written(keyOf('b')) + '\n' + rest);
    ASSERT_TRUE(store.remove(host));
    EXPECT_EQ(content(), QByteArray(rest).replace("\tx,[WEB.example]:2222,y", "x,y"));
    EXPECT_EQ(verdict('a'), Verdict::Unknown);
    const auto again = store.remove(host);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::NotFound);
}

TEST_F(Store, APatternThatStillSpeaksForTheHostIsSaid)
{
    put("[*.example]:* " + written(keyOf('a')) + '\n');
    for (const auto &refused : {store.remove(host), store.replace(keyOf('a').fingerprint(), trust('b'))}) {
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::Conflict);
        EXPECT_EQ(refused.error().detail, s("pattern"));
    }
    const auto list = store.list();
    ASSERT_EQ(list.value().size(), 1);
    EXPECT_EQ(list.value().first().endpoint, (Endpoint{s("[*.example]:*"), 0}));
    EXPECT_FALSE(list.value().first().verified);
    EXPECT_FALSE(list.value().first().at.isValid());
}

TEST_F(Store, ARevokedKeyIsRefusedForEveryHostAndCannotBeTrustedAgain)
{
    ASSERT_TRUE(store.trust(trust('a')));
    ASSERT_TRUE(store.revoke(keyOf('a')));
    ASSERT_TRUE(store.revoke(keyOf('a')));
    EXPECT_EQ(content().count("@revoked"), 1);
    EXPECT_EQ(verdict('a'), Verdict::Revoked);
    ASSERT_TRUE(store.remove(host));
    EXPECT_EQ(verdict('a'), Verdict::Revoked);
    const auto refused = store.trust(trust('a'));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Forbidden);
    ASSERT_TRUE(store.trust(trust('b')));
    EXPECT_FALSE(store.replace(keyOf('b').fingerprint(), trust('a')));
    EXPECT_EQ(verdict('b'), Verdict::Known);
}

TEST_F(Store, TakesNeitherHostilePlacesNorBrokenKeys)
{
    Trust bad = trust('a');
    bad.endpoint.host = s("a * b");
    Trust broken = trust('a');
    broken.key.blob += 'x';
    for (const Trust &refused : {bad, broken}) {
        const auto answer = store.trust(refused);
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code, ErrorCode::BadInput);
    }
    EXPECT_FALSE(QFile::exists(store.file()));
}

TEST_F(Store, WritesNothingIntoAFileThatItCannotRead)
{
    put("@revokd * " + written(keyOf('a')) + '\n');
    const QByteArray before = content();
    const auto read = store.read();
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::BadConfig);
    EXPECT_EQ(read.error().subject, store.file());
    EXPECT_EQ(verdict('a'), Verdict::Error);
    EXPECT_FALSE(store.trust(trust('b')));
    EXPECT_FALSE(store.revoke(keyOf('b')));
    EXPECT_FALSE(store.remove(host));
    EXPECT_EQ(content(), before);
}

TEST_F(Store, WritesNotThroughALinkAndClosesAFileThatOthersRead)
{
    put({});
    ASSERT_EQ(::chmod(QFile::encodeName(store.file()).constData(), 0666), 0);
    ASSERT_TRUE(store.trust(trust('a')));
    EXPECT_EQ(mode(), mode_t(0600));

    const QString theirs = folder.filePath(s("theirs"));
    ASSERT_TRUE(writeFile(theirs, "# theirs\n"));
    ASSERT_TRUE(QFile::remove(store.file()));
    ASSERT_TRUE(QFile::link(theirs, store.file()));
    const auto refused = store.trust(trust('a'));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Io);
    EXPECT_EQ(readFile(theirs).value(), QByteArray("# theirs\n"));
}

TEST_F(Store, AWriteThatFailsLeavesTheOldTrust)
{
    ASSERT_TRUE(store.trust(trust('a')));
    put(content() + '#' + QByteArray(8000, 'x') + '\n');
    const QByteArray before = content();
    struct rlimit limit = {};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &limit), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const struct rlimit small = {4096, limit.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto replaced = store.replace(keyOf('a').fingerprint(), trust('b'));
    const auto revoked = store.revoke(keyOf('a'));
    ::setrlimit(RLIMIT_FSIZE, &limit);
    std::signal(SIGXFSZ, handler);
    for (const auto &failed : {replaced, revoked}) {
        ASSERT_FALSE(failed);
        EXPECT_EQ(failed.error().code, ErrorCode::Io);
    }
    EXPECT_EQ(content(), before);
    EXPECT_EQ(verdict('a'), Verdict::Known);
    EXPECT_EQ(QDir(folder.filePath(s("own"))).entryList(QDir::Files).size(), 2); // with its lock
}

} // namespace
} // namespace envdeck::testing
