// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/github/github_world.h"

namespace envdeck::github {
namespace {

class GithubRights : public GithubWorld {
protected:
    Rights rightsOf(const QByteArray &token)
    {
        Client other = as(Secret(token));
        const auto rights = answerOf(other.rights(s("main")));
        EXPECT_TRUE(rights) << (rights ? "" : qPrintable(rights.error().detail));
        return rights ? rights.value() : Rights();
    }
    Rights fineGrained(const QHash<QString, QString> &permissions)
    {
        const QByteArray token = "github_pat_0123456789abcdefghij_" + QByteArray::number(++m_made);
        github.access().addFineGrained(token, s("bo"), permissions);
        return rightsOf(token);
    }

private:
    int m_made = 0;
};

TEST_F(GithubRights, OfAClassicTokenStandInTheHeaders)
{
    const Rights enough = rightsOf(bo.reveal().toByteArray());
    EXPECT_EQ(enough.who, (Identity{s("bo"), TokenKind::Classic, QStringList{s("repo")}, {}}));
    EXPECT_TRUE(enough.missing.isEmpty() && enough.unknown.isEmpty() && enough.tooWide.isEmpty());

    github.access().addClassic("ghp_small0123456789abcdef", s("bo"), {s("gist"), s("delete_repo")});
    const Rights small = rightsOf("ghp_small0123456789abcdef");
    EXPECT_EQ(small.missing, QStringList{s("repo")});
    EXPECT_EQ(small.tooWide, QStringList{s("delete_repo")});
}

TEST_F(GithubRights, OfAFineGrainedTokenAreTriedWithoutAChange)
{
    EXPECT_TRUE(fineGrained({{s("contents"), s("write")},
                             {s("pull_requests"), s("write")},
                             {s("checks"), s("read")},
                             {s("statuses"), s("read")}})
                    .missing.isEmpty());
    EXPECT_EQ(fineGrained({{s("contents"), s("read")}, {s("checks"), s("read")}}).missing,
              (QStringList{s("contents=write"), s("pull_requests=write"), s("statuses=read")}));
    EXPECT_TRUE(github.pulls().all().isEmpty());
    EXPECT_TRUE(github.branches().head(s("envdeck-probe")).isEmpty());
}

TEST_F(GithubRights, ATokenWithoutAccessOrNoTokenAtAll)
{
    github.access().addFineGrained("github_pat_none0123456789abcdef", s("bo"), {});
    Client none = as(Secret("github_pat_none0123456789abcdef"));
    EXPECT_EQ(answerOf(none.rights(s("main"))).error().code, ErrorCode::NotFound);
    Client unknown = as(Secret("ghp_unknown0123456789abcd"));
    EXPECT_EQ(answerOf(unknown.rights(s("main"))).error().code, ErrorCode::Unauthorized);
}

TEST(GithubScopes, HoldOthers)
{
    EXPECT_TRUE(holdsScope({s("repo")}, s("public_repo")));
    EXPECT_FALSE(holdsScope({s("public_repo")}, s("repo")));
    EXPECT_TRUE(holdsScope({s("gist"), s("admin:org")}, s("read:org")));
    EXPECT_FALSE(holdsScope({}, s("repo")));
    EXPECT_EQ(tokenKindOf("ghs_x"), TokenKind::Installation);
    EXPECT_EQ(tokenKindOf("0123abc"), TokenKind::Other);
}

} // namespace
} // namespace envdeck::github
