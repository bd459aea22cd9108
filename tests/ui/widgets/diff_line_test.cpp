// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/diff_line.h"

#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

using LineKind = DiffLine::Kind;

TEST(DiffLines, OneChangedLineHasItsNeighbours)
{
    const QString before = QStringLiteral(
        "services:\n  api:\n    image: acme/api:v1.3.8\n    restart: unless-stopped\n    ports: []\n");
    QString after = before;
    after.replace(QStringLiteral("v1.3.8"), QStringLiteral("v1.3.7"));
    EXPECT_EQ(diffLines(before, after),
              (QList<DiffLine>{{LineKind::Context, 2, QStringLiteral("  api:")},
                               {LineKind::Removed, 3, QStringLiteral("    image: acme/api:v1.3.8")},
                               {LineKind::Added, 3, QStringLiteral("    image: acme/api:v1.3.7")},
                               {LineKind::Context, 4, QStringLiteral("    restart: unless-stopped")}}));
}

TEST(DiffLines, EqualTextsHaveNone)
{
    EXPECT_TRUE(diffLines(QStringLiteral("a\nb\n"), QStringLiteral("a\nb\n")).isEmpty());
    EXPECT_TRUE(diffLines({}, {}).isEmpty());
}

TEST(DiffLines, LineEndsDoNotCount)
{
    EXPECT_TRUE(diffLines(QStringLiteral("a\r\nb\r\n"), QStringLiteral("a\nb\n")).isEmpty());
    EXPECT_TRUE(diffLines(QStringLiteral("a\nb"), QStringLiteral("a\nb\n")).isEmpty());
}

TEST(DiffLines, AnAddedLineAtTheEndIsFound)
{
    EXPECT_EQ(diffLines(QStringLiteral("a\nb\n"), QStringLiteral("a\nb\nc\n")),
              (QList<DiffLine>{{LineKind::Context, 2, QStringLiteral("b")},
                               {LineKind::Added, 3, QStringLiteral("c")}}));
}

TEST(DiffLines, AWholeNewFileIsAdded)
{
    EXPECT_EQ(diffLines({}, QStringLiteral("a\n")),
              (QList<DiffLine>{{LineKind::Added, 1, QStringLiteral("a")}}));
}

} // namespace
} // namespace envdeck::ui
