// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/registry/fake_registry.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::registry {
namespace {

using namespace testing;
using Access = FakeRegistry::Access;

TEST(RegistryAccess, AnOpenOneSeesNoCredential)
{
    FakeRegistry fake;
    Client client = fake.client(bo);
    EXPECT_TRUE(answerOf(client.ping()));
    EXPECT_TRUE(answerOf(client.tags(api)));
    for (const ReceivedRequest &request : fake.server.requests())
        EXPECT_TRUE(request.header("authorization").isEmpty());
}

TEST(RegistryAccess, BasicIsAskedForOnce)
{
    FakeRegistry fake(Access::Basic);
    Client client = fake.client(bo);
    ASSERT_TRUE(answerOf(client.tags(api)));
    ASSERT_TRUE(answerOf(client.manifest(api, s("v1"))));
    EXPECT_EQ(fake.server.requests().size(), 3); // the first was refused
}

TEST(RegistryAccess, ATokenIsFetchedOnceForARepository)
{
    FakeRegistry fake(Access::Bearer);
    Client client = fake.client(bo);
    ASSERT_TRUE(answerOf(client.tags(api)));
    ASSERT_TRUE(answerOf(client.manifest(api, s("v1"))));
    ASSERT_TRUE(answerOf(client.image(api, s("v1"))));
    EXPECT_EQ(fake.tokensGiven, 1);
    const auto asked =
        std::find_if(fake.server.requests().cbegin(), fake.server.requests().cend(),
                     [](const ReceivedRequest &request) { return request.path() == "/token"; });
    EXPECT_TRUE(asked->target.contains("service=fake"));
    EXPECT_TRUE(asked->target.contains("scope=repository:acme/api:pull")) << asked->target.constData();
    EXPECT_TRUE(asked->header("authorization").startsWith("Basic "));
}

TEST(RegistryAccess, AnonymousNeedsATokenToo)
{
    FakeRegistry fake(Access::Bearer);
    Client client = fake.client();
    EXPECT_TRUE(answerOf(client.tags(api)));
    EXPECT_EQ(fake.tokensGiven, 1);
    EXPECT_FALSE(fake.server.allBytes().contains("Basic "));
}

TEST(RegistryAccess, ATokenThatIsNoLongerTakenIsFetchedAgain)
{
    FakeRegistry fake(Access::Bearer);
    Client client = fake.client(bo);
    ASSERT_TRUE(answerOf(client.tags(api)));
    ++fake.tokensGiven; // the server has forgotten the one it gave
    EXPECT_TRUE(answerOf(client.tags(api)));
    EXPECT_EQ(fake.tokensGiven, 3);
}

TEST(RegistryAccess, WrongCredentials)
{
    FakeRegistry basic(Access::Basic);
    const Credentials wrong{s("bo"), Secret("wrong-password-here")};
    Client atBasic = basic.client(wrong);
    EXPECT_EQ(answerOf(atBasic.ping()).error().code, ErrorCode::Unauthorized);
    EXPECT_LE(basic.server.requests().size(), 2);
    Client nobody = basic.client();
    EXPECT_EQ(answerOf(nobody.ping()).error().code, ErrorCode::Unauthorized);
    FakeRegistry bearer(Access::Bearer);
    Client atBearer = bearer.client(wrong);
    EXPECT_EQ(answerOf(atBearer.tags(api)).error().code, ErrorCode::Unauthorized);
}

TEST(RegistryAccess, ATokenThatGrantsNothingEndsTheTry)
{
    FakeRegistry fake(Access::Bearer);
    fake.tokenGood = false;
    Client client = fake.client(bo);
    const auto tags = answerOf(client.tags(api));
    EXPECT_EQ(tags.error().code, ErrorCode::Unauthorized);
    EXPECT_EQ(tags.error().status, 401);
    EXPECT_EQ(fake.server.requests().size(), 3); // refused, token, refused
}

// The password goes to no token server of another site, whatever the challenge says.
TEST(RegistryAccess, ARealmElsewhereGetsNothing)
{
    HttpServer thief;
    thief.onAny([](const ReceivedRequest &) { return jsonReply("{\"token\":\"x\"}"); });
    const QByteArray port = QByteArray::number(thief.serverPort());
    for (const QByteArray &realm :
         {"http://localhost:" + port + "/token", "https://auth.example.com/token" + QByteArray(),
          QByteArray("not a url"), QByteArray("ftp://127.0.0.1/token"), QByteArray("//x/token"),
          "http://bo@127.0.0.1:" + port + "/token"}) {
        FakeRegistry fake(Access::Bearer);
        fake.realm = realm;
        Client client = fake.client(bo);
        const auto tags = answerOf(client.tags(api));
        ASSERT_FALSE(tags) << realm.constData();
        EXPECT_TRUE(tags.error().code == ErrorCode::Forbidden || tags.error().code == ErrorCode::BadInput)
            << realm.constData();
    }
    EXPECT_EQ(thief.connections(), 0);
}

TEST(RegistryAccess, ErrorsHoldNoPassword)
{
    FakeRegistry fake(Access::Basic);
    fake.instead.insert("/v2/", jsonReply("{\"errors\":[{\"message\":\"hello Basic " +
                                              QByteArray("bo:canary-registry-password").toBase64() + "\"}]}",
                                          403));
    Client client = fake.client(bo);
    const auto ping = answerOf(client.ping());
    EXPECT_EQ(ping.error().code, ErrorCode::Forbidden);
    EXPECT_EQ(ping.error().detail, s("hello Basic ******"));
}

} // namespace
} // namespace envdeck::registry
