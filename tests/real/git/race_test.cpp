// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Two operators, each with a mirror, roll back the same app at the same moment.
#include "core/gitops/compose_image.h"
#include "tests/real/git/git_world.h"

namespace envdeck::git {
namespace {

class RaceTest : public GitWorld {
protected:
    // Fetch, edit the image, commit: ready to be pushed.
    QString prepared(Mirror &mirror, const QString &tag) const
    {
        EXPECT_TRUE(await(mirror.fetch()));
        CommitRequest request;
        request.parent = await(mirror.readHead(QStringLiteral("main"))).value();
        request.message = QStringLiteral("Set api to %1\n").arg(tag);
        const gitops::ComposeFile file{composePath,
                                       await(mirror.readFile(request.parent, composePath)).value()};
        const auto to = ImageRef::parse(QStringLiteral("ghcr.io/acme/api:") + tag);
        request.edits = {{composePath, gitops::withImage(file, {QStringLiteral("api")}, *to).value()}};
        const auto commit = await(mirror.commit(request));
        EXPECT_TRUE(commit) << (commit ? "" : said(commit.error()));
        return commit ? commit.value() : QString();
    }
    QString tagAtRemote() const
    {
        return git(remotePath(), {QStringLiteral("show"), QStringLiteral("main:") + composePath})
            .section(u':', -1)
            .section(u' ', 0, 0);
    }
};

TEST_F(RaceTest, ExactlyOneWinsEachRoundAndHistoryStaysLinear)
{
    const auto anna = fetched(QStringLiteral("anna"));
    const auto bo = fetched(QStringLiteral("bo"));
    constexpr int rounds = 12;
    for (int round = 0; round < rounds; ++round) {
        const QString annas = prepared(*anna, QStringLiteral("a%1").arg(round));
        const QString bos = prepared(*bo, QStringLiteral("b%1").arg(round));
        const bool annaFirst = round % 2 == 0;
        const auto first =
            annaFirst ? anna->push(annas, QStringLiteral("main")) : bo->push(bos, QStringLiteral("main"));
        if (round % 3 == 0)
            (void)await(first); // one after the other; else at once
        const auto second =
            annaFirst ? bo->push(bos, QStringLiteral("main")) : anna->push(annas, QStringLiteral("main"));
        const auto one = await(first);
        const auto two = await(second);
        ASSERT_NE(bool(one), bool(two)) << "round " << round;
        EXPECT_EQ((one ? two : one).error().code, ErrorCode::Conflict) << said((one ? two : one).error());
        const QString winner = bool(one) == annaFirst ? QStringLiteral("a%1") : QStringLiteral("b%1");
        EXPECT_EQ(tagAtRemote(), winner.arg(round));
    }
    EXPECT_EQ(git(remotePath(), {QStringLiteral("rev-list"), QStringLiteral("--count"),
                                 QStringLiteral("--min-parents=2"), QStringLiteral("main")}),
              QStringLiteral("0"));
    EXPECT_EQ(
        git(remotePath(), {QStringLiteral("rev-list"), QStringLiteral("--count"), QStringLiteral("main")}),
        QString::number(rounds + 1));
}

TEST_F(RaceTest, TheLoserSeesTheNewStateAndMayTryAgain)
{
    const auto anna = fetched(QStringLiteral("anna"));
    const auto bo = fetched(QStringLiteral("bo"));
    const QString annas = prepared(*anna, QStringLiteral("v3"));
    const QString bos = prepared(*bo, QStringLiteral("v4"));
    ASSERT_TRUE(await(anna->push(annas, QStringLiteral("main"))));
    ASSERT_EQ(await(bo->push(bos, QStringLiteral("main"))).error().code, ErrorCode::Conflict);
    const QString again = prepared(*bo, QStringLiteral("v4"));
    EXPECT_EQ(await(bo->readFile(again, composePath)).value(), QByteArray(composeText).replace("v1", "v4"));
    ASSERT_TRUE(await(bo->push(again, QStringLiteral("main"))));
    EXPECT_EQ(git(remotePath(), {QStringLiteral("log"), QStringLiteral("--format=%s"), QStringLiteral("-2"),
                                 QStringLiteral("main")}),
              QStringLiteral("Set api to v4\nSet api to v3"));
}

} // namespace
} // namespace envdeck::git
