// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a panel is asked before there is a key for it, against a real Dokploy's answers.
#include "core/api/dokploy/setup_client.h"

#include "tests/contract/dokploy/recordings.h"
#include "tests/support/text.h"

#include <QJsonDocument>
#include <gtest/gtest.h>

namespace envdeck::dokploy {
namespace {

using namespace testing;

struct SetupBench : DokployBench {
    explicit SetupBench(const QStringList &names = {}) : DokployBench(names), setup(http, server.url()) {}
    // A recording with the cookie that came with it.
    void enters(const char *name)
    {
        const Recording exchange = recording(s(name));
        ScriptedReply reply = exchange.reply();
        const QByteArray given =
            "better-auth.session_token=canary-session.1%2F; Max-Age=259200; Path=/; HttpOnly";
        reply.headers.append(std::pair(QByteArray("Set-Cookie"), given));
        answer(exchange.method + ' ' + exchange.target, {reply});
    }
    QJsonObject lastBody() const { return QJsonDocument::fromJson(server.requests().last().body).object(); }

    SetupClient setup;
};

Access cookie()
{
    return {"Cookie", Secret("canary-session"), "better-auth.session_token="};
}

TEST(SetupRecorded, SignsUpOnceAndInLater)
{
    SetupBench bench;
    bench.enters("auth-signup-admin");
    const auto up = answerOf(bench.setup.signUp(s("admin@envdeck.test"), Secret("canary-password")));
    ASSERT_TRUE(up) << qPrintable(up.error().detail);
    EXPECT_EQ(up.value().value.reveal().toByteArray(), "canary-session.1%2F");
    EXPECT_EQ(bench.lastBody()[s("password")].toString(), s("canary-password"));
    EXPECT_TRUE(bench.server.requests().last().header("origin").isEmpty()); // an unknown one is refused
    bench.enters("auth-signin");
    EXPECT_TRUE(answerOf(bench.setup.signIn(s("admin@envdeck.test"), Secret("canary-password"))));

    SetupBench second({s("auth-signup-second")});
    const auto taken = answerOf(second.setup.signUp(s("two@envdeck.test"), Secret("canary-password")));
    EXPECT_EQ(taken.error().code, ErrorCode::Conflict);
    EXPECT_EQ(taken.error().detail, s("admin-exists"));
    SetupBench wrong({s("auth-signin-badpw")});
    EXPECT_EQ(answerOf(wrong.setup.signIn(s("admin@envdeck.test"), Secret("x"))).error().code,
              ErrorCode::Unauthorized);
    SetupBench factor;
    factor.answer("POST /api/auth/sign-in/email", {jsonReply("{\"twoFactorRedirect\":true}")});
    EXPECT_EQ(answerOf(factor.setup.signIn(s("admin@envdeck.test"), Secret("x"))).error().detail,
              s("two-factor"));
}

TEST(SetupRecorded, MakesAKeyWithoutALimit)
{
    SetupBench bench({s("organization-all")});
    const auto organization = answerOf(bench.setup.organization(cookie()));
    ASSERT_TRUE(organization);
    EXPECT_EQ(organization.value(), s("TGzw3Wlwy8gg2fRyvJMRs"));
    EXPECT_EQ(bench.server.requests().last().header("cookie"), "better-auth.session_token=canary-session");
    bench.answer("POST /api/user.createApiKey", {jsonReply("{\"id\":\"a\",\"key\":\"canary-key\"}")});
    const auto key = answerOf(bench.setup.makeKey(cookie(), s("envdeck-1"), organization.value()));
    ASSERT_TRUE(key);
    EXPECT_EQ(key.value().reveal().toByteArray(), "canary-key");
    EXPECT_EQ(bench.lastBody()[s("rateLimitEnabled")], QJsonValue(false)); // else five calls a day
    SetupBench foreign({s("user-createApiKey-badorg")});
    EXPECT_EQ(answerOf(foreign.setup.makeKey(cookie(), s("x"), s("nope"))).error().code,
              ErrorCode::Forbidden);
}

TEST(SetupRecorded, ReadsWhatIsThere)
{
    SetupBench bench({s("registry-all"), s("sshKey-all"), s("settings-getWebServerSettings"), s("health"),
                      s("trpc-settings-health")});
    EXPECT_TRUE(answerOf(bench.setup.health()));
    const auto registries = answerOf(bench.setup.registries(cookie()));
    ASSERT_TRUE(registries);
    EXPECT_EQ(registries.value(),
              (QList<RegistryRow>{{s("iwQY7kpUPBt031VnhCL3r"), s("127.0.0.1:5000"), s("local")}}));
    EXPECT_TRUE(answerOf(bench.setup.sshKeys(cookie())).value().isEmpty());
    EXPECT_EQ(answerOf(bench.setup.domain(cookie())).value(), PanelDomain());
}

TEST(SetupRecorded, SplitsALoginAndTellsNoneOfIt)
{
    SetupBench bench({s("registry-create")});
    const Secret login("bo:canary:password");
    ASSERT_TRUE(answerOf(bench.setup.addRegistry(cookie(), s("ghcr.io"), login)));
    EXPECT_EQ(bench.lastBody()[s("username")].toString(), s("bo"));
    EXPECT_EQ(bench.lastBody()[s("password")].toString(), s("canary:password"));
    bench.answer(
        "POST /api/registry.create",
        {jsonReply("{\"message\":\"echo canary:password | docker login\",\"code\":\"BAD_REQUEST\"}", 400)});
    const auto refused = answerOf(bench.setup.addRegistry(cookie(), s("ghcr.io"), login));
    EXPECT_EQ(refused.error().code, ErrorCode::BadInput);
    EXPECT_FALSE(refused.error().detail.contains(s("canary")));
}

TEST(SetupRecorded, SendsNothingHostile)
{
    SetupBench bench;
    const auto refuses = [](const auto &future) {
        return answerOf(future).error().code == ErrorCode::BadInput;
    };
    for (const char *hostile : {"ghcr.io;id", "$(id)", "a b", "-x", ""})
        EXPECT_TRUE(refuses(bench.setup.addRegistry(cookie(), s(hostile), Secret("bo:x")))) << hostile;
    for (const char *hostile : {"bo`id`:x", "b o:x", ":x"})
        EXPECT_TRUE(refuses(bench.setup.addRegistry(cookie(), s("ghcr.io"), Secret(hostile)))) << hostile;
    EXPECT_TRUE(refuses(bench.setup.setDomain(cookie(), s("a;b"), s("a@b.c"))));
    EXPECT_TRUE(refuses(bench.setup.setDomain(cookie(), s("a.b"), s("a@b.c;id"))));
    EXPECT_TRUE(refuses(bench.setup.signUp(s("a b@c"), Secret("x"))));
    EXPECT_TRUE(refuses(bench.setup.makeKey(cookie(), s("a;b"), s("x"))));
    EXPECT_TRUE(refuses(bench.setup.testRegistry(cookie(), s("../x"))));
    EXPECT_TRUE(bench.server.requests().isEmpty());
}

} // namespace
} // namespace envdeck::dokploy
