// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reliability row R-33: a malformed answer is a typed error that names its place, never a crash and never a
// default.
#include "core/api/dokploy/parse.h"
#include "tests/contract/dokploy/recordings.h"
#include "tests/support/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <gtest/gtest.h>
#include <random>

namespace envdeck::dokploy {
namespace {

using namespace testing;

// `value` once for every place in it, with that place taken by `other` (Undefined: taken out).
QList<QJsonValue> variants(const QJsonValue &value, const QJsonValue &other)
{
    QList<QJsonValue> out{other};
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (const QString &key : object.keys()) {
            for (const QJsonValue &changed : variants(object.value(key), other)) {
                QJsonObject copy = object;
                copy.insert(key, changed); // Undefined removes
                out.append(copy);
            }
        }
    }
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i) {
            for (const QJsonValue &changed : variants(array.at(i), other)) {
                QJsonArray copy = array;
                copy.replace(i, changed);
                out.append(copy);
            }
        }
    }
    return out;
}

template <typename T>
void expectTyped(const Result<T> &result, int &errors)
{
    if (result)
        return;
    ++errors;
    EXPECT_TRUE(result.error().code == ErrorCode::BadResponse || result.error().code == ErrorCode::NotFound);
    EXPECT_EQ(result.error().subject.isEmpty(), false);
}

TEST(MalformedAnswers, EveryFieldOfEveryOtherType)
{
    const QList<QJsonValue> others{QJsonValue(QJsonValue::Undefined),
                                   QJsonValue(),
                                   QJsonValue(true),
                                   QJsonValue(-1.5),
                                   QJsonValue(s("x")),
                                   QJsonArray{QJsonValue(7)},
                                   QJsonObject{{s("a"), 1}}};
    const QUrl base(s("https://d.example.com"));
    int errors = 0;
    for (const QJsonValue &other : others) {
        for (const QJsonValue &json : variants(recording(s("compose-one")).body, other))
            expectTyped(serviceFrom(json, DokployKind::Compose, base, s("t")), errors);
        for (const QJsonValue &json : variants(recording(s("application-one-done")).body, other))
            expectTyped(serviceFrom(json, DokployKind::Application, base, s("t")), errors);
        for (const QJsonValue &json : variants(recording(s("deployment-all-three")).body, other))
            expectTyped(deploymentRows(json, s("t")), errors);
        for (const QJsonValue &json : variants(recording(s("environment-one-with-services")).body, other))
            expectTyped(environmentServices(json, s("t")), errors);
        for (const QJsonValue &json : variants(recording(s("deployment-queueList-busy")).body, other))
            expectTyped(queuedDeployments(json, s("t")), errors);
        for (const QJsonValue &json :
             variants(recording(s("docker-getContainersByAppNameMatch")).body, other))
            expectTyped(listedContainers(json, s("shop-stack-yfqdz1"), s("t")), errors);
        for (const QJsonValue &json :
             variants(recording(s("docker-getServiceContainersByAppName")).body, other))
            expectTyped(
                swarmTasks(json, recording(s("docker-getContainers")).body, s("shop-web-llxndw"), s("t")),
                errors);
        for (const QJsonValue &json : variants(recording(s("docker-getContainers")).body, other))
            expectTyped(swarmTasks(recording(s("docker-getServiceContainersByAppName")).body, json,
                                   s("shop-web-llxndw"), s("t")),
                        errors);
        for (const QJsonValue &json : variants(recording(s("project-all")).body, other)) {
            const auto found = projectEnvironmentId(json, s("shop"), s("production"), s("t"));
            expectTyped(found, errors);
        }
    }
    EXPECT_GT(errors, 500);
}

TEST(MalformedAnswers, AMissingFieldNamesItsPath)
{
    DokployBench bench;
    QJsonArray rows = recording(s("deployment-all-three")).body.toArray();
    QJsonObject second = rows.at(1).toObject();
    second.remove(s("createdAt"));
    rows.replace(1, second);
    bench.answer("GET /api/deployment.all", {jsonReply(QJsonDocument(rows).toJson())});
    const auto answer = answerOf(bench.client.deployments({DokployKind::Application, s("a")}));
    EXPECT_EQ(answer.error().code, ErrorCode::BadResponse);
    EXPECT_EQ(answer.error().subject, s("127.0.0.1 deployment.all"));
    EXPECT_EQ(answer.error().detail, s("[1].createdAt: expected string, got nothing"));
}

TEST(MalformedAnswers, AThousandBrokenWires)
{
    DokployBench bench;
    std::mt19937 random(33);
    const auto below = [&random](qsizetype limit) { return qsizetype(random() % size_t(limit)); };
    const QByteArray body =
        QJsonDocument(recording(s("compose-one")).body.toObject()).toJson(QJsonDocument::Compact);
    int errors = 0;
    for (int round = 0; round < 1000; ++round) {
        ScriptedReply reply = jsonReply(body);
        switch (below(7)) {
        case 0: reply.body.truncate(below(body.size())); break;
        case 1: reply.truncateAt = below(body.size()); break;
        case 2: reply.body[below(body.size())] = char(below(256)); break;
        case 3: reply.body.insert(below(body.size()), "\xff\xfe"); break;
        case 4: reply.body = QByteArray(5000, '[') + QByteArray(5000, ']'); break;
        case 5: reply.type = round % 2 ? "text/html" : ""; break;
        default: reply.status = 100 * int(1 + below(5)) + int(below(30)); break;
        }
        if (reply.status < 200)
            reply.status = 599;
        // The client repeats reads; the last word is what counts here.
        bench.answer("GET /api/compose.one", {reply});
        const auto answer = answerOf(bench.client.service({DokployKind::Compose, s("c")}));
        errors += !answer;
        EXPECT_TRUE(answer || answer.error().code != ErrorCode::Internal) << "round " << round;
    }
    EXPECT_GT(errors, 700);
}

} // namespace
} // namespace envdeck::dokploy
