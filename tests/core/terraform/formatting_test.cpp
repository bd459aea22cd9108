// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/formatting.h"

#include <gtest/gtest.h>

namespace envdeck::terraform {
namespace {

// As terraform 1.11.4 prints it.
const QString first = QStringLiteral("--- old/dev/main.tf\n+++ new/dev/main.tf\n@@ -1,3 +1,3 @@\n a {\n-b=1\n"
                                     "+  b = 1\n }");
const QString second = QStringLiteral("--- old/x.tf\n+++ new/x.tf\n@@ -1 +1 @@\n-c=2\n+c = 2");

TEST(Formatting, NothingPrintedIsNothingToDo)
{
    EXPECT_EQ(formattingFrom({}), Formatting());
    EXPECT_EQ(formattingFrom(QStringLiteral("\n")), Formatting());
}

TEST(Formatting, FilesAndTheirDiffsAreToldApart)
{
    const Formatting found = formattingFrom(QStringLiteral("dev/main.tf\n") + first +
                                            QStringLiteral("\nx.tf\n") + second + QLatin1Char('\n'));
    EXPECT_EQ(found.files, (QStringList{QStringLiteral("dev/main.tf"), QStringLiteral("x.tf")}));
    EXPECT_EQ(found.diff, first + QLatin1Char('\n') + second);
}

TEST(Formatting, WithoutADiffProgramTheFilesAreStillNamed)
{
    const Formatting found = formattingFrom(QStringLiteral("dev/main.tf\nx.tf\n"));
    EXPECT_EQ(found.files, (QStringList{QStringLiteral("dev/main.tf"), QStringLiteral("x.tf")}));
    EXPECT_TRUE(found.diff.isEmpty());
}

} // namespace
} // namespace envdeck::terraform
