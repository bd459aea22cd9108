// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/configuration/key_ledger.h"

#include "tests/support/event_loop.h"
#include "tests/support/fake_clock.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::configuration {
namespace {

const QByteArray canary = "canary-51d0-not-for-the-journal";

class KeyLedgerTest : public ::testing::Test {
protected:
    // A store that does not take back what it has, when asked to.
    class Store final : public secrets::SecretStore {
    public:
        secrets::StoreKind kind() const override { return secrets::StoreKind::Keychain; }
        Async<Secret> read(const secrets::SecretKey &key) override { return kept.read(key); }
        Async<void> write(const secrets::SecretKey &key, const Secret &secret) override
        {
            return kept.write(key, secret);
        }
        Async<void> remove(const secrets::SecretKey &key) override
        {
            return locked ? ready<void>(Error{ErrorCode::Locked, key.kind, {}, 0}) : kept.remove(key);
        }
        Async<secrets::StoreStatus> status() override
        {
            return ready<secrets::StoreStatus>(secrets::StoreStatus());
        }
        bool locked = false;
        secrets::MemoryStore kept;
    };

    KeyLedgerTest()
    {
        Environment prod;
        prod.name = QStringLiteral("prod");
        workspace.name = QStringLiteral("acme");
        workspace.environments = {prod};
        auto made = std::make_unique<Store>();
        store = made.get();
        vault = std::make_unique<secrets::Vault>(std::move(made));
        open(folder.filePath(QStringLiteral("state")));
    }
    void open(const QString &at)
    {
        ledger.reset();
        journal = std::make_unique<journal::Journal>(
            journal::Journal::Options{at, QStringLiteral("desk"), {}}, clock);
        ledger = std::make_unique<KeyLedger>(workspace, *vault, *journal, clock, QStringLiteral("bo"));
    }
    QList<journal::AuditEntry> rows() { return testing::answerOf(journal->entries({})).value(); }
    static secrets::SecretKey key(const QString &kind, const QString &origin)
    {
        return {QStringLiteral("acme"), kind, origin};
    }

    QTemporaryDir folder;
    testing::FakeClock clock;
    Workspace workspace;
    Store *store = nullptr;
    std::unique_ptr<secrets::Vault> vault;
    std::unique_ptr<journal::Journal> journal;
    std::unique_ptr<KeyLedger> ledger;
    const secrets::SecretKey dokploy =
        key(QStringLiteral("dokploy/prod"), QStringLiteral("https://dokploy.example.com:443"));
};

TEST_F(KeyLedgerTest, SettingReplacingAndRemovingAreToldApart)
{
    const auto kept = testing::answerOf(ledger->set(dokploy, Secret(canary)));
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept.value().where, secrets::StoreKind::Keychain);
    ASSERT_TRUE(testing::answerOf(ledger->set(dokploy, Secret("another"))));
    ASSERT_TRUE(testing::answerOf(ledger->remove(dokploy)));
    const auto all = rows(); // newest first
    ASSERT_EQ(all.size(), 3);
    EXPECT_EQ(all.at(2).action, keySet);
    EXPECT_EQ(all.at(1).action, keyReplaced);
    EXPECT_EQ(all.at(0).action, keyRemoved);
    for (const journal::AuditEntry &row : all) {
        EXPECT_EQ(row.subject, QStringLiteral("dokploy/prod"));
        EXPECT_EQ(row.detail, QStringLiteral("https://dokploy.example.com:443"));
        EXPECT_EQ(row.environment, QStringLiteral("prod"));
        EXPECT_EQ(row.actor, QStringLiteral("bo"));
        EXPECT_EQ(row.state, QStringLiteral("succeeded"));
        EXPECT_EQ(row.evidence.value(QStringLiteral("workspace")).toString(), QStringLiteral("acme"));
        EXPECT_FALSE(row.open);
    }
    EXPECT_TRUE(testing::answerOf(journal->verifyChain()).value().isWhole());
    EXPECT_EQ(testing::answerOf(vault->read(dokploy)).error().code, ErrorCode::NotFound);
}

TEST_F(KeyLedgerTest, AKeyForAnAddressThatMovedNamesBoth)
{
    const auto old = key(dokploy.kind, QStringLiteral("https://old.example.com:443"));
    ASSERT_TRUE(testing::answerOf(vault->write(old, Secret(canary))));
    ASSERT_TRUE(testing::answerOf(ledger->set(dokploy, Secret("new"))));
    ASSERT_EQ(rows().size(), 1);
    EXPECT_EQ(rows().first().action, keyReplaced);
    EXPECT_EQ(rows().first().detail,
              QStringLiteral("https://old.example.com:443 -> https://dokploy.example.com:443"));
}

TEST_F(KeyLedgerTest, AKeyOfTheWholeWorkspaceBelongsToNoEnvironment)
{
    ASSERT_TRUE(testing::answerOf(ledger->set(
        key(QStringLiteral("git"), QStringLiteral("https://git.example.com:443")), Secret(canary))));
    EXPECT_EQ(rows().first().subject, QStringLiteral("git"));
    EXPECT_TRUE(rows().first().environment.isEmpty());
}

TEST_F(KeyLedgerTest, WhatTheStoreRefusesEndsFailed)
{
    ASSERT_TRUE(testing::answerOf(ledger->set(dokploy, Secret(canary))));
    store->locked = true;
    EXPECT_EQ(testing::answerOf(ledger->remove(dokploy)).error().code, ErrorCode::Locked);
    EXPECT_EQ(rows().first().state, QStringLiteral("failed"));
    ASSERT_TRUE(rows().first().error);
    EXPECT_EQ(rows().first().error->code, ErrorCode::Locked);
}

TEST_F(KeyLedgerTest, WhatTheJournalDoesNotTakeIsNotDone)
{
    ASSERT_TRUE(testing::answerOf(vault->write(dokploy, Secret(canary))));
    const QString file = folder.filePath(QStringLiteral("file"));
    ASSERT_TRUE(QFile(file).open(QIODevice::WriteOnly));
    open(file + QStringLiteral("/state")); // no folder can be made there
    EXPECT_FALSE(testing::answerOf(ledger->set(dokploy, Secret("another"))));
    EXPECT_FALSE(testing::answerOf(ledger->remove(dokploy)));
    EXPECT_EQ(testing::answerOf(vault->read(dokploy)).value().reveal(), QByteArrayView(canary));
}

TEST_F(KeyLedgerTest, NeitherTheValueNorADigestOfItIsWrittenDown)
{
    ASSERT_TRUE(testing::answerOf(ledger->set(dokploy, Secret(canary))));
    ASSERT_TRUE(testing::answerOf(ledger->remove(dokploy)));
    ledger.reset();
    journal.reset();
    QList<QByteArray> forms{canary, canary.toBase64(), canary.toHex()};
    for (const auto algorithm : {QCryptographicHash::Md5, QCryptographicHash::Sha1,
                                 QCryptographicHash::Sha256, QCryptographicHash::Sha512}) {
        const QByteArray digest = QCryptographicHash::hash(canary, algorithm);
        forms << digest << digest.toHex() << digest.toBase64();
    }
    const QDir state(folder.filePath(QStringLiteral("state")));
    const QStringList files = state.entryList(QDir::Files);
    EXPECT_FALSE(files.isEmpty());
    for (const QString &name : files) {
        QFile file(state.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        for (const QByteArray &form : std::as_const(forms))
            EXPECT_FALSE(content.contains(form)) << qPrintable(name);
    }
}

} // namespace
} // namespace envdeck::configuration
