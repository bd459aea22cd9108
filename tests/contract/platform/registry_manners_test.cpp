// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a registry counts is asked for once, and one that has had enough is left alone.
#include "core/platform/oci_registry.h"
#include "core/secrets/memory_store.h"
#include "tests/contract/registry/fake_registry.h"

#include <gtest/gtest.h>

namespace envdeck::platform {
namespace {

class RegistryManners : public ::testing::Test {
protected:
    ImageRef image(const char *tag) const { return {repository(), QString::fromLatin1(tag), {}}; }
    QString repository() const { return fake.server.url().authority() + QStringLiteral("/acme/api"); }
    int asked(const QByteArray &method, const QByteArray &part) const
    {
        int count = 0;
        for (const testing::ReceivedRequest &request : fake.server.requests())
            count += request.method == method && request.target.contains(part);
        return count;
    }
    static testing::ScriptedReply enough()
    {
        testing::ScriptedReply reply =
            testing::jsonReply("{\"errors\":[{\"message\":\"You have reached your pull rate limit\"}]}", 429);
        reply.headers = {{"Retry-After", "900"}};
        return reply;
    }

    testing::FakeRegistry fake;
    Workspace workspace;
    secrets::Vault vault{std::make_unique<secrets::MemoryStore>()};
    OciRegistry registry{workspace, fake.http, vault};
};

TEST_F(RegistryManners, WhatADigestStandsForIsReadOnceAndWhereATagPointsEveryTime)
{
    const auto first = testing::answerOf(registry.facts(image("v1"), {}));
    ASSERT_TRUE(first) << qPrintable(first.error().detail);
    EXPECT_EQ(first.value().platforms,
              (QStringList{QStringLiteral("linux/amd64"), QStringLiteral("linux/arm64")}));
    EXPECT_EQ(first.value().revision(), QStringLiteral("abc"));
    const int read = asked("GET", "/manifests/");
    for (int again = 0; again < 3; ++again)
        EXPECT_EQ(testing::answerOf(registry.facts(image("v1"), {})).value(), first.value());
    EXPECT_EQ(asked("GET", "/manifests/"), read);
    EXPECT_EQ(asked("HEAD", "/manifests/v1"), 4);
}

TEST_F(RegistryManners, ARegistryThatHasHadEnoughIsNotAskedAgainBeforeItsTime)
{
    fake.instead.insert("/v2/acme/api/tags/list", enough());
    ASSERT_EQ(testing::answerOf(registry.tags(repository(), {})).error().code, ErrorCode::RateLimited);
    const auto before = fake.server.requests().size();
    const auto tags = testing::answerOf(registry.tags(repository(), {}));
    const auto facts = testing::answerOf(registry.facts(image("v1"), {}));
    EXPECT_EQ(tags.error().code, ErrorCode::RateLimited);
    EXPECT_EQ(facts.error().code, ErrorCode::RateLimited);
    EXPECT_TRUE(tags.error().detail.startsWith(QLatin1String("Retry-After: ")))
        << qPrintable(tags.error().detail);
    EXPECT_TRUE(tags.error().detail.endsWith(QLatin1String(": You have reached your pull rate limit")));
    EXPECT_EQ(fake.server.requests().size(), before);
    registry.forgetKeys(); // another account
    fake.instead.clear();
    EXPECT_TRUE(testing::answerOf(registry.tags(repository(), {})));
}

} // namespace
} // namespace envdeck::platform
