// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/pull_progress.h"

#include <gtest/gtest.h>

namespace envdeck {
namespace {

TEST(PullProgress, IsANoteAndComesBackFromIt)
{
    PullProgress progress{12,
                          1,
                          2,
                          3,
                          4,
                          MergeHindrance::Reviews,
                          QUrl(QStringLiteral("https://github.com/acme/infra/pull/12"))};
    EXPECT_EQ(pullNote(progress),
              QStringLiteral("pull 12 1/2 3/4 reviews https://github.com/acme/infra/pull/12"));
    EXPECT_EQ(pullProgressOf(pullNote(progress)), progress);
    progress.approvalsWanted.reset();
    progress.page.clear();
    EXPECT_EQ(pullProgressOf(pullNote(progress)), progress);
    for (int i = 0; i <= int(MergeHindrance::Computed); ++i) {
        progress.hindrance = MergeHindrance(i);
        EXPECT_EQ(pullProgressOf(pullNote(progress)), progress);
    }
}

TEST(PullProgress, OtherNotesAndOtherAddressesAreNone)
{
    for (const char *note : {"", "a91f0c2", "pull 12", "pull 12 1/2 3/4 nothing", "pull x 1/2 3/4 none",
                             "pull 12 1/2 3/4 none https://x y"})
        EXPECT_FALSE(pullProgressOf(QString::fromLatin1(note))) << note;
    for (const char *page : {"javascript:alert(1)", "file:///etc/passwd", "http://github.com/x",
                             "https://bo:secret@github.com/x"}) {
        const auto read = pullProgressOf(QStringLiteral("pull 12 1/2 3/4 none ") + QString::fromLatin1(page));
        ASSERT_TRUE(read) << page;
        EXPECT_TRUE(read->page.isEmpty()) << page;
    }
}

} // namespace
} // namespace envdeck
