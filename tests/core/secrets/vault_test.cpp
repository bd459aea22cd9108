// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/vault.h"
#include "tests/core/secrets/held_store.h"
#include "tests/support/event_loop.h"

#include <gtest/gtest.h>

namespace envdeck::secrets {
namespace {

using testing::answerOf;
using testing::HeldStore;

const SecretKey prodKey{QStringLiteral("acme"), QStringLiteral("dokploy/prod"),
                        QStringLiteral("https://dokploy.example.com:443")};
const SecretKey elsewhere{QStringLiteral("acme"), QStringLiteral("dokploy/prod"),
                          QStringLiteral("https://evil.example:443")};
const Error locked{ErrorCode::Locked, QStringLiteral("dokploy/prod"), QStringLiteral("locked collection"), 0};
const Error missing{ErrorCode::NotFound, QStringLiteral("dokploy/prod"), {}, 0};

class VaultTest : public ::testing::Test {
protected:
    HeldStore *store = new HeldStore; // the vault's
    std::unique_ptr<Vault> vault = std::make_unique<Vault>(std::unique_ptr<SecretStore>(store));

    // A secret that the store refused to keep.
    void keepInMemory(const SecretKey &of, const char *value)
    {
        const auto writing = vault->write(of, Secret(value));
        HeldStore::answer<void>(store->writes.last(), locked);
        ASSERT_EQ(answerOf(writing).value(), (Kept{StoreKind::Session, locked}));
    }

    QString redacted(const char *text) const { return vault->redactor().redacted(QString::fromLatin1(text)); }
};

TEST_F(VaultTest, ReadsNothingUntilItIsAsked)
{
    testing::drainEvents();
    EXPECT_TRUE(store->reads.isEmpty());
    EXPECT_TRUE(store->statuses.isEmpty());
    EXPECT_TRUE(store->writes.isEmpty());
}

TEST_F(VaultTest, PassesOnWhatTheStoreAnswers)
{
    const auto found = vault->read(prodKey);
    const auto absent = vault->read(prodKey);
    HeldStore::answer<Secret>(store->reads.at(1), missing); // out of order
    HeldStore::answer<Secret>(store->reads.at(0), Secret("value"));
    EXPECT_EQ(answerOf(found).value().reveal(), QByteArrayView("value"));
    EXPECT_EQ(answerOf(absent).error(), missing);
}

TEST_F(VaultTest, SaysWhereASecretIsKeptAndWhyNotBetter)
{
    const auto kept = vault->write(prodKey, Secret("value"));
    HeldStore::answer<void>(store->writes.last(), {});
    EXPECT_EQ(answerOf(kept).value(), (Kept{StoreKind::Keychain, std::nullopt}));
    keepInMemory(prodKey, "newer");
}

TEST_F(VaultTest, WhatTheStoreRefusedLastsForThisRun)
{
    keepInMemory(prodKey, "value");
    EXPECT_EQ(answerOf(vault->read(prodKey)).value().reveal(), QByteArrayView("value"));
    EXPECT_TRUE(store->reads.isEmpty()); // the store holds an older one, if any
}

TEST_F(VaultTest, MemoryIsBoundToTheOriginToo)
{
    keepInMemory(prodKey, "value");
    const auto reading = vault->read(elsewhere);
    HeldStore::answer<Secret>(store->reads.last(), missing);
    ASSERT_FALSE(answerOf(reading));
}

TEST_F(VaultTest, ASecretThatWaitsForTheStoreCanBeReadAlready)
{
    const auto writing = vault->write(prodKey, Secret("value"));
    EXPECT_TRUE(answerOf(vault->read(prodKey)));
    HeldStore::answer<void>(store->writes.last(), {});
    ASSERT_TRUE(answerOf(writing));
    const auto reading = vault->read(prodKey); // now it is the store's
    ASSERT_EQ(store->reads.size(), 1);
    HeldStore::answer<Secret>(store->reads.last(), Secret("value"));
    EXPECT_TRUE(answerOf(reading));
}

TEST_F(VaultTest, TheLaterOfTwoWritesStays)
{
    const auto first = vault->write(prodKey, Secret("first"));
    const auto second = vault->write(prodKey, Secret("second"));
    HeldStore::answer<void>(store->writes.at(0), {});
    ASSERT_TRUE(answerOf(first));
    HeldStore::answer<void>(store->writes.at(1), locked);
    ASSERT_TRUE(answerOf(second));
    EXPECT_EQ(answerOf(vault->read(prodKey)).value().reveal(), QByteArrayView("second"));
}

TEST_F(VaultTest, ASecretEnteredWhileTheStoreIsReadWins)
{
    const auto reading = vault->read(prodKey);
    keepInMemory(prodKey, "newer");
    HeldStore::answer<Secret>(store->reads.last(), Secret("older"));
    EXPECT_EQ(answerOf(reading).value().reveal(), QByteArrayView("newer"));
}

TEST_F(VaultTest, RemovingForgetsMemoryEvenWhenTheStoreRefuses)
{
    keepInMemory(prodKey, "value");
    const auto removing = vault->remove(prodKey);
    HeldStore::answer<void>(store->removals.last(), locked);
    EXPECT_EQ(answerOf(removing).error(), locked);
    const auto reading = vault->read(prodKey);
    HeldStore::answer<Secret>(store->reads.last(), missing);
    EXPECT_EQ(answerOf(reading).error(), missing);
}

TEST_F(VaultTest, TheRedactorKnowsASecretBeforeItsReader)
{
    EXPECT_EQ(redacted("canary-value"), QStringLiteral("canary-value"));
    const auto reading = vault->read(prodKey);
    HeldStore::answer<Secret>(store->reads.last(), Secret("canary-value"));
    QString seen;
    QObject context;
    whenDone(reading, &context, [&](const Result<Secret> &) { seen = redacted("canary-value"); });
    ASSERT_TRUE(testing::eventually([&] { return !seen.isEmpty(); }));
    EXPECT_EQ(seen, QStringLiteral("******"));
}

TEST_F(VaultTest, TheRedactorKnowsWhatIsBeingWritten)
{
    const auto writing = vault->write(prodKey, Secret("canary-value"));
    EXPECT_EQ(redacted("canary-value"), QStringLiteral("******"));
    HeldStore::answer<void>(store->writes.last(), {});
    ASSERT_TRUE(answerOf(writing));
}

TEST_F(VaultTest, LearnsAllThatExistAndIsNotStoppedByTheRest)
{
    const SecretKey github{QStringLiteral("acme"), QStringLiteral("github"),
                           QStringLiteral("https://github.com:443")};
    const auto learning = vault->learnAll({prodKey, elsewhere, github});
    ASSERT_EQ(store->reads.size(), 3); // all at once
    HeldStore::answer<Secret>(store->reads.at(2), Secret("github-token"));
    HeldStore::answer<Secret>(store->reads.at(1), Error{ErrorCode::OriginMoved, {}, {}, 0});
    HeldStore::answer<Secret>(store->reads.at(0), Secret("dokploy-key"));
    EXPECT_EQ(answerOf(learning).value().redacted(QStringLiteral("github-token dokploy-key")),
              QStringLiteral("****** ******"));
    EXPECT_TRUE(answerOf(vault->learnAll({})));
}

TEST_F(VaultTest, StatusIsTheStoresOwn)
{
    const auto asking = vault->status();
    const StoreStatus status{StoreKind::Keychain, StoreState::Locked, {}, QStringLiteral("words")};
    HeldStore::answer<StoreStatus>(store->statuses.last(), status);
    EXPECT_EQ(answerOf(asking).value(), status);
}

TEST_F(VaultTest, AnswersThatComeAfterItsDeathAreDropped)
{
    const auto reading = vault->read(prodKey);
    const auto writing = vault->write(prodKey, Secret("value"));
    const auto heldRead = store->reads.last();
    const auto heldWrite = store->writes.last();
    vault.reset();
    HeldStore::answer<Secret>(heldRead, Secret("value"));
    HeldStore::answer<void>(heldWrite, {});
    EXPECT_EQ(answerOf(reading).error().code, ErrorCode::Canceled);
    EXPECT_EQ(answerOf(writing).error().code, ErrorCode::Canceled);
}

TEST(DefaultStore, IsTheFileWhereOneIsNamedElseTheKeychain)
{
    qputenv("ENVDECK_SECRETS_FILE", "/run/secrets.json");
    EXPECT_EQ(defaultStore()->kind(), StoreKind::File);
    qputenv("ENVDECK_SECRETS_FILE", "");
    EXPECT_EQ(defaultStore()->kind(), StoreKind::Keychain);
    qunsetenv("ENVDECK_SECRETS_FILE");
    EXPECT_EQ(defaultStore()->kind(), StoreKind::Keychain);
}

} // namespace
} // namespace envdeck::secrets
