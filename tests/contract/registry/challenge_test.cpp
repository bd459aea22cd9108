// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/registry/challenge.h"

#include <gtest/gtest.h>

namespace envdeck::registry {
namespace {

QUrl url(const char *text)
{
    return QUrl(QString::fromLatin1(text));
}

TEST(Challenge, TheUsualOnes)
{
    const auto hub =
        challengesOf({"Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\","
                      "scope=\"repository:library/nginx:pull\""});
    ASSERT_EQ(hub.size(), 1);
    EXPECT_EQ(hub.first().scheme, "bearer");
    EXPECT_EQ(hub.first().parameters.value("realm"), "https://auth.docker.io/token");
    EXPECT_EQ(hub.first().parameters.value("scope"), "repository:library/nginx:pull");
    EXPECT_EQ(challengesOf({"Basic realm=\"Registry Realm\""}).first().parameters.value("realm"),
              "Registry Realm");
}

TEST(Challenge, SeveralInOneHeaderAndInSeveral)
{
    const auto all = challengesOf(
        {"Negotiate, bEaReR Realm = \"https://a/t?x=1,2\" , SERVICE=reg", "Basic realm=\"a \\\"b\\\", c\""});
    ASSERT_EQ(all.size(), 3);
    EXPECT_EQ(all.at(0), (Challenge{"negotiate", {}}));
    EXPECT_EQ(all.at(1), (Challenge{"bearer", {{"realm", "https://a/t?x=1,2"}, {"service", "reg"}}}));
    EXPECT_EQ(all.at(2), (Challenge{"basic", {{"realm", "a \"b\", c"}}}));
}

TEST(Challenge, WhatCannotBeReadIsLeftOut)
{
    for (const QByteArray &text :
         {QByteArray(), QByteArray(",,, ,"), QByteArray("=x"), QByteArray("\"\""),
          QByteArray("Bearer realm=\"open"), QByteArray("Bearer realm=\"\\"), QByteArray("\xff\xfe\x00", 3),
          QByteArray(10000, '='), QByteArray("realm=\"x\"")}) {
        for (const Challenge &challenge : challengesOf({text}))
            EXPECT_FALSE(challenge.scheme.isEmpty());
    }
    EXPECT_TRUE(challengesOf({}).isEmpty());
}

TEST(Challenge, WhereThePasswordMayGo)
{
    struct Row {
        const char *realm;
        const char *registry;
        bool may;
    };
    const QList<Row> table{
        {"https://auth.docker.io/token", "https://registry-1.docker.io/", true},
        {"https://ghcr.io/token", "https://ghcr.io/", true},
        {"https://gitlab.example.com/jwt/auth", "https://registry.example.com:5050/", true},
        {"http://auth.docker.io/token", "https://registry-1.docker.io/", false},
        {"https://auth.evil.com/token", "https://registry-1.docker.io/", false},
        {"https://docker.io.evil.com/token", "https://registry-1.docker.io/", false},
        {"https://b.co.uk/token", "https://a.co.uk/", false},
        {"https://mallory.github.io/token", "https://acme.github.io/", false},
        {"https://user@auth.docker.io/token", "https://registry-1.docker.io/", false},
        {"/token", "https://ghcr.io/", false},
        {"", "https://ghcr.io/", false},
        {"https://127.0.0.1/token", "https://ghcr.io/", false},
        {"http://127.0.0.1:5001/token", "http://127.0.0.1:5000/", true},
        {"http://localhost:5001/token", "http://127.0.0.1:5000/", false},
        {"https://auth.example.com/token", "http://127.0.0.1:5000/", false},
        {"https://203.0.113.7/token", "https://203.0.113.7:5000/", true},
        {"https://203.0.113.8/token", "https://203.0.113.7:5000/", false},
    };
    for (const Row &row : table)
        EXPECT_EQ(mayReceivePassword(url(row.realm), url(row.registry)), row.may)
            << row.realm << " of " << row.registry;
}

} // namespace
} // namespace envdeck::registry
