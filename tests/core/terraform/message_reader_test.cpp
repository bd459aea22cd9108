// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/message_reader.h"

#include <gtest/gtest.h>

namespace envdeck::terraform {
namespace {

TEST(MessageReader, AnUnknownTypeIsKeptWhole)
{
    MessageReader reader;
    const auto message = reader.read(
        R"({"@level":"info","@message":"Action started","type":"action_start","action":{"x":[1]}})");
    ASSERT_TRUE(message);
    EXPECT_EQ(message->kind, MessageKind::Other);
    EXPECT_EQ(message->type, QStringLiteral("action_start"));
    EXPECT_EQ(message->text, QStringLiteral("Action started"));
    EXPECT_TRUE(message->json.contains(QStringLiteral("action")));
}

TEST(MessageReader, AnyLineIsReadWithoutHarm)
{
    MessageReader reader;
    for (const QByteArray &line :
         {QByteArray("null"), QByteArray("[1,2]"), QByteArray("{}"), QByteArray("{\"type\":7}"),
          QByteArray("{\"type\":\"diagnostic\"}"), QByteArray("{\"type\":\"diagnostic\",\"diagnostic\":[]}"),
          QByteArray("{\"type\":\"apply_start\",\"hook\":\"x\"}"), QByteArray("{\"type\":\"version\"}"),
          QByteArray("{\"type\":\"change_summary\",\"changes\":null}"), QByteArray("{\"@message\":\"cut"),
          QByteArray("\xff\xfe\0x", 4), QByteArray(5000, '['), QByteArray("plain text")})
        reader.read(line);
    EXPECT_FALSE(reader.read(QByteArray()));
    EXPECT_FALSE(reader.read("   \x1b[0m "));
    EXPECT_EQ(reader.read("\x1b[1mbold\x1b[0m text")->text, QStringLiteral("bold text"));
}

TEST(MessageReader, KnownSecretsAreHiddenInEveryText)
{
    Redactor redactor;
    redactor.learn(Secret("hunter2-\"token\""));
    MessageReader reader(redactor);
    const auto raw = reader.read("got hunter2-\"token\" here");
    EXPECT_FALSE(raw->text.contains(QStringLiteral("hunter2")));
    const auto message = reader.read(
        R"({"@message":"Error: hunter2-\"token\"","type":"diagnostic","diagnostic":{"severity":"error","summary":"s hunter2-\"token\"",)"
        R"("detail":"d hunter2-\"token\"","snippet":{"code":"c hunter2-\"token\"","values":[{"traversal":"var.t","statement":"is hunter2-\"token\""}]}}})");
    ASSERT_TRUE(message && message->diagnostic);
    const Diagnostic &d = *message->diagnostic;
    EXPECT_FALSE((message->text + d.summary + d.detail + d.code + d.values.join(u' '))
                     .contains(QStringLiteral("hunter2")));
    const auto progress = reader.read(
        R"({"type":"provision_progress","@message":"","hook":{"output":"echo hunter2-\"token\""}})");
    EXPECT_FALSE(progress->output.contains(QStringLiteral("hunter2")));
}

TEST(MessageReader, OpenTofuNamesItself)
{
    MessageReader reader;
    EXPECT_EQ(reader.read(R"({"type":"version","tofu":"1.8.0","ui":"1.2"})")->program,
              QStringLiteral("tofu 1.8.0"));
    EXPECT_EQ(reader.read(R"({"type":"ephemeral_action_started","hook":{"action":"open"}})")->kind,
              MessageKind::EphemeralStart);
    const auto summary = reader.read(
        R"({"type":"change_summary","changes":{"add":1,"change":0,"import":2,"remove":3,"forget":4,"operation":"plan"}})");
    EXPECT_EQ(summary->summary, (ChangeSummary{1, 0, 3, 2, 4, QStringLiteral("plan")}));
}

} // namespace
} // namespace envdeck::terraform
