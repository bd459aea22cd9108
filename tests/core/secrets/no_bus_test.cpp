// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/keychain_store.h"
#include "core/secrets/vault.h"
#include "tests/support/event_loop.h"

#include <gtest/gtest.h>

namespace envdeck::secrets {
namespace {

using testing::answerOf;

const SecretKey busKey{QStringLiteral("acme"), QStringLiteral("github"),
                       QStringLiteral("https://github.com:443")};

// A machine without a desktop. Each test is a process of its own under ctest, and libsecret asks for the bus
// only once.
class NoSessionBus : public ::testing::Test {
protected:
    void SetUp() override
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
        qunsetenv("XDG_RUNTIME_DIR");
        qunsetenv("DISPLAY");
        qputenv("QTKEYCHAIN_BACKEND", "libsecret");
    }
};

TEST_F(NoSessionBus, IsAnAbsentKeychain)
{
    KeychainStore store;
    const auto status = answerOf(store.status());
    ASSERT_TRUE(status);
    EXPECT_EQ(status.value().state, StoreState::Absent) << qPrintable(status.value().detail);
}

TEST_F(NoSessionBus, NeitherReadsWritesNorRemoves)
{
    KeychainStore store;
    EXPECT_EQ(answerOf(store.read(busKey)).error().code, ErrorCode::ToolMissing);
    EXPECT_EQ(answerOf(store.write(busKey, Secret("value"))).error().code, ErrorCode::ToolMissing);
    EXPECT_EQ(answerOf(store.remove(busKey)).error().code, ErrorCode::ToolMissing);
}

TEST_F(NoSessionBus, LeavesAVaultThatLastsForThisRun)
{
    Vault vault(std::make_unique<KeychainStore>());
    const auto kept = answerOf(vault.write(busKey, Secret("value")));
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept.value().where, StoreKind::Session);
    EXPECT_EQ(kept.value().why->code, ErrorCode::ToolMissing);
    EXPECT_EQ(answerOf(vault.read(busKey)).value().reveal(), QByteArrayView("value"));
}

TEST_F(NoSessionBus, AStoreThatDiesWhileItWaitsAnswersCanceled)
{
    auto store = std::make_unique<KeychainStore>();
    const auto reading = store->read(busKey);
    const auto probing = store->status();
    store.reset();
    EXPECT_EQ(answerOf(reading).error().code, ErrorCode::Canceled);
    EXPECT_EQ(answerOf(probing).error().code, ErrorCode::Canceled);
    testing::drainEvents();
}

} // namespace
} // namespace envdeck::secrets
