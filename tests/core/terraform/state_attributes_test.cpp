// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/state_attributes.h"

#include "core/terraform/failure.h"
#include "tests/support/fixtures.h"

#include <gtest/gtest.h>

namespace envdeck::terraform {
namespace {

QByteArray stateWith(const QByteArray &instance, const QByteArray &outputs = "{}")
{
    return R"({"version":4,"serial":7,"lineage":"l","outputs":)" + outputs +
           R"(,"resources":[{"mode":"managed","type":"t","name":"n","provider":"provider[\"r/p\"]","instances":[)" +
           instance + "]}]}";
}

QList<StateInstance> instancesOf(const QByteArray &state, const Redactor &redactor = {})
{
    const auto details = stateDetailsFrom(state, redactor);
    EXPECT_TRUE(details);
    return details ? details.value().instances.value(QStringLiteral("t.n")) : QList<StateInstance>();
}

StateAttribute attribute(const QList<StateInstance> &instances, const char *path)
{
    for (const StateInstance &instance : instances) {
        for (const StateAttribute &found : instance.attributes) {
            if (found.path == QLatin1String(path))
                return found;
        }
    }
    ADD_FAILURE() << "no attribute " << path;
    return {};
}

TEST(StateAttributes, LeavesAreNamedByTheirPathsAndNullIsLeftOut)
{
    const auto found = instancesOf(stateWith(
        R"({"attributes":{"id":"i-1","ports":[22,80],"labels":{"env":"dev","a.b":"c"},"none":null,"empty":[],"on":true,"text":""}})"));
    ASSERT_EQ(found.size(), 1);
    EXPECT_EQ(attribute(found, "id").text, QStringLiteral("i-1"));
    EXPECT_EQ(attribute(found, "ports[1]").text, QStringLiteral("80"));
    EXPECT_EQ(attribute(found, "labels.env").text, QStringLiteral("dev"));
    EXPECT_EQ(attribute(found, "labels[\"a.b\"]").text, QStringLiteral("c"));
    EXPECT_EQ(attribute(found, "empty").text, QStringLiteral("[]"));
    EXPECT_EQ(attribute(found, "on").text, QStringLiteral("true"));
    EXPECT_EQ(attribute(found, "text").text, QString());
    EXPECT_EQ(found.first().attributes.size(), 8);
}

TEST(StateAttributes, InstancesCarryTheirKeyTaintAndDeposedObject)
{
    const auto found = instancesOf(stateWith(R"({"index_key":"app","status":"tainted","attributes":{}},)"
                                             R"({"index_key":1,"deposed":"d0","attributes":{}})"));
    ASSERT_EQ(found.size(), 2);
    EXPECT_EQ(found.at(0).address, QStringLiteral("t.n[\"app\"]"));
    EXPECT_TRUE(found.at(0).tainted);
    EXPECT_EQ(found.at(1).address, QStringLiteral("t.n[1]"));
    EXPECT_EQ(found.at(1).deposed, QStringLiteral("d0"));
}

TEST(StateAttributes, WhatIsMarkedIsHiddenExactlyThere)
{
    const auto found = instancesOf(stateWith(
        R"({"attributes":{"input":{"value":{"user":"app","pin":"abc-canary","list":["a","b-canary"]},"type":["object",{}]},"open":"yes"},)"
        R"("sensitive_attributes":[[{"type":"get_attr","value":"input"},{"type":"get_attr","value":"pin"}],)"
        R"([{"type":"get_attr","value":"input"},{"type":"get_attr","value":"list"},{"type":"index","value":{"value":1,"type":"number"}}]]})"));
    EXPECT_TRUE(attribute(found, "input.pin").sensitive);
    EXPECT_EQ(attribute(found, "input.pin").text, QString());
    EXPECT_TRUE(attribute(found, "input.list[1]").sensitive);
    EXPECT_EQ(attribute(found, "input.list[0]").text, QStringLiteral("a"));
    EXPECT_EQ(attribute(found, "input.user").text, QStringLiteral("app"));
    EXPECT_EQ(attribute(found, "open").text, QStringLiteral("yes"));
}

TEST(StateAttributes, APathThatCannotBeFollowedHidesAllBelowTheLastKnownPlace)
{
    for (const QByteArray &step :
         {QByteArray(R"({"type":"get_attr","value":"gone"})"), QByteArray(R"({"type":"index","value":99})"),
          QByteArray(R"({"type":"odd"})"), QByteArray("7")}) {
        const auto found = instancesOf(stateWith(
            R"({"attributes":{"a":{"x":"one-canary","y":["two-canary"]},"b":"shown"},"sensitive_attributes":[[{"type":"get_attr","value":"a"},)" +
            step + "]]}"));
        ASSERT_EQ(found.first().attributes.size(), 2) << step.constData();
        EXPECT_TRUE(attribute(found, "a").sensitive);
        EXPECT_EQ(attribute(found, "b").text, QStringLiteral("shown"));
    }
}

TEST(StateAttributes, NamesOfSecretsAndCopiesOfHiddenValuesAreHiddenEverywhere)
{
    Redactor redactor;
    redactor.learn(Secret("live-secret-9"));
    const auto found = instancesOf(
        stateWith(
            R"({"attributes":{"root_password":"pw-canary","tokens":{"ci":"t-canary"},"copy":"pw-canary","out":"out-canary",)"
            R"("public_key":"ssh-ed25519 AAAA","note":"uses live-secret-9","short":"a"}})",
            R"({"o":{"value":"out-canary","sensitive":true},"p":{"value":"a","sensitive":true}})"),
        redactor);
    for (const char *path : {"root_password", "tokens", "copy", "out"}) {
        EXPECT_TRUE(attribute(found, path).sensitive) << path;
        EXPECT_EQ(attribute(found, path).text, QString()) << path;
    }
    EXPECT_EQ(attribute(found, "public_key").text, QStringLiteral("ssh-ed25519 AAAA"));
    EXPECT_EQ(attribute(found, "short").text, QStringLiteral("a"));
    EXPECT_FALSE(attribute(found, "note").text.contains(QLatin1String("live-secret-9")));
}

TEST(StateAttributes, LongTextsAreCutAndDepthIsBounded)
{
    QByteArray deep = "1";
    for (int i = 0; i < 200; ++i)
        deep = "[" + deep + "]";
    const auto found = instancesOf(
        stateWith("{\"attributes\":{\"long\":\"" + QByteArray(10'000, 'x') + "\",\"deep\":" + deep + "}}"));
    EXPECT_EQ(attribute(found, "long").text.size(), longestValue + 1);
    EXPECT_EQ(found.first().attributes.size(), 2);
}

TEST(StateAttributes, TheRecordedStateShowsNoneOfItsSecrets)
{
    const auto details = stateDetailsFrom(testing::testData(QStringLiteral("terraform/state-pull.json")), {});
    ASSERT_TRUE(details);
    EXPECT_EQ(details.value().summary.resources.size(), details.value().instances.size());
    const auto server =
        details.value().instances.value(QStringLiteral("module.vps[\"app\"].lab_server.this"));
    EXPECT_TRUE(attribute(server, "root_password").sensitive);
    EXPECT_EQ(attribute(server, "labels.env").text, QStringLiteral("dev"));
    for (const auto &instances : details.value().instances) {
        for (const StateInstance &instance : instances) {
            for (const StateAttribute &found : instance.attributes)
                EXPECT_FALSE(found.text.contains(QLatin1String("GeneratedRootPw")) ||
                             found.text.contains(QLatin1String("S3cret")))
                    << qPrintable(found.path);
        }
    }
}

TEST(LockId, OnlyWhatCanBeAnIdIsHandedOn)
{
    EXPECT_TRUE(isLockId(QStringLiteral("ab997f58-1bc1-ccaa-6af7-a5be9ba2dcbb")));
    EXPECT_TRUE(isLockId(QStringLiteral("1732350000000/lock:1")));
    for (const QString &text : {QString(), QStringLiteral("-force"), QStringLiteral("a b"),
                                QStringLiteral("a\n"), QStringLiteral("a;b"), QString(300, QLatin1Char('a'))})
        EXPECT_FALSE(isLockId(text)) << qPrintable(text);
}

} // namespace
} // namespace envdeck::terraform
