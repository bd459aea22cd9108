// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/service.h"

#include "tests/core/hosts/fake_shell.h"
#include "tests/support/event_loop.h"
#include "tests/support/fake_clock.h"

#include <gtest/gtest.h>

namespace envdeck::hosts {
namespace {

using testing::eventually;

class HostServiceTest : public ::testing::Test {
protected:
    const HostStatus &host(const char *name)
    {
        for (const HostStatus &each : service.hosts()) {
            if (each.id.name == QLatin1String(name))
                return each;
        }
        ADD_FAILURE() << "no host " << name;
        return service.hosts().first();
    }
    HostState stateOf(const char *name) { return hostState(host(name), clock.now(), Service::interval); }

    Workspace workspace = testing::workspaceWithHosts();
    testing::FakeShell shell;
    testing::FakeClock clock;
    QHash<QString, Error> noAddress;
    Service service{{workspace, shell, clock, [this](const HostId &id) {
                         if (noAddress.contains(id.name))
                             return ready<QString>(noAddress.value(id.name));
                         return ready<QString>(QStringLiteral("203.0.113.9"));
                     }}};
};

TEST_F(HostServiceTest, EveryHostIsReadInOneRoundTripOfItsOwn)
{
    service.start();
    ASSERT_TRUE(eventually([&] { return host("prod-2").facts.value && host("test-1").facts.value; }));
    EXPECT_EQ(shell.scripts.size(), 3);
    const HostStatus &prod = host("prod-1");
    ASSERT_TRUE(prod.facts.value);
    EXPECT_TRUE(prod.facts.value->complete);
    EXPECT_EQ(prod.address, QStringLiteral("203.0.113.9"));
    EXPECT_EQ(prod.facts.at, clock.now());
    EXPECT_FALSE(prod.cpuPercent) << "one reading says nothing of the processor's load";
    EXPECT_EQ(prod.samples.size(), 1);
    EXPECT_TRUE(prod.skew);
    EXPECT_EQ(stateOf("prod-1"), HostState::Warning) << "the recording holds containers in trouble";
}

TEST_F(HostServiceTest, AHostThatNeverAnswersDelaysNoOther)
{
    shell.silent = QStringList{QStringLiteral("prod-1")};
    service.start();
    ASSERT_TRUE(eventually([&] { return host("prod-2").facts.value.has_value(); }));
    EXPECT_FALSE(host("prod-1").facts.value);
    EXPECT_EQ(stateOf("prod-1"), HostState::Unknown);
}

TEST_F(HostServiceTest, AFailureKeepsWhatWasSeenAndSaysSo)
{
    service.start();
    ASSERT_TRUE(eventually([&] { return host("prod-1").facts.value.has_value(); }));
    const QDateTime seen = clock.now();
    clock.advance(std::chrono::seconds(15));
    shell.failures.insert(QStringLiteral("prod-1"), Error{ErrorCode::Unreachable, {}, {}, 0});
    service.refresh({QStringLiteral("prod"), QStringLiteral("prod-1")});
    ASSERT_TRUE(eventually([&] { return host("prod-1").facts.error.has_value(); }));
    EXPECT_TRUE(host("prod-1").facts.value);
    EXPECT_EQ(host("prod-1").facts.at, seen);
    EXPECT_EQ(stateOf("prod-1"), HostState::Unreachable);
    EXPECT_NE(stateOf("prod-2"), HostState::Unreachable);
}

TEST_F(HostServiceTest, WhatKeepsAHostFromBeingReadIsTold)
{
    noAddress.insert(QStringLiteral("test-1"),
                     Error{ErrorCode::BadConfig, {}, QStringLiteral("no-address"), 0});
    shell.failures.insert(QStringLiteral("prod-1"),
                          Error{ErrorCode::Forbidden, {}, QStringLiteral("host-key-unknown"), 0});
    shell.failures.insert(QStringLiteral("prod-2"),
                          Error{ErrorCode::Conflict, {}, QStringLiteral("host-key-changed"), 0});
    service.start();
    ASSERT_TRUE(eventually([&] { return host("prod-2").facts.error && host("test-1").facts.error; }));
    EXPECT_EQ(stateOf("test-1"), HostState::NotCreated);
    EXPECT_EQ(stateOf("prod-1"), HostState::NotTrusted);
    EXPECT_EQ(stateOf("prod-2"), HostState::KeyChanged);
    // Whatever is wrong with a key: nobody may take it for a host that is merely away.
    for (const char *detail : {"host-key-other-type", "host-key-revoked", "host-key-error"}) {
        HostStatus status = host("prod-2");
        status.facts.error->detail = QLatin1String(detail);
        EXPECT_EQ(hostState(status, clock.now(), Service::interval), HostState::KeyChanged) << detail;
    }
    for (const auto &asked : shell.scripts)
        EXPECT_NE(asked.first.name, QStringLiteral("test-1"))
            << "nothing was asked of a host without address";
}

TEST_F(HostServiceTest, AFreshAnswerGrowsOld)
{
    service.start();
    ASSERT_TRUE(eventually([&] { return host("test-1").facts.value.has_value(); }));
    clock.advance(std::chrono::minutes(2));
    EXPECT_EQ(stateOf("test-1"), HostState::Unknown);
}

// Two windows look at the same hosts: one that goes away does not blind the other.
TEST_F(HostServiceTest, LooksForAsLongAsSomebodyDoes)
{
    service.start();
    service.start();
    ASSERT_TRUE(eventually([&] { return host("test-1").facts.value && shell.scripts.size() == 3; }));
    service.stop();
    service.refresh();
    ASSERT_TRUE(eventually([&] { return shell.scripts.size() == 6; }));
    ASSERT_TRUE(eventually([&] { return host("prod-2").facts.value.has_value(); }));
    service.stop();
    service.stop(); // one too many
    service.refresh();
    service.start();
    EXPECT_TRUE(eventually([&] { return shell.scripts.size() == 9; }));
}

TEST_F(HostServiceTest, SudoIsNotTriedAgainWhereItWasRefused)
{
    shell.recording = "probe-no-permission.txt";
    service.start();
    ASSERT_TRUE(eventually([&] { return host("test-1").facts.value && shell.scripts.size() == 3; }));
    EXPECT_TRUE(shell.scripts.first().second.contains("sudo '"));
    EXPECT_EQ(stateOf("test-1"), HostState::Warning) << "what cannot be looked at is not healthy";
    service.refresh({QStringLiteral("test"), QStringLiteral("test-1")});
    ASSERT_TRUE(eventually([&] { return shell.scripts.size() == 4; }));
    EXPECT_FALSE(shell.scripts.last().second.contains("sudo '"));
}

TEST_F(HostServiceTest, OneLookTellsTheLoadToo)
{
    const auto answer = testing::answerOf(
        service.lookOnce({QStringLiteral("prod"), QStringLiteral("prod-1")}, std::stop_token()));
    ASSERT_TRUE(answer);
    EXPECT_EQ(shell.scripts.size(), 2);
    EXPECT_TRUE(answer.value().disk) << "everything was asked";
    const auto none = testing::answerOf(
        service.lookOnce({QStringLiteral("prod"), QStringLiteral("web-9")}, std::stop_token()));
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::NotFound);
}

} // namespace
} // namespace envdeck::hosts
