// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/file_store.h"
#include "core/secrets/memory_store.h"
#include "tests/support/event_loop.h"

#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::secrets {
namespace {

using testing::answerOf;

// What every store promises, whatever it keeps its secrets in.
class AnyStore : public ::testing::TestWithParam<StoreKind> {
protected:
    void SetUp() override
    {
        if (GetParam() == StoreKind::File)
            store = std::make_unique<FileStore>(m_folder.filePath(QStringLiteral("secrets.json")));
        else
            store = std::make_unique<MemoryStore>();
        ASSERT_TRUE(answerOf(store->write(key("other"), Secret("other")))); // so that there is a file
    }

    static SecretKey key(const char *kind, const char *origin = "https://dokploy.example.com:443")
    {
        return {QStringLiteral("acme"), QString::fromLatin1(kind), QString::fromLatin1(origin)};
    }

    ErrorCode errorOfReading(const SecretKey &of) { return answerOf(store->read(of)).error().code; }

    std::unique_ptr<SecretStore> store;

private:
    QTemporaryDir m_folder;
};

TEST_P(AnyStore, GivesBackWhatItWasGiven)
{
    ASSERT_TRUE(answerOf(store->write(key("dokploy/prod"), Secret("first"))));
    ASSERT_TRUE(answerOf(store->write(key("dokploy/dev"), Secret("second\n\xc3\xa4 \"quoted\""))));
    EXPECT_EQ(answerOf(store->read(key("dokploy/prod"))).value().reveal(), QByteArrayView("first"));
    EXPECT_EQ(answerOf(store->read(key("dokploy/dev"))).value().reveal(),
              QByteArrayView("second\n\xc3\xa4 \"quoted\""));
    EXPECT_EQ(store->kind(), GetParam());
}

TEST_P(AnyStore, AMissingSecretIsNotFoundAndRemovingItIsDone)
{
    EXPECT_EQ(errorOfReading(key("dokploy/prod")), ErrorCode::NotFound);
    EXPECT_TRUE(answerOf(store->remove(key("dokploy/prod"))));
}

TEST_P(AnyStore, ARemovedSecretIsGoneAndOthersStay)
{
    ASSERT_TRUE(answerOf(store->write(key("a"), Secret("first"))));
    ASSERT_TRUE(answerOf(store->write(key("b"), Secret("second"))));
    ASSERT_TRUE(answerOf(store->remove(key("a"))));
    EXPECT_EQ(errorOfReading(key("a")), ErrorCode::NotFound);
    EXPECT_TRUE(answerOf(store->read(key("b"))));
}

TEST_P(AnyStore, AnotherOriginIsToldWithoutTheValue)
{
    ASSERT_TRUE(answerOf(store->write(key("dokploy/prod"), Secret("canary-value"))));
    const auto moved = answerOf(store->read(key("dokploy/prod", "https://dokploy.evil.example:443")));
    ASSERT_FALSE(moved);
    EXPECT_EQ(moved.error().code, ErrorCode::OriginMoved);
    EXPECT_EQ(moved.error().subject, QStringLiteral("dokploy/prod"));
    EXPECT_EQ(originMoved(moved.error()), (OriginMoved{QStringLiteral("https://dokploy.example.com:443"),
                                                       QStringLiteral("https://dokploy.evil.example:443")}));
    EXPECT_FALSE(moved.error().detail.contains(QLatin1String("canary")));
}

// R-35b: what another committer may write into envdeck.yaml.
TEST_P(AnyStore, TwentyEditsOfTheUrlReleaseNothing)
{
    ASSERT_TRUE(answerOf(store->write(key("dokploy/prod"), Secret("canary-value"))));
    const QStringList edits{QStringLiteral("https://evil.example"),
                            QStringLiteral("http://dokploy.example.com"),
                            QStringLiteral("https://dokploy.example.com:8443"),
                            QStringLiteral("https://dokploy.example.com.evil.example"),
                            QStringLiteral("https://dokploy.example.com@evil.example"),
                            QStringLiteral("https://evil.example/dokploy.example.com"),
                            QStringLiteral("https://evil.example?dokploy.example.com"),
                            QStringLiteral("https://evil.example#dokploy.example.com"),
                            QStringLiteral("https://dokploy-example.com"),
                            QStringLiteral("https://example.com"),
                            QStringLiteral("https://dokploy.example.com."),
                            QStringLiteral("https://d\u043ekploy.example.com"),
                            QStringLiteral("ftp://dokploy.example.com"),
                            QStringLiteral("https://dokploy.example.co"),
                            QStringLiteral("https://127.0.0.1"),
                            QStringLiteral("https://[::1]"),
                            QStringLiteral("//dokploy.example.com"),
                            QStringLiteral("dokploy.example.com"),
                            QStringLiteral("https://"),
                            QString()};
    ASSERT_EQ(edits.size(), 20);
    for (const QString &edit : edits) {
        const auto read = answerOf(
            store->read({QStringLiteral("acme"), QStringLiteral("dokploy/prod"), originOf(QUrl(edit))}));
        ASSERT_FALSE(read) << qPrintable(edit);
        EXPECT_EQ(read.error().code, ErrorCode::OriginMoved) << qPrintable(edit);
    }
}

TEST_P(AnyStore, TheSameOriginInAnotherSpellingIsTheSame)
{
    ASSERT_TRUE(answerOf(store->write(key("dokploy/prod", "https://Dokploy.example.com/"), Secret("value"))));
    EXPECT_TRUE(answerOf(store->read(key("dokploy/prod"))));
    EXPECT_TRUE(answerOf(store->read(key("dokploy/prod", "https://dokploy.example.com"))));
}

TEST_P(AnyStore, AnAccountIsAnOriginToo)
{
    ASSERT_TRUE(answerOf(store->write(key("hetzner", "project 12345"), Secret("value"))));
    EXPECT_TRUE(answerOf(store->read(key("hetzner", "project 12345"))));
    EXPECT_EQ(errorOfReading(key("hetzner", "project 54321")), ErrorCode::OriginMoved);
}

TEST_P(AnyStore, WritingAgainBindsToTheNewOrigin)
{
    ASSERT_TRUE(answerOf(store->write(key("a"), Secret("old"))));
    ASSERT_TRUE(answerOf(store->write(key("a", "https://new.example:443"), Secret("new"))));
    EXPECT_EQ(errorOfReading(key("a")), ErrorCode::OriginMoved);
    EXPECT_EQ(answerOf(store->read(key("a", "https://new.example:443"))).value().reveal(),
              QByteArrayView("new"));
}

TEST_P(AnyStore, ManyReadsAtOnceAreAllAnswered)
{
    ASSERT_TRUE(answerOf(store->write(key("a"), Secret("value"))));
    QList<Async<Secret>> readings;
    for (int i = 0; i < 50; ++i)
        readings.append(store->read(key("a")));
    for (const auto &reading : readings)
        EXPECT_TRUE(answerOf(reading));
}

INSTANTIATE_TEST_SUITE_P(Kinds, AnyStore, ::testing::Values(StoreKind::File, StoreKind::Session),
                         [](const auto &of) { return of.param == StoreKind::File ? "File" : "Session"; });

TEST(StoreErrors, EveryStateHasItsOwnCode)
{
    QList<ErrorCode> codes;
    for (const auto state : {StoreState::Absent, StoreState::Locked, StoreState::Denied, StoreState::Slow,
                             StoreState::Failed, StoreState::Refused}) {
        const Error error =
            errorOf({StoreKind::Keychain, state, {}, QStringLiteral("words")}, QStringLiteral("github"));
        EXPECT_EQ(error.subject, QStringLiteral("github"));
        EXPECT_EQ(error.detail, QStringLiteral("words"));
        EXPECT_FALSE(codes.contains(error.code));
        EXPECT_FALSE(originMoved(error).has_value());
        codes.append(error.code);
    }
}

} // namespace
} // namespace envdeck::secrets
