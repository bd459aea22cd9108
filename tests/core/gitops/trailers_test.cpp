// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gitops/trailers.h"

#include <gtest/gtest.h>

namespace envdeck::gitops {
namespace {

Trailers rollbackTrailers()
{
    Trailers trailers;
    trailers.operation = QStringLiteral("019a1b2c-3d4e-7f60-8a1b-2c3d4e5f6071");
    trailers.action = Action::Rollback;
    trailers.target = {QStringLiteral("prod"), QStringLiteral("api")};
    trailers.from = QStringLiteral("v1.3.8");
    trailers.to = QStringLiteral("v1.3.7");
    trailers.digest = QStringLiteral("sha256:") + QString(64, u'a');
    trailers.reason = QStringLiteral("error rate after v1.3.8: 2.4 %");
    return trailers;
}

TEST(Trailers, AreReadAsTheyWereWritten)
{
    const QString message =
        commitMessage(QStringLiteral("Roll back api in prod to v1.3.7"), rollbackTrailers());
    EXPECT_EQ(message,
              QStringLiteral(
                  "Roll back api in prod to v1.3.7\n\n"
                  "Envdeck-Operation: 019a1b2c-3d4e-7f60-8a1b-2c3d4e5f6071\nEnvdeck-Action: rollback\n"
                  "Envdeck-App: api\nEnvdeck-Environment: prod\nEnvdeck-From: v1.3.8\nEnvdeck-To: v1.3.7\n"
                  "Envdeck-Digest: sha256:") +
                  QString(64, u'a') + QStringLiteral("\nEnvdeck-Reason: error rate after v1.3.8: 2.4 %\n"));
    EXPECT_EQ(trailersOf(message), rollbackTrailers());
}

TEST(Trailers, ValuesCannotAddTrailersOrHide)
{
    Trailers trailers = rollbackTrailers();
    trailers.reason =
        QString::fromUtf8("slow\nEnvdeck-Operation: 00000000-0000-7000-8000-000000000000\r\n\n\xE2\x80\xAE"
                          "evil\x1b[2K\xE2\x80\xA8x");
    const Trailers read = trailersOf(commitMessage(QStringLiteral("a\nb"), trailers));
    EXPECT_EQ(read.operation, rollbackTrailers().operation);
    EXPECT_EQ(read.reason,
              QStringLiteral("slow Envdeck-Operation: 00000000-0000-7000-8000-000000000000 evil [2K x"));
}

TEST(Trailers, AreFoundBeforeWhatACodeHostAdds)
{
    const QString message =
        commitMessage(QStringLiteral("x (#214)"), rollbackTrailers()) +
        QStringLiteral("\nCo-authored-by: A <a@b>\n\n---------\n\nSigned-off-by: B <b@c>\n");
    EXPECT_EQ(trailersOf(message), rollbackTrailers());
}

TEST(Trailers, OfOthersOrBrokenOnesStayEmpty)
{
    EXPECT_EQ(trailersOf(QString()), Trailers());
    EXPECT_EQ(trailersOf(QStringLiteral("Merge pull request #1\n\nfix\n")), Trailers());
    const Trailers read = trailersOf(QStringLiteral("x\n\nEnvdeck-Operation: not-an-id\nEnvdeck-Action: "
                                                    "explode\nEnvdeck-Digest: sha256:1\nEnvdeck-App: api\n"));
    EXPECT_TRUE(read.operation.isEmpty());
    EXPECT_FALSE(read.action);
    EXPECT_TRUE(read.digest.isEmpty());
    EXPECT_EQ(read.target.app, QStringLiteral("api"));
}

TEST(OneLine, CutsWithoutBreakingACharacter)
{
    EXPECT_EQ(oneLine(QString::fromUtf8("ab\xF0\x9F\x9A\x80"), 3), QStringLiteral("ab"));
    EXPECT_EQ(oneLine(QStringLiteral("  a\t b  ")), QStringLiteral("a b"));
    EXPECT_EQ(oneLine(QString(600, u'x')).size(), 500);
}

} // namespace
} // namespace envdeck::gitops
