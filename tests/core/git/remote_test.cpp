// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/git/remote.h"

#include <gtest/gtest.h>

namespace envdeck::git {
namespace {

QString refusal(const char *text)
{
    const auto remote = Remote::parse(QString::fromUtf8(text));
    if (remote)
        return QStringLiteral("taken");
    EXPECT_EQ(remote.error().code, ErrorCode::BadConfig);
    return remote.error().detail;
}

TEST(Remote, TakesWhatGitAndPeopleWrite)
{
    const std::tuple<const char *, Remote::Kind, const char *> cases[] = {
        {"https://github.com/acme/infra.git", Remote::Kind::Https, "https://github.com:443"},
        {"https://git.example.com:8443/a/b", Remote::Kind::Https, "https://git.example.com:8443"},
        {"git@github.com:acme/infra.git", Remote::Kind::Ssh, "ssh://github.com:22"},
        {"github.com:acme/infra.git", Remote::Kind::Ssh, "ssh://github.com:22"},
        {"ssh://git@github.com/acme/infra.git", Remote::Kind::Ssh, "ssh://github.com:22"},
        {"ssh://git@git.example.com:2222/a/b.git", Remote::Kind::Ssh, "ssh://git.example.com:2222"},
        {"/srv/git/infra.git", Remote::Kind::Local, "file://"},
        {"/home/bo/My Repositories/infra", Remote::Kind::Local, "file://"},
        {"file:///srv/git/infra.git", Remote::Kind::Local, "file://"},
    };
    for (const auto &[text, kind, origin] : cases) {
        const auto remote = Remote::parse(QString::fromLatin1(text));
        ASSERT_TRUE(remote) << text << " " << qPrintable(remote.error().detail);
        EXPECT_EQ(remote.value().kind(), kind) << text;
        EXPECT_EQ(remote.value().origin(), QLatin1String(origin)) << text;
        EXPECT_EQ(remote.value().text(), QLatin1String(text));
    }
}

TEST(Remote, RefusesSecretsInTheAddressAndDoesNotRepeatThem)
{
    for (const char *text : {"https://bo:s3cret@github.com/a/b", "https://ghp_s3cret@github.com/a/b",
                             "ssh://git:s3cret@github.com/a/b", "git:s3cret@github.com:a/b",
                             "https://bo:s3%40cret@github.com/a/b", "https://a@s3cret@b.com/x",
                             "HTTPS://s3cret@github.com/a/b", "file://bo:s3cret@/srv/x"}) {
        EXPECT_EQ(refusal(text), QStringLiteral("user-info")) << text;
        EXPECT_FALSE(Remote::parse(QString::fromLatin1(text)).error().subject.contains(QLatin1String("s3")))
            << text;
    }
}

TEST(Remote, RefusesOtherProtocols)
{
    for (const char *text :
         {"http://github.com/a/b", "git://github.com/a/b", "ftp://x/y", "ext::sh -c touch% /tmp/x", "fd::17",
          "EXT::sh", "git+ssh://x/y", "javascript://x/y", "hg::https://x/y"})
        EXPECT_EQ(refusal(text), QStringLiteral("protocol")) << text;
}

TEST(Remote, RefusesWhatAnOptionParserCouldTake)
{
    for (const char *text : {"--upload-pack=touch /tmp/x", "-x", "ssh://-oProxyCommand=x/y",
                             "-oProxyCommand=x:y", "host:-x", "ssh://-o@host/y", "git@-host:y"})
        EXPECT_EQ(refusal(text), QStringLiteral("option-like")) << text;
}

TEST(Remote, RefusesTheRest)
{
    for (const char *text : {"", "relative/path", "../remote.git", ".", "https://", "https://host",
                             "https://host/", "https://host/a?b=c", "https://host/a#b", "ssh:///a",
                             "file://host/a", "host:", "ho st:a", "a\nb", "https://host/a\x01", "c:\\repo x"})
        EXPECT_EQ(refusal(text), QStringLiteral("not-a-remote")) << text;
}

} // namespace
} // namespace envdeck::git
