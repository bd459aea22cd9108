// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/github/client.h"
#include "tests/standins/github/github.h"
#include "tests/support/event_loop.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::github {

using testing::answerOf;
using testing::s;

// A client of the stand-in's repository, with a token that may everything, and a pull request to look at.
class GithubWorld : public ::testing::Test {
protected:
    GithubWorld()
    {
        EXPECT_TRUE(started);
        EXPECT_TRUE(http.allow(github.url()));
        github.access().addClassic(bo.reveal().toByteArray(), s("bo"), {s("repo")});
        github.branches().setHead(s("main"), QString(40, QLatin1Char('a')));
        github.branches().setHead(branch, head);
    }
    Client as(const Secret &token)
    {
        return Client(http, placeOf(github.url()), {s("acme"), s("infra")}, token);
    }
    int opened()
    {
        const auto pull = answerOf(client.open({s("Deploy api v2"), s("body"), branch, s("main")}));
        EXPECT_TRUE(pull) << (pull ? "" : qPrintable(pull.error().detail));
        return pull ? pull.value().number : 0;
    }
    MergeOrder order(int number, const char *method = "merge") const
    {
        return {number, head, s(method), s("Deploy api v2"), s("Envdeck-Operation: 1")};
    }

    const Secret bo{"ghp_canary0123456789abcdef"};
    const QString branch = s("envdeck/0193-a");
    const QString head{40, QLatin1Char('b')};
    standins::Github github;
    http::Client http;
    const bool started = github.start();
    Client client{http, placeOf(github.url()), {s("acme"), s("infra")}, bo};
};

} // namespace envdeck::github
