// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/key_reading.h"
#include "tests/core/secrets/held_store.h"
#include "tests/support/event_loop.h"

#include <gtest/gtest.h>

namespace envdeck::secrets {
namespace {

using testing::HeldStore;

// What a question that needs this key ends with when the store says that.
Error failureAfter(const Error &stored)
{
    const SecretKey wanted{QStringLiteral("acme"), QStringLiteral("dokploy/prod"),
                           QStringLiteral("https://dokploy.example.com:443")};
    auto *store = new HeldStore; // the vault's
    Vault vault{std::unique_ptr<SecretStore>(store)};
    QObject context;
    const auto reading = readKey(vault, wanted, &context);
    HeldStore::answer<Secret>(store->reads.last(), stored);
    return testing::answerOf(reading).error();
}

TEST(KeyReading, AMissingKeyIsAMatterOfCredentialsAndNotSomethingThatTheOtherSideDoesNotKnow)
{
    EXPECT_EQ(failureAfter({ErrorCode::NotFound, QStringLiteral("dokploy/prod"), {}, 0}),
              (Error{ErrorCode::Unauthorized, QStringLiteral("dokploy/prod"), QStringLiteral("no-key"), 0}));
}

TEST(KeyReading, AStoreThatDoesNotGiveItOutIsOneTooAndSaysWhy)
{
    EXPECT_EQ(failureAfter({ErrorCode::Locked, QStringLiteral("dokploy/prod"),
                            QStringLiteral("collection is locked"), 0}),
              (Error{ErrorCode::Unauthorized, QStringLiteral("dokploy/prod"),
                     QStringLiteral("key-unreadable locked collection is locked"), 0}));
    EXPECT_EQ(
        failureAfter({ErrorCode::BadConfig, QStringLiteral("/run/keys.json"), QStringLiteral("mode 0644"), 0})
            .detail,
        QStringLiteral("key-unreadable bad-config /run/keys.json mode 0644"));
}

TEST(KeyReading, AKeyOfAnotherOriginStaysThat)
{
    const Error moved{ErrorCode::OriginMoved, QStringLiteral("dokploy/prod"),
                      QStringLiteral("https://a:443 -> https://b:443"), 0};
    EXPECT_EQ(failureAfter(moved), moved);
}

} // namespace
} // namespace envdeck::secrets
