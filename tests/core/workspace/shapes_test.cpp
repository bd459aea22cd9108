// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/shapes.h"

#include <gtest/gtest.h>

namespace envdeck::workspace {
namespace {

using namespace std::chrono_literals;

void expectShapes(bool (*isRight)(const QString &), const QStringList &right, const QStringList &wrong)
{
    for (const QString &text : right)
        EXPECT_TRUE(isRight(text)) << qPrintable(text);
    for (const QString &text : wrong)
        EXPECT_FALSE(isRight(text)) << qPrintable(text);
}

QStringList split(const char *text)
{
    return QString::fromUtf8(text).split(QLatin1Char('|'));
}

TEST(Shapes, NamesAreStrict)
{
    expectShapes(isEnvironmentName, split("dev|eu-west-2|a|p2"),
                 split("|Dev|-dev|dev-|2dev|a_b|a/b|a.b|a b|..|dev\n") +
                     QStringList(QString(33, QLatin1Char('a'))));
    expectShapes(isAppName, split("api|web_admin|a-b"), split("|Api|-x|_x|a.b|a/b|../x|a b"));
    expectShapes(isBranchName, split("main|release/1.2|a_b|0.x"),
                 split("|-x|a..b|a//b|/a|a/|a.lock|a.lock/b|a b|a~1|a:b|.a|a/.b|a.|@{-1}"));
    expectShapes(isRepository, split("acme/infra|a-b/c.d_e"),
                 split("acme|acme/|/infra|a/b/c|-a/b|a/-b|a/..|a/.|a b/c|https://x/y"));
    expectShapes(isInsideRepository, split("terraform/{environment}|a.b/c|deploy config/x"),
                 split("|/a|a//b|../a|a/../b|./a|.git/x|a/.GIT/b|a/|a\\b|a\nb"));
    expectShapes(isUserName, split("root|deploy|_x"), split("|Root|-l|a b|a;b"));
    expectShapes(isRegistryHost, split("ghcr.io|127.0.0.1:5000|localhost:5000|registry"),
                 split("|https://ghcr.io|ghcr.io/acme|a:b|a:99999|-a|GHCR.io"));
}

TEST(Shapes, AddressesAreNamesOrWholeIps)
{
    expectShapes(isHostAddress, split("10.0.0.1|::1|2001:db8::7|host.example.com|localhost"),
                 split("|10.0.0.1:22|10.0.0|127.1|999.0.0.1|a b|user@host|http://x|[::1]|-x|host-|0x7f.1 "));
}

TEST(Shapes, PercentagesAndDurationsWantTheirUnit)
{
    EXPECT_EQ(percentageOf(QStringLiteral("80 %")), 80);
    EXPECT_EQ(percentageOf(QStringLiteral("0.5%")), 0.5);
    for (const QString &text : split("80|0 %|100.1 %|-1 %|1e2 %|80 % |% 80|NaN %"))
        EXPECT_FALSE(percentageOf(text)) << qPrintable(text);
    EXPECT_EQ(durationOf(QStringLiteral("500 ms")), 500ms);
    EXPECT_EQ(durationOf(QStringLiteral("60s")), 60s);
    EXPECT_EQ(durationOf(QStringLiteral("15 min")), 15min);
    EXPECT_EQ(durationOf(QStringLiteral("6 h")), 6h);
    EXPECT_EQ(durationOf(QStringLiteral("30 d")), 720h);
    for (const QString &text : split("30|30 days|-1 s|1.5 h|1 h 30 min|9999999 d| 1 s|1 m"))
        EXPECT_FALSE(durationOf(text)) << qPrintable(text);
}

TEST(Shapes, TheNearestIsTheOneWithFewestMistakes)
{
    const QStringList keys = split("services|environments|health|version|telemetry|dokploy");
    const auto near = [&](const char *text) { return nearest(QString::fromLatin1(text), keys); };
    EXPECT_EQ(near("service"), QStringLiteral("services"));
    EXPECT_EQ(near("enviroments"), QStringLiteral("environments"));
    EXPECT_EQ(near("heatlh"), QStringLiteral("health")); // two letters swapped
    EXPECT_EQ(near("dokplyo"), QStringLiteral("dokploy"));
    EXPECT_EQ(near("VERSION"), QStringLiteral("version"));
    EXPECT_EQ(near("password"), QString());
    EXPECT_EQ(near("x"), QString());
    EXPECT_EQ(near(""), QString());
    EXPECT_EQ(nearest(QString(100'000, QLatin1Char('a')), keys), QString());
}

TEST(Shapes, PlaceholdersAreFoundWithTheirBraces)
{
    EXPECT_EQ(placeholdersOf(QStringLiteral("a/{b}/{c}.yml")), split("{b}|{c}"));
    EXPECT_EQ(placeholdersOf(QStringLiteral("a/{b")), split("{b"));
    EXPECT_EQ(placeholdersOf(QStringLiteral("abc")), QStringList());
}

} // namespace
} // namespace envdeck::workspace
