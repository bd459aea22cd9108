// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/message_reader.h"
#include "tests/contract/terraform/recordings.h"

#include <QJsonDocument>
#include <gtest/gtest.h>

namespace envdeck::terraform {
namespace {

using testing::Recording;

QList<Message> messagesOf(const Recording &recording, MessageReader &reader)
{
    QList<Message> messages;
    for (const QByteArray &line : recording.lines()) {
        if (const auto message = reader.read(line))
            messages.append(*message);
    }
    return messages;
}

QList<Message> messagesOf(const QString &file)
{
    MessageReader reader;
    return messagesOf(testing::recording(file), reader);
}

QList<Message> ofKind(const QList<Message> &messages, MessageKind kind)
{
    QList<Message> found;
    std::copy_if(messages.cbegin(), messages.cend(), std::back_inserter(found),
                 [kind](const Message &message) { return message.kind == kind; });
    return found;
}

TEST(RecordedStreams, EveryTypeIsKnownAndEveryJsonLineIsAMessage)
{
    for (const Recording &recording : testing::recordings(QStringLiteral(".jsonl"))) {
        MessageReader reader;
        for (const QByteArray &line : recording.lines()) {
            const auto message = reader.read(line);
            const bool isJson = QJsonDocument::fromJson(line).isObject();
            if (!message) // a blank line, or a diagnostic that came before
                continue;
            EXPECT_NE(message->kind, MessageKind::Other)
                << qPrintable(recording.file) << ": " << line.constData();
            EXPECT_EQ(message->kind != MessageKind::Raw, isJson) << line.constData();
            EXPECT_FALSE(message->text.contains(QChar(0x1b)));
            if (isJson) {
                EXPECT_TRUE(message->at.isValid()) << line.constData();
                EXPECT_FALSE(message->level.isEmpty()) << line.constData();
            }
        }
    }
}

TEST(RecordedStreams, EachBeginsWithItsVersionUnlessTheRunWasKilledBefore)
{
    int versions = 0;
    for (const Recording &recording : testing::recordings(QStringLiteral(".jsonl"))) {
        MessageReader reader;
        const QList<Message> messages = messagesOf(recording, reader);
        ASSERT_FALSE(messages.isEmpty()) << qPrintable(recording.file);
        if (messages.constFirst().kind != MessageKind::Version)
            continue;
        ++versions;
        EXPECT_EQ(messages.constFirst().program, QStringLiteral("terraform 1.11.4"));
    }
    EXPECT_GT(versions, 70);
}

TEST(RecordedStreams, NoMessageCarriesASecret)
{
    for (const Recording &recording : testing::recordings(QStringLiteral(".jsonl"))) {
        MessageReader reader;
        for (const Message &message : messagesOf(recording, reader)) {
            EXPECT_FALSE(testing::holdsCanary(message.text + message.output)) << qPrintable(recording.file);
            if (message.diagnostic) {
                const Diagnostic &d = *message.diagnostic;
                EXPECT_FALSE(testing::holdsCanary(d.summary + d.detail + d.code + d.values.join(u' ')));
            }
        }
    }
}

TEST(RecordedStreams, PlainLinesOfInitAreKeptWithoutEscapes)
{
    const QList<Message> raw = ofKind(messagesOf(QStringLiteral("init-backend-pg.jsonl")), MessageKind::Raw);
    ASSERT_EQ(raw.size(), 2);
    EXPECT_EQ(raw.at(0).text,
              QStringLiteral("Successfully configured the backend \"pg\"! Terraform will automatically"));
}

TEST(RecordedStreams, ARepeatedProviderWarningIsToldOnce)
{
    MessageReader reader;
    const Recording recording =
        testing::recording(QStringLiteral("apply-errors-progress-provisioners.jsonl"));
    const QList<Message> messages = messagesOf(recording, reader);
    QList<Diagnostic> seen;
    for (const Message &message : ofKind(messages, MessageKind::Diagnostic)) {
        EXPECT_FALSE(seen.contains(*message.diagnostic)) << qPrintable(message.text);
        seen.append(*message.diagnostic);
    }
    EXPECT_EQ(seen, reader.diagnostics());
    EXPECT_LT(seen.size(), recording.text.count("\"type\":\"diagnostic\""));
}

TEST(RecordedStreams, PlannedChangesSayWhatWhyAndFromWhere)
{
    const QList<Message> messages = messagesOf(QStringLiteral("plan-every-kind.jsonl"));
    const QList<Message> planned = ofKind(messages, MessageKind::PlannedChange);
    const auto at = [&](const QString &address) {
        const auto found = std::find_if(planned.cbegin(), planned.cend(),
                                        [&](const Message &message) { return message.address == address; });
        return found == planned.cend() ? Message() : *found;
    };
    EXPECT_EQ(at(QStringLiteral("lab_server.moved")).action, QStringLiteral("move"));
    EXPECT_EQ(at(QStringLiteral("lab_server.moved")).previousAddress, QStringLiteral("lab_server.moveme"));
    EXPECT_EQ(at(QStringLiteral("lab_server.tainted")).reason, QStringLiteral("tainted"));
    EXPECT_EQ(at(QStringLiteral("lab_server.cbd")).action, QStringLiteral("replace"));
    EXPECT_EQ(at(QStringLiteral("lab_server.forget")).action, QStringLiteral("remove"));
    EXPECT_FALSE(ofKind(messages, MessageKind::ResourceDrift).isEmpty());
    const QList<Message> summaries = ofKind(messages, MessageKind::ChangeSummary);
    ASSERT_EQ(summaries.size(), 1);
    EXPECT_EQ(summaries.at(0).summary->operation, QStringLiteral("plan"));
    EXPECT_GT(summaries.at(0).summary->add, 0);
}

TEST(RecordedStreams, ProvisionersAndHeartbeatsAreFollowed)
{
    const QList<Message> messages = messagesOf(QStringLiteral("apply-errors-progress-provisioners.jsonl"));
    EXPECT_FALSE(ofKind(messages, MessageKind::ProvisionProgress).isEmpty());
    EXPECT_FALSE(ofKind(messages, MessageKind::ProvisionErrored).isEmpty());
    EXPECT_FALSE(ofKind(messages, MessageKind::EphemeralStart).isEmpty());
    const QList<Message> heartbeats = ofKind(messages, MessageKind::ApplyProgress);
    ASSERT_FALSE(heartbeats.isEmpty());
    EXPECT_GE(heartbeats.at(0).elapsedSeconds, 10);
}

TEST(RecordedStreams, WhatWasCutOffIsStillAtWork)
{
    MessageReader killed;
    messagesOf(testing::recording(QStringLiteral("sigkill-apply.jsonl")), killed);
    EXPECT_TRUE(killed.unfinished().contains(QStringLiteral("lab_server.slow")));
    MessageReader ended;
    messagesOf(testing::recording(QStringLiteral("apply-every-kind.jsonl")), ended);
    EXPECT_EQ(ended.unfinished(), QStringList());
    MessageReader failed;
    messagesOf(testing::recording(QStringLiteral("apply-errors-progress-provisioners.jsonl")), failed);
    EXPECT_EQ(failed.unfinished(), QStringList());
}

TEST(RecordedStreams, ADiagnosticNamesItsPlace)
{
    MessageReader reader;
    messagesOf(testing::recording(QStringLiteral("plan-precondition-failed.jsonl")), reader);
    const auto error = std::find_if(reader.diagnostics().cbegin(), reader.diagnostics().cend(),
                                    [](const Diagnostic &d) { return d.severity == Severity::Error; });
    ASSERT_TRUE(error != reader.diagnostics().cend());
    EXPECT_EQ(error->summary, QStringLiteral("Resource precondition failed"));
    EXPECT_EQ(error->file, QStringLiteral("main.tf"));
    EXPECT_GT(error->line, 0);
    EXPECT_FALSE(error->code.isEmpty());
    EXPECT_FALSE(error->context.isEmpty());
}

} // namespace
} // namespace envdeck::terraform
