// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gitops/compose_facts.h"

#include <gtest/gtest.h>

namespace envdeck::gitops {
namespace {

ComposeFacts facts(const char *text)
{
    const auto result = factsOf({QStringLiteral("f"), text});
    EXPECT_TRUE(result) << (result ? "" : qPrintable(result.error().detail));
    return result ? result.value() : ComposeFacts{};
}

TEST(ComposeFacts, NamesTheServicesAsWritten)
{
    EXPECT_EQ(facts("x: &x {web: {image: a}}\nservices:\n  worker: {}\n  api: {}\n  <<: *x\n").services,
              (QStringList{QStringLiteral("worker"), QStringLiteral("api"), QStringLiteral("web")}));
}

TEST(ComposeFacts, FindsVariablesAndWhetherTheyMustBeSet)
{
    const auto found = facts("# ${COMMENT}\nservices:\n  api:\n    image: a/b:${TAG}\n    command: echo "
                             "$HOME_DIR $$NOT ${A:-${B}} ${C-x} ${D:?set D}\n"
                             "    environment:\n      X: \"${E:+${F}} ${G?} ${A} $1 $\"\n      Y: "
                             "${TAG:-latest}\n      Z: '${'\n")
                           .variables;
    QStringList required;
    QStringList optional;
    for (const ComposeVariable &variable : found)
        (variable.required ? required : optional).append(variable.name);
    EXPECT_EQ(required.join(u' '), QStringLiteral("B D F G HOME_DIR"));
    EXPECT_EQ(optional.join(u' '), QStringLiteral("A C E TAG"));
    EXPECT_EQ(found.at(0).line, 5);
}

TEST(ComposeFacts, ReadsTheMigrationLabelWhereverLabelsStand)
{
    const auto found = facts("services:\n  a: {labels: {envdeck.migration: v1.3.8}}\n  b: {labels: [\"x=y\", "
                             "\"envdeck.migration=yes\"]}\n"
                             "  c: {deploy: {labels: {envdeck.migration: \"true\"}}}\n  d: {labels: "
                             "{envdeck.migration: \"False\"}}\n  e: {}\n")
                           .migrations;
    EXPECT_EQ(found, (QHash<QString, QString>{{QStringLiteral("a"), QStringLiteral("v1.3.8")},
                                              {QStringLiteral("b"), QStringLiteral("yes")},
                                              {QStringLiteral("c"), QStringLiteral("true")}}));
}

TEST(ComposeFacts, HintsAtTheKindItWasWrittenFor)
{
    const auto hints = facts("services:\n  api:\n    container_name: api\n    deploy:\n      replicas: 2\n   "
                             "   update_config: {order: start-first}\n")
                           .hints;
    ASSERT_EQ(hints.size(), 2);
    EXPECT_EQ(hints.at(0), (KindHint{ComposeKind::DockerCompose, QStringLiteral("api"),
                                     QStringLiteral("container_name"), 3}));
    EXPECT_EQ(hints.at(1), (KindHint{ComposeKind::Stack, QStringLiteral("api"),
                                     QStringLiteral("deploy.update_config"), 6}));
}

TEST(ComposeFacts, RefusesWhatIsNoCompose)
{
    EXPECT_EQ(refusalOf(factsOf({QStringLiteral("f"), "a: b\n"}).error()), Refusal::NotCompose);
    EXPECT_EQ(refusalOf(factsOf({QStringLiteral("f"), "a: ["}).error()), Refusal::NotYaml);
}

} // namespace
} // namespace envdeck::gitops
