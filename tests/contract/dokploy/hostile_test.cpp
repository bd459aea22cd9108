// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reliability row R-26: no shell metacharacter leaves the client, whichever field it was put into.
#include "tests/contract/dokploy/recordings.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>
#include <random>

namespace envdeck::dokploy {
namespace {

using namespace testing;

const QString metacharacters =
    s(";|&$`<>(){}[]*?!#~'\"\\%^\n\r\t") + QChar(0) + QChar(0x2028) + QChar(0x202e);

class Hostile {
public:
    explicit Hostile(quint32 seed) : m_random(seed) {}

    // Mostly what an attacker would write around an honest value; always with a metacharacter.
    QString text(const QString &honest)
    {
        static const QStringList classics{s("; rm -rf /"),
                                          s("$(id)"),
                                          s("`id`"),
                                          s("| sh"),
                                          s("&& curl evil"),
                                          s("\nreboot"),
                                          s("' ; id ; '"),
                                          s("\" ; id ; \""),
                                          s("${IFS}id"),
                                          s("\\x3bid"),
                                          s("*"),
                                          s("> /etc/passwd"),
                                          s("#"),
                                          QString(QChar(0)),
                                          s("%3bid"),
                                          s("{a,b}")};
        QString out = honest;
        const int kind = pick(3);
        if (kind == 0)
            out += classics.at(pick(int(classics.size())));
        else if (kind == 1)
            out.prepend(classics.at(pick(int(classics.size()))));
        else
            out.insert(pick(int(honest.size()) + 1), metacharacters.at(pick(int(metacharacters.size()))));
        return out;
    }
    int pick(int below) { return std::uniform_int_distribution<int>(0, below - 1)(m_random); }

private:
    std::mt19937 m_random;
};

constexpr int rounds = 1000;
const QString operation = s("0193595e-5c9a-7d1e-8f00-0123456789ab");

// `call` makes a request with a hostile value; none may leave.
template <typename Call>
void expectNothingLeaves(const QString &honest, Call call)
{
    DokployBench bench({s("settings-getDokployVersion")});
    Hostile hostile(26);
    for (int round = 0; round < rounds; ++round) {
        const QString value = hostile.text(honest);
        const auto answer = answerOf(call(bench.client, value));
        ASSERT_FALSE(answer) << qPrintable(value);
        ASSERT_EQ(answer.error().code, ErrorCode::BadInput) << qPrintable(value);
        ASSERT_FALSE(answer.error().detail.contains(value)) << "repeats what it refused";
    }
    EXPECT_EQ(bench.server.connections(), 0);
}

TEST(HostileValues, Ids)
{
    expectNothingLeaves(stack.id, [](Client &client, const QString &id) {
        return client.service({DokployKind::Compose, id});
    });
    expectNothingLeaves(stack.id, [](Client &client, const QString &id) {
        return client.service({DokployKind::Application, id});
    });
    expectNothingLeaves(stack.id, [](Client &client, const QString &id) {
        return client.deployments({DokployKind::Compose, id});
    });
    expectNothingLeaves(stack.id, [](Client &client, const QString &id) {
        return client.deploy({DokployKind::Compose, id}, {s("Deploy v1"), operation});
    });
    expectNothingLeaves(stack.id, [](Client &client, const QString &id) { return client.log(id, 100); });
    expectNothingLeaves(stack.id, [](Client &client, const QString &id) {
        return client.setImage(id, *ImageRef::parse(s("ghcr.io/acme/api:v1")));
    });
}

TEST(HostileValues, TitleAndOperation)
{
    expectNothingLeaves(s("Rollback to v1.3.7"), [](Client &client, const QString &title) {
        return client.deploy(stack, {title, operation});
    });
    expectNothingLeaves(operation, [](Client &client, const QString &id) {
        return client.deploy(stack, {s("Deploy v1"), id});
    });
}

TEST(HostileValues, ImageParts)
{
    expectNothingLeaves(s("ghcr.io/acme/api"), [](Client &client, const QString &repository) {
        return client.setImage(stack.id, ImageRef{repository, s("v1.3.8"), {}});
    });
    expectNothingLeaves(s("v1.3.8"), [](Client &client, const QString &tag) {
        return client.setImage(stack.id, ImageRef{s("ghcr.io/acme/api"), tag, {}});
    });
    expectNothingLeaves(s("sha256:") + QString(64, QLatin1Char('a')),
                        [](Client &client, const QString &digest) {
                            return client.setImage(stack.id, ImageRef{s("ghcr.io/acme/api"), {}, digest});
                        });
}

TEST(HostileValues, WhatAServerSaidIsCheckedAgainBeforeItIsSentBack)
{
    const auto containers = [](const QString &appName, const QString &serverId) {
        return [=](Client &client, const QString &value) {
            Service service;
            service.ref = stack;
            service.appName = appName.isEmpty() ? value : appName;
            service.serverId = serverId.isEmpty() ? value : serverId;
            return client.containers(service);
        };
    };
    expectNothingLeaves(s("shop-stack-yfqdz1"), containers({}, s("srv")));
    expectNothingLeaves(s("srv-1"), containers(s("shop-stack-yfqdz1"), {}));

    DokployBench bench;
    bench.answer(
        "GET /api/project.all",
        {jsonReply(
            "[{\"name\":\"shop\",\"environments\":[{\"name\":\"dev\",\"environmentId\":\"$(id)\"}]}]")});
    EXPECT_EQ(answerOf(bench.client.services(s("shop"), s("dev"))).error().code, ErrorCode::BadInput);
    EXPECT_EQ(bench.server.requests().size(), 1);
}

TEST(HostileValues, EmptyAndEndlessOnesToo)
{
    DokployBench bench;
    for (const QString &id : {QString(), QString(65, QLatin1Char('a')), QString(100000, QLatin1Char('a'))})
        EXPECT_EQ(answerOf(bench.client.service({DokployKind::Compose, id})).error().code,
                  ErrorCode::BadInput);
    for (const QString &title : {QString(), QString(201, QLatin1Char('a')), s("--help"), s(" x")})
        EXPECT_EQ(answerOf(bench.client.deploy(stack, {title, operation})).error().code, ErrorCode::BadInput);
    for (const int lines : {0, -1, 10001})
        EXPECT_EQ(answerOf(bench.client.log(s("d1"), lines)).error().code, ErrorCode::BadInput);
    EXPECT_EQ(answerOf(bench.client.setImage(stack.id, ImageRef{s("ghcr.io/acme/api"), {}, {}})).error().code,
              ErrorCode::BadInput);
    EXPECT_EQ(bench.server.connections(), 0);
}

} // namespace
} // namespace envdeck::dokploy
