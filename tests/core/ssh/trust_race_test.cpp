// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/file_lock.h"
#include "core/ssh/trust_keeper.h"
#include "tests/core/ssh/keys.h"
#include "tests/support/event_loop.h"
#include "tests/support/text.h"

#include <QFile>
#include <QTemporaryDir>
#include <csignal>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace envdeck::testing {
namespace {

using namespace ssh;

Trust trustOf(const QString &host, char fill)
{
    return {{host, 22}, keyOf(fill), s("mira"), QDateTime::fromMSecsSinceEpoch(5, Qt::UTC), false, {}};
}

TEST(TrustRace, OfTwoProcessesNoneLosesWhatTheOtherWrote)
{
    QTemporaryDir folder;
    const TrustStore store(folder.filePath(s("known_hosts")));
    constexpr int hosts = 25;
    QList<pid_t> children;
    for (const char *prefix : {"a", "b", "c"}) {
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            bool good = true;
            for (int i = 0; i < hosts; ++i)
                good = store.trust(trustOf(s(prefix) + QString::number(i) + s(".example"), 'k')) && good;
            ::_exit(good ? 0 : 1);
        }
        children += child;
    }
    for (const pid_t child : children) {
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
    }
    const auto list = store.list();
    ASSERT_TRUE(list);
    EXPECT_EQ(list.value().size(), hosts * 3);
}

TEST(TrustRace, OfTwoThatReplaceOneKeyTheSecondIsTold)
{
    QTemporaryDir folder;
    const QString file = folder.filePath(s("known_hosts"));
    TrustKeeper one(file);
    TrustKeeper two(file);
    const QString host = s("web.example");
    ASSERT_TRUE(answerOf(one.trust(trustOf(host, 'a'))));
    const auto first = one.replace(keyOf('a').fingerprint(), trustOf(host, 'b'));
    const auto second = two.replace(keyOf('a').fingerprint(), trustOf(host, 'c'));
    const auto answers = {answerOf(first), answerOf(second)};
    EXPECT_EQ(std::count_if(answers.begin(), answers.end(), [](const auto &answer) { return bool(answer); }),
              1);
    for (const auto &answer : answers)
        EXPECT_TRUE(answer || answer.error().code == ErrorCode::Conflict);
    const auto list = answerOf(two.list());
    ASSERT_TRUE(list);
    ASSERT_EQ(list.value().size(), 1);
    EXPECT_EQ(list.value().first().key, answerOf(first) ? keyOf('b') : keyOf('c'));
}

TEST(TrustRace, OfTwoThatTrustDifferentKeysOneIsRefused)
{
    QTemporaryDir folder;
    const QString file = folder.filePath(s("known_hosts"));
    TrustKeeper one(file);
    TrustKeeper two(file);
    const auto first = one.trust(trustOf(s("web.example"), 'a'));
    const auto second = two.trust(trustOf(s("web.example"), 'b'));
    EXPECT_NE(bool(answerOf(first)), bool(answerOf(second)));
    const auto known = answerOf(one.read());
    ASSERT_TRUE(known);
    EXPECT_EQ(known.value().lines().size(), 1);
}

TEST(TrustKeeper, AnswersAllThatTheStoreDoes)
{
    QTemporaryDir folder;
    TrustKeeper keeper(trustStorePath(Paths{folder.path(), {}, {}, {}}));
    const Trust trust = trustOf(s("web.example"), 'a');
    ASSERT_TRUE(answerOf(keeper.trust(trust)));
    EXPECT_TRUE(QFile::exists(folder.filePath(s("known_hosts"))));
    EXPECT_EQ(answerOf(keeper.list()).value(), QList<Trust>{trust});
    ASSERT_TRUE(answerOf(keeper.revoke(keyOf('b'))));
    ASSERT_TRUE(answerOf(keeper.remove(trust.endpoint)));
    EXPECT_EQ(answerOf(keeper.remove(trust.endpoint)).error().code, ErrorCode::NotFound);
    EXPECT_EQ(verdictOf(answerOf(keeper.read()), trust.endpoint, keyOf('b')), Verdict::Revoked);
}

TEST(FileLock, IsHeldOnceAndEndsWithItsHolder)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(s("lock"));
    auto held = FileLock::acquire(path, std::chrono::seconds(0)).value();
    const auto refused = FileLock::acquire(path, std::chrono::milliseconds(30));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Locked);
    held.reset();
    EXPECT_TRUE(FileLock::acquire(path, std::chrono::seconds(0)));

    // One that dies with the lock leaves it.
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        const auto own = FileLock::acquire(path, std::chrono::seconds(0));
        ::raise(own ? SIGKILL : SIGTERM);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    EXPECT_TRUE(FileLock::acquire(path, std::chrono::seconds(0)));
    EXPECT_FALSE(FileLock::acquire(folder.filePath(s("none/lock")), std::chrono::seconds(0)));
}

} // namespace
} // namespace envdeck::testing
