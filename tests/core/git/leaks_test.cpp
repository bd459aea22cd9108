// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/git/leaks.h"

#include <gtest/gtest.h>

namespace envdeck::git {
namespace {

const QByteArray keyBody = "-----BEGIN OPENSSH PRIVATE "
                           "KEY-----\n" +
                           QByteArray(70, 'b') + "\n";

Redactor knowing(const char *secret)
{
    Redactor live;
    live.learn(Secret(secret));
    return live;
}

TEST(SecretFiles, AreKnownByName)
{
    for (const char *name :
         {"terraform.tfvars", "a/b/terraform.tfvars", "Terraform.TFVARS", "terraform.tfvars.json",
          "terraform.tfvars.bak", "terraform.tfvars.b64", "prod.secret.tfvars", "x.secret.auto.tfvars",
          "terraform.tfstate", "terraform.tfstate.backup", "errored.tfstate", "x/prod.tfplan", "tfplan",
          "id_rsa", "keys/id_ed25519", "deploy_ed25519", "server.key", "a.p12"})
        EXPECT_TRUE(isSecretFileName(QString::fromLatin1(name))) << name;
    for (const char *name :
         {"env.auto.tfvars", "prod.tfvars", "terraform.tfvars.example", "terraform.tfvars/readme.txt",
          "variables.tf", "id_rsa.pub", "secrets.tfvars.age", "prod.secret.tfvars.sops", "api.compose.yml",
          "ca.pem", "monkey.md", "tfplan.md"})
        EXPECT_FALSE(isSecretFileName(QString::fromLatin1(name))) << name;
}

TEST(SecretFiles, AreKnownByContentUnderAnyName)
{
    EXPECT_TRUE(isSecretContent("{\n  \"version\": 4,\n  \"terraform_version\": \"1.6.0\",\n  \"serial\": "
                                "3,\n  \"lineage\": \"x\"\n}"));
    EXPECT_TRUE(isSecretContent(
        "{\"format_version\":\"1.2\",\"terraform_version\":\"1.6.0\",\"planned_values\":{}}"));
    EXPECT_TRUE(isSecretContent("x\n" + keyBody));
    EXPECT_TRUE(isSecretContent("key: |\n  " + QByteArray(keyBody).replace("\n", "\n  ")));
    EXPECT_TRUE(isSecretContent("\"" + QByteArray(keyBody).replace("\n", "\\n") + "\""));
    EXPECT_FALSE(isSecretContent("write `-----BEGIN PRIVATE "
                                 "KEY-----` into the file"));
    EXPECT_FALSE(isSecretContent("-----BEGIN CERTIFICATE-----\n" + QByteArray(70, 'b')));
    EXPECT_FALSE(isSecretContent("{\"terraform_version\": \"1.6.0\"}"));
}

TEST(SensitiveVariables, ThatAFileSetsAreNamed)
{
    const QByteArray tf("variable \"token\" {\n  type = string\n  sensitive = true\n}\nvariable \"size\" { "
                        "default = \"{\" } # sensitive = true\n"
                        "/* variable \"old\" { sensitive = true } */\nvariable \"ca\" {\n  sensitive=true // "
                        "\"}\"\n}\nvariable \"plain\" {\n  sensitive = false\n}\n");
    EXPECT_EQ(sensitiveVariablesSet(tf, "token = \"x\"\nsize = 1\nplain = 2\n"),
              QStringList{QStringLiteral("token")});
    EXPECT_EQ(sensitiveVariablesSet(tf, "{\"ca\": \"x\"}"), QStringList{QStringLiteral("ca")});
    EXPECT_TRUE(sensitiveVariablesSet(tf, "# token = 1\nmy_token = 1\nold = 2\n").isEmpty());
    EXPECT_TRUE(sensitiveVariablesSet("variable \"x\" { sensitive = true", "x = 1")
                    .contains(QStringLiteral("x"))); // never closed
    EXPECT_TRUE(sensitiveVariablesSet("", "token = 1").isEmpty());
}

TEST(Leaks, ALiveSecretIsFoundInAnyForm)
{
    const Redactor live = knowing("p@ss w\"rd-7731");
    const QByteArray before("a: b\n");
    for (const QByteArray &form :
         {QByteArray("p@ss w\"rd-7731"), QByteArray("p@ss w\"rd-7731").toBase64(),
          QByteArray("p@ss w\"rd-7731").toPercentEncoding(), QByteArray("p@ss w\\\"rd-7731")}) {
        const auto leaks = leaksOf(QStringLiteral("f"), before, before + "x: " + form + "\n", live);
        ASSERT_FALSE(leaks.isEmpty()) << form.constData();
        EXPECT_EQ(leaks.first(), (Leak{LeakKind::LiveSecret, QStringLiteral("f"), 2}));
    }
}

TEST(Leaks, ASecretThatWasThereBeforeIsToldApart)
{
    const auto leaks = leaksOf(QStringLiteral("f"), "x: hunter2-token\n", "y: 1\nx: hunter2-token\n",
                               knowing("hunter2-token"));
    EXPECT_EQ(leaks, (QList<Leak>{{LeakKind::TrackedSecret, QStringLiteral("f"), 2}}));
}

TEST(Leaks, ShapesOfTokensAreFoundInNewLinesOnly)
{
    const QByteArray old("url: postgres://app:hunter2@db/x\n");
    for (const char *line :
         {"t: ghp_0123456789abcdef0123", "t: glpat-0123456789abcdefghij", "t: dop_v1_0123456789abcdef0123",
          "k: AKIAABCDEFGHIJKLMNOP", "s: xoxb-0123456789-abc", "Authorization: Bearer abcdefghijklmnop",
          "\"authorization\": \"Basic YWJjZGVmZ2hpamts\"", "url: postgres://app:hunter3@db/x",
          "hook: https://d.example/api/deploy/compose/abcdefgh1234"}) {
        const auto leaks = leaksOf(QStringLiteral("f"), old, old + line + "\n", {});
        EXPECT_EQ(leaks, (QList<Leak>{{LeakKind::TokenShape, QStringLiteral("f"), 2}})) << line;
    }
    for (const char *line : {"url: postgres://app:${DB_PASSWORD}@db/x", "repo: ssh://git@github.com/a/b",
                             "url: https://a@b.c/d", "image: ghcr.io/acme/api:v1@sha256:0123",
                             "Authorization: Bearer ${TOKEN}", "url: http://user:<password>@host",
                             "ghp_ is a prefix", "mail: a:b@c.de", "url: https://x:8080/a@b"})
        EXPECT_TRUE(leaksOf(QStringLiteral("f"), old, old + line + "\n", {}).isEmpty()) << line;
}

TEST(Leaks, HaveStableNames)
{
    EXPECT_EQ(leakName(LeakKind::LiveSecret), QStringLiteral("live-secret"));
    EXPECT_EQ(leakName(LeakKind::TokenShape), QStringLiteral("token-shape"));
}

} // namespace
} // namespace envdeck::git
