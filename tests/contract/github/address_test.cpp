// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/github/address.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::github {
namespace {

using testing::s;

TEST(GithubAddress, RepositoriesOfRemotes)
{
    const RepositoryName infra{s("acme"), s("infra")};
    for (const char *remote :
         {"https://github.com/acme/infra.git", "https://github.com/acme/infra",
          "git@github.com:acme/infra.git", "github.com:acme/infra", "ssh://git@github.com/acme/infra.git",
          "ssh://git@git.example.com:2222/acme/infra/"})
        EXPECT_EQ(repositoryOfRemote(s(remote)), infra) << remote;
    for (const char *remote : {"/srv/git/infra.git", "file:///srv/acme/infra", "https://github.com/acme",
                               "https://github.com/acme/infra/tree", "git@github.com:acme/../x", "", "acme"})
        EXPECT_FALSE(repositoryOfRemote(s(remote))) << remote;
    for (const char *text : {"acme/..", "acme/in fra", "a/b/c", "acme/", "/infra", "acme/infra\n", "ac?me/x"})
        EXPECT_FALSE(repositoryName(s(text))) << text;
}

TEST(GithubAddress, TheApiOfASite)
{
    const auto api = [](const char *site) { return apiBaseOf(QUrl(s(site))).toString(); };
    EXPECT_EQ(api("https://github.com"), s("https://api.github.com/"));
    EXPECT_EQ(api("https://acme.ghe.com"), s("https://api.acme.ghe.com/"));
    EXPECT_EQ(api("https://git.example.com"), s("https://git.example.com/api/v3/"));
    EXPECT_EQ(api("https://git.example.com:8443/"), s("https://git.example.com:8443/api/v3/"));
    EXPECT_EQ(api("https://notgithub.com"), s("https://notgithub.com/api/v3/"));
    EXPECT_EQ(api("https://github.com.evil.example"), s("https://github.com.evil.example/api/v3/"));
}

TEST(GithubAddress, TheSiteOfAWorkspace)
{
    EXPECT_TRUE(siteOf({}).isEmpty());
    EXPECT_EQ(siteOf({GitHost::GitHub, {}, {}, {}}), QUrl(s("https://github.com")));
    EXPECT_EQ(siteOf({GitHost::GitHubEnterprise, QUrl(s("https://git.example.com")), {}, {}}),
              QUrl(s("https://git.example.com")));
}

} // namespace
} // namespace envdeck::github
