// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page_history.h"

#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

Destination place(const char *page)
{
    return {QString::fromLatin1(page), QString(), QString(), {}};
}

TEST(History, GoesBackAndForward)
{
    PageHistory history;
    EXPECT_FALSE(history.canGoBack());
    history.visit(place("overview"));
    history.visit(place("deployments"));
    EXPECT_EQ(history.back(), place("overview"));
    EXPECT_FALSE(history.canGoBack());
    EXPECT_EQ(history.forward(), place("deployments"));
    EXPECT_FALSE(history.canGoForward());
}

TEST(History, ANewPlaceDropsWhatWasAhead)
{
    PageHistory history;
    history.visit(place("a"));
    history.visit(place("b"));
    history.back();
    history.visit(place("c"));
    EXPECT_FALSE(history.canGoForward());
    EXPECT_EQ(history.back(), place("a"));
}

TEST(History, TheSamePlaceTwiceCountsOnce)
{
    PageHistory history;
    history.visit(place("a"));
    history.visit(place("a"));
    EXPECT_FALSE(history.canGoBack());
}

TEST(History, ForgetsTheOldest)
{
    PageHistory history;
    for (int i = 0; i < 150; ++i)
        history.visit(place(qPrintable(QString::number(i))));
    int steps = 0;
    while (history.canGoBack()) {
        history.back();
        ++steps;
    }
    EXPECT_EQ(steps, 99);
}

} // namespace
} // namespace envdeck::ui
