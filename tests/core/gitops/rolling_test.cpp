// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gitops/rolling.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::gitops {
namespace {

using testing::s;

ComposeFile rollingFile(const QByteArray &content)
{
    return {s("api.compose.yml"), content};
}

bool rolls(const QByteArray &content)
{
    const auto answer = rollsAsStack(rollingFile(content), {s("api")});
    EXPECT_TRUE(answer) << qPrintable(answer.error().detail);
    return answer && answer.value();
}

TEST(Rolling, AStackStopsFirstUnlessItSaysOtherwise)
{
    EXPECT_FALSE(rolls("services:\n  api:\n    image: a:1\n"));
    EXPECT_TRUE(
        rolls("services:\n  api:\n    image: a:1\n    deploy:\n      update_config: {order: start-first}\n"));
    EXPECT_FALSE(
        rolls("services:\n  api:\n    image: a:1\n    deploy:\n      update_config: {order: stop-first}\n"
              "      replicas: 3\n"));
    EXPECT_TRUE(rolls("services:\n  api:\n    image: a:1\n    deploy: {replicas: 2}\n"));
    EXPECT_FALSE(rolls("services:\n  api:\n    image: a:1\n    deploy: {replicas: 1}\n"));
    EXPECT_TRUE(
        rolls("x-roll: &roll\n  deploy:\n    update_config:\n      order: start-first\nservices:\n  api:\n"
              "    <<: *roll\n    image: a:1\n"));
    EXPECT_FALSE(rollsAsStack(rollingFile("services:\n  web:\n    image: a:1\n"), {s("api")}));
}

TEST(Rolling, TheDraftAddsThreeLinesAndTouchesNoOther)
{
    const QByteArray before =
        "# ours\nservices:\n  api: # the app\n    image: a:1 # pinned\n    ports:\n      - 1:1\n"
        "  worker:\n    image: a:1\n";
    const auto edited = withStartFirst(rollingFile(before), {s("api")});
    ASSERT_TRUE(edited) << qPrintable(edited.error().detail);
    EXPECT_EQ(edited.value(), "# ours\nservices:\n  api: # the app\n    deploy:\n      update_config:\n"
                              "        order: start-first\n    image: a:1 # pinned\n    ports:\n      - 1:1\n"
                              "  worker:\n    image: a:1\n");
    const auto both = withStartFirst(rollingFile(before), {s("api"), s("worker")});
    ASSERT_TRUE(both);
    EXPECT_EQ(both.value().count("start-first"), 2);
    EXPECT_EQ(withStartFirst(rollingFile(both.value()), {s("api"), s("worker")}).value(), both.value())
        << "twice is once";
}

TEST(Rolling, WhatIsThereIsAddedTo)
{
    const auto deploy = withStartFirst(
        rollingFile("services:\r\n  api:\r\n    image: a:1\r\n    deploy:\r\n      labels: [a=b]\r\n"),
        {s("api")});
    ASSERT_TRUE(deploy) << qPrintable(deploy.error().detail);
    EXPECT_EQ(deploy.value(),
              "services:\r\n  api:\r\n    image: a:1\r\n    deploy:\r\n      update_config:\r\n"
              "        order: start-first\r\n      labels: [a=b]\r\n");
    const auto update = withStartFirst(
        rollingFile(
            "services:\n  api:\n    image: a:1\n    deploy:\n      update_config:\n        delay: 5s\n"),
        {s("api")});
    ASSERT_TRUE(update) << qPrintable(update.error().detail);
    EXPECT_TRUE(update.value().contains("        order: start-first\n        delay: 5s\n"));
}

TEST(Rolling, WhereNoLineFitsItIsRefusedWithTheReason)
{
    for (const char *text : {"services:\n  api: {image: a:1}\n", "services: {api: {image: a:1}}\n",
                             "services:\n  api:\n    image: a:1\n    deploy: {labels: [a=b]}\n",
                             "services:\n  api:\n    image: a:1\n    deploy:\n      update_config:\n        "
                             "order: stop-first\n"}) {
        const auto edited = withStartFirst(rollingFile(text), {s("api")});
        ASSERT_FALSE(edited) << text;
        EXPECT_EQ(refusalOf(edited.error()), Refusal::NotOneLine) << text;
    }
    const QByteArray shared = "x-base: &base\n  image: a:1\n  deploy:\n    labels: [a=b]\nservices:\n";
    EXPECT_EQ(
        refusalOf(withStartFirst(rollingFile(shared + "  api: *base\n  web: *base\n"), {s("api")}).error()),
        Refusal::FromAlias);
    EXPECT_EQ(refusalOf(withStartFirst(rollingFile(shared + "  api:\n    <<: *base\n"), {s("api")}).error()),
              Refusal::FromMerge);
    EXPECT_EQ(refusalOf(withStartFirst(rollingFile("services:\n  web:\n    image: a\n"), {s("api")}).error()),
              Refusal::UnknownService);
    EXPECT_EQ(refusalOf(withStartFirst(rollingFile("a: [\n"), {s("api")}).error()), Refusal::NotYaml);
}

} // namespace
} // namespace envdeck::gitops
