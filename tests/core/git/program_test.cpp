// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/git/program.h"

#include <gtest/gtest.h>

namespace envdeck::git {
namespace {

Remote remote(const char *text)
{
    return Remote::parse(QString::fromLatin1(text)).value();
}

HttpsCredential credential(const char *origin)
{
    return {QString::fromLatin1(origin), QStringLiteral("x-access-token"), Secret("tok-canary-9137")};
}

process::Spec specFor(const Remote &to, const std::optional<HttpsCredential> &with)
{
    process::Spec spec = bareSpec(Program{}, QStringLiteral("/tmp"), {QStringLiteral("fetch")});
    allowRemote(&spec, Program{}, to, with);
    return spec;
}

TEST(GitProgram, EveryCommandIsWithoutHooksPromptsAndProtocols)
{
    for (const process::Spec &spec :
         {bareSpec(Program{}, QStringLiteral("/tmp"), {QStringLiteral("log")}),
          checkoutSpec(Program{}, QStringLiteral("/tmp"), {QStringLiteral("log")})}) {
        EXPECT_TRUE(spec.arguments.contains(QStringLiteral("core.hooksPath=/dev/null")));
        EXPECT_TRUE(spec.arguments.contains(QStringLiteral("core.fsmonitor=false")));
        EXPECT_LT(spec.arguments.indexOf(QStringLiteral("core.hooksPath=/dev/null")),
                  spec.arguments.indexOf(QStringLiteral("log")));
        EXPECT_EQ(spec.environment.value(QStringLiteral("GIT_TERMINAL_PROMPT")), QStringLiteral("0"));
        EXPECT_EQ(spec.environment.value(QStringLiteral("GIT_ALLOW_PROTOCOL")), QStringLiteral("none"));
        EXPECT_FALSE(spec.inherit.contains(QStringLiteral("SSH_AUTH_SOCK")));
    }
}

TEST(GitProgram, AllowsFileOnlyForALocalRemote)
{
    const auto allowed = [](const char *text) {
        return specFor(remote(text), {}).environment.value(QStringLiteral("GIT_ALLOW_PROTOCOL"));
    };
    EXPECT_EQ(allowed("https://github.com/a/b"), QStringLiteral("https:ssh"));
    EXPECT_EQ(allowed("git@github.com:a/b"), QStringLiteral("https:ssh"));
    EXPECT_EQ(allowed("/srv/a"), QStringLiteral("file"));
}

TEST(GitProgram, SshNeverAsks)
{
    const auto spec = specFor(remote("git@github.com:a/b"), {});
    EXPECT_TRUE(
        spec.environment.value(QStringLiteral("GIT_SSH_COMMAND")).contains(QLatin1String("-oBatchMode=yes")));
    EXPECT_TRUE(spec.inherit.contains(QStringLiteral("SSH_AUTH_SOCK")));
}

TEST(GitProgram, ACredentialGoesToItsOriginAloneAndNeverIntoAnArgument)
{
    const auto spec = specFor(remote("https://github.com/a/b"), credential("https://github.com:443"));
    ASSERT_EQ(spec.secrets.size(), 1);
    EXPECT_EQ(spec.secrets.first().reveal().toByteArray(),
              "Authorization: Basic " + QByteArray("x-access-token:tok-canary-9137").toBase64());
    EXPECT_EQ(spec.secrets.firstKey(), QStringLiteral("GIT_CONFIG_VALUE_4"));
    EXPECT_EQ(spec.environment.value(QStringLiteral("GIT_CONFIG_COUNT")), QStringLiteral("5"));
    EXPECT_EQ(spec.environment.value(QStringLiteral("GIT_CONFIG_KEY_4")),
              QStringLiteral("http.https://github.com:443/.extraHeader"));
    EXPECT_EQ(spec.environment.value(QStringLiteral("GIT_CONFIG_KEY_0")),
              QStringLiteral("http.https://github.com/a/b.followRedirects"));
    EXPECT_EQ(spec.environment.value(QStringLiteral("GIT_CONFIG_VALUE_0")),
              QStringLiteral("false")); // no redirect carries it away
    const QString shown = spec.arguments.join(u' ') + QStringList(spec.environment.values()).join(u' ');
    EXPECT_FALSE(shown.contains(QLatin1String("canary")));

    EXPECT_TRUE(specFor(remote("https://github.com.evil.example/a/b"), credential("https://github.com:443"))
                    .secrets.isEmpty());
    EXPECT_TRUE(specFor(remote("https://github.com:8443/a/b"), credential("https://github.com:443"))
                    .secrets.isEmpty());
    EXPECT_TRUE(specFor(remote("git@github.com:a/b"), credential("ssh://github.com:22")).secrets.isEmpty());
}

} // namespace
} // namespace envdeck::git
