// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/standin_signoz/served.h"
#include "tests/support/fixtures.h"
#include "tests/support/json_shape.h"

#include <QDir>
#include <QJsonArray>
#include <QUrlQuery>

// Every recorded answer of SigNoz that the stand-in has a counterpart for, asked of the stand-in.
namespace envdeck::testing {
namespace {

using namespace standins;

QJsonObject recording(const QString &name)
{
    return QJsonDocument::fromJson(testData(QStringLiteral("signoz/") + name)).object();
}

QStringList recordings()
{
    return QDir(QStringLiteral(ENVDECK_TEST_DATA "/signoz"))
        .entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
}

// The recordings' world: three services and four hosts, one of them busy.
SignozOptions world(bool withRules)
{
    SignozOptions options;
    for (const auto &[service, rate] :
         {std::pair{"shop-web", 2100.0}, {"shop-api", 1320.0}, {"shop-worker", 270.0}})
        options.releases.append({QLatin1String(service), QStringLiteral("prod"), {}, {}, {}, 0.4, 200, rate});
    const auto host = [](const char *name, const char *environment, double cpu) {
        return HostStory{QLatin1String(name), QLatin1String(environment), {}, {}, cpu, 60, 50};
    };
    options.hosts = {host("dev-vps-1", "dev", 20), host("test-vps-1", "test", 30),
                     host("prod-vps-1", "prod", 90), host("prod-vps-2", "prod", 40)};
    if (!withRules)
        return options;
    for (const QString &name :
         {QStringLiteral("102_rule_create_cpu_80.json"), QStringLiteral("103_rule_create_error_rate_1.json")})
        options.rules.append(recording(name)[QLatin1String("request")][QLatin1String("body")].toObject());
    return options;
}

// Roles and starting up are not played: 020 needs a key of another role, 005 a server that is not ready.
const QStringList withoutCounterpart{QStringLiteral("005_readyz_starting.json"),
                                     QStringLiteral("020_forbidden.json")};
// Asked of a server that has nothing.
const QStringList ofAnEmptyServer{QStringLiteral("043_qr_logs_raw_empty.json"),
                                  QStringLiteral("121_alerts_none.json")};
// The words of these are taken over, so they must be the same and not just of the same shape.
const QStringList verbatim{QStringLiteral("003_health.json"),
                           QStringLiteral("019_unauthenticated.json"),
                           QStringLiteral("021_not_found.json"),
                           QStringLiteral("039_qr_scalar_missing_reduce_to.json"),
                           QStringLiteral("050_qr_unknown_field.json"),
                           QStringLiteral("052_qr_bad_time_range.json"),
                           QStringLiteral("054_qr_logs_filter_syntax_error.json"),
                           QStringLiteral("066_legacy_error_shape.json"),
                           QStringLiteral("106_rule_create_invalid.json"),
                           QStringLiteral("121_alerts_none.json")};

QString pathOf(const QJsonObject &request, Served &served)
{
    QString path = request.value(QLatin1String("path")).toString();
    const QString recordedRule = QStringLiteral("01a10b2c-5d3e-7f40-9064-6c7d8e9fa064");
    const QString deletedRule = QStringLiteral("01a10b2c-5d3e-7f40-9066-6c7d8e9fa066");
    if (path.contains(recordedRule) || path.contains(deletedRule)) {
        const QString id =
            served.data("GET", QStringLiteral("/api/v2/rules"))[0][QLatin1String("id")].toString();
        path.replace(recordedRule, id).replace(deletedRule, id);
    }
    QUrlQuery query;
    const QJsonObject parameters = request.value(QLatin1String("query")).toObject();
    for (auto it = parameters.begin(); it != parameters.end(); ++it)
        query.addQueryItem(it.key(), it.value().toString());
    return query.isEmpty() ? path : path + QLatin1Char('?') + query.toString(QUrl::FullyEncoded);
}

QByteArray bodyOf(const QString &name, const QJsonObject &request)
{
    if (!request.contains(QLatin1String("body")))
        return {};
    QByteArray body =
        QJsonDocument(request.value(QLatin1String("body")).toObject()).toJson(QJsonDocument::Compact);
    if (name == QLatin1String("105_rule_create_unknown_channel.json"))
        body.replace("ops-webhook", "nobody"); // the stand-in has the channel that the recorded server lacked
    return body;
}

QJsonValue jsonOf(const QByteArray &text)
{
    return QJsonDocument::fromJson('[' + (text.isEmpty() ? QByteArray("null") : text) + ']')[0];
}

class SignozRecording : public ::testing::TestWithParam<QString> {};

TEST_P(SignozRecording, HasTheStatusAndTheShapeThatWereRecorded)
{
    const QString name = GetParam();
    if (withoutCounterpart.contains(name))
        GTEST_SKIP() << "the stand-in does not play this";
    const bool aboutRules = name.startsWith(QLatin1Char('1'));
    Served served(ofAnEmptyServer.contains(name) ? SignozOptions() : world(aboutRules));
    const QJsonObject whole = recording(name);
    const QJsonObject request = whole.value(QLatin1String("request")).toObject();
    const QJsonObject response = whole.value(QLatin1String("response")).toObject();
    const QString key = request[QLatin1String("headers")][QLatin1String("SIGNOZ-API-KEY")].toString();
    const QString path = ofAnEmptyServer.contains(name) ? request.value(QLatin1String("path")).toString()
                                                        : pathOf(request, served);
    const Fetched answer =
        served.ask(request.value(QLatin1String("method")).toString().toLatin1(), path, bodyOf(name, request),
                   key == QLatin1String("bad") ? QByteArray("bad") : Served::key());

    EXPECT_EQ(answer.status, response.value(QLatin1String("status")).toInt()) << answer.body.constData();
    const QString type = response[QLatin1String("headers")][QLatin1String("Content-Type")].toString();
    EXPECT_EQ(answer.header("Content-Type").toStdString(), type.toStdString());
    const QByteArray recordedText = response.value(QLatin1String("text")).toString().toUtf8();
    const QJsonValue recorded =
        recordedText.isEmpty() ? response.value(QLatin1String("body")) : jsonOf(recordedText);
    const QJsonValue body = jsonOf(answer.body);
    if (verbatim.contains(name)) {
        EXPECT_EQ(body, recorded) << answer.body.constData();
    }
    if (!recorded.isUndefined()) {
        EXPECT_EQ(shapeDifferences(recorded, body).join(QLatin1Char('\n')).toStdString(), "")
            << answer.body.left(2000).constData();
    }
}

std::string testName(const ::testing::TestParamInfo<QString> &info)
{
    return "N" + info.param.section(QLatin1Char('.'), 0, 0).toStdString();
}

INSTANTIATE_TEST_SUITE_P(SignozStandin, SignozRecording, ::testing::ValuesIn(recordings()), testName);

TEST(SignozRecordings, AreThere)
{
    EXPECT_GE(recordings().size(), 40);
}

} // namespace
} // namespace envdeck::testing
