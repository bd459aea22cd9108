// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/dokploy/recordings.h"

#include "tests/support/fixtures.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <gtest/gtest.h>

namespace envdeck::testing {

namespace {

http::Options atOnce()
{
    http::Options options;
    options.firstDelay = std::chrono::milliseconds(1);
    return options;
}

QByteArray asText(const QJsonValue &value)
{
    if (value.isNull())
        return {};
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);
}

} // namespace

ScriptedReply Recording::reply() const
{
    ScriptedReply reply = jsonReply(asText(body), status);
    reply.chunked = true; // as Dokploy does
    return reply;
}

Recording recording(const QString &name)
{
    const QJsonObject file =
        QJsonDocument::fromJson(testData(QStringLiteral("dokploy/%1.json").arg(name))).object();
    const QJsonObject request = file.value(QStringLiteral("request")).toObject();
    const QJsonObject response = file.value(QStringLiteral("response")).toObject();
    EXPECT_FALSE(request.isEmpty()) << qPrintable(name);
    return {request.value(QStringLiteral("method")).toString().toLatin1(),
            request.value(QStringLiteral("path")).toString().toLatin1(),
            request.value(QStringLiteral("body")), response.value(QStringLiteral("status")).toInt(),
            response.value(QStringLiteral("body"))};
}

DokployBench::DokployBench(const QStringList &recordings)
    : http(atOnce()), client(http, server.url(), Secret("canary-dokploy-key-4711"))
{
    EXPECT_TRUE(http.allow(server.url()));
    server.onAny([this](const ReceivedRequest &request) { return answerTo(request); });
    for (const QString &name : recordings)
        replay(name);
}

void DokployBench::replay(const QString &name)
{
    m_recordings.prepend(recording(name)); // the latest for a request wins
}

void DokployBench::answer(const QByteArray &methodAndPath, const QList<ScriptedReply> &replies)
{
    m_answers.insert(methodAndPath, replies);
}

ScriptedReply DokployBench::answerTo(const ReceivedRequest &request)
{
    auto &scripted = m_answers[request.method + ' ' + request.path()];
    if (!scripted.isEmpty())
        return scripted.size() > 1 ? scripted.takeFirst() : scripted.first();
    for (const Recording &recorded : m_recordings) {
        if (recorded.method == request.method && recorded.target == request.target)
            return recorded.reply();
    }
    return jsonReply("{\"message\":\"Not recorded: " + request.target + "\"}", 404);
}

} // namespace envdeck::testing
