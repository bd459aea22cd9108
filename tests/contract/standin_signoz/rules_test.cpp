// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/standin_signoz/served.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>

namespace envdeck::testing {
namespace {

using namespace standins;

const QString prod = QStringLiteral("prod");
const QString critical = QStringLiteral("critical");

ReleaseStory release(const QString &version, const QDateTime &from, const QDateTime &to, double errors,
                     double p95)
{
    return {QStringLiteral("api"), prod, version, from, to, errors, p95, 600};
}

SignozOptions badRelease()
{
    const QDateTime since = Served::end().addSecs(-9 * 60);
    SignozOptions options;
    options.releases = {release(QStringLiteral("v1.3.7"), {}, since, 0.1, 88),
                        release(QStringLiteral("v1.3.8"), since, {}, 2.4, 610)};
    options.rules = {errorRateRule(prod, 1, critical), p95Rule(prod, 500, QStringLiteral("warning")),
                     errorRateRule(QStringLiteral("dev"), 1, critical)};
    return options;
}

QString stateOf(Served &served, int rule = 0)
{
    return served.data("GET", QStringLiteral("/api/v2/rules"))[rule][QLatin1String("state")].toString();
}

QJsonArray alerts(Served &served)
{
    return served.data("GET", QStringLiteral("/api/v1/alerts")).toArray();
}

TEST(SignozRules, ABadReleaseFiresSinceItsSamplesCrossed)
{
    Served served(badRelease());
    EXPECT_EQ(stateOf(served, 0), QStringLiteral("firing"));
    EXPECT_EQ(stateOf(served, 1), QStringLiteral("firing"));
    EXPECT_EQ(stateOf(served, 2), QStringLiteral("inactive"));
    const QJsonArray firing = alerts(served);
    ASSERT_EQ(firing.size(), 2);
    const QJsonValue labels = firing.first()[QLatin1String("labels")];
    EXPECT_EQ(labels[QLatin1String("service.name")].toString(), QStringLiteral("api"));
    EXPECT_EQ(labels[QLatin1String("deployment.environment")].toString(), prod);
    EXPECT_EQ(labels[QLatin1String("severity")].toString(), critical);
    const auto since =
        QDateTime::fromString(firing.first()[QLatin1String("startsAt")].toString(), Qt::ISODate);
    EXPECT_GE(since, Served::end().addSecs(-9 * 60));
    EXPECT_LE(since, Served::end().addSecs(-4 * 60));
    const QString value = firing.last()[QLatin1String("annotations")][QLatin1String("value")].toString();
    EXPECT_NEAR(value.toDouble(), 610, 100); // in the unit of the rule, not in nanoseconds
}

// One minute of one sample a second.
void write(const QString &path, const QDateTime &from, int seconds, int requests, int errors)
{
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::Append));
    for (int i = 0; i < seconds; ++i)
        file.write(QStringLiteral("{\"at\":%1,\"service\":\"api\",\"environment\":\"prod\",\"version\":"
                                  "\"v2\",\"requests\":%2,\"errors\":%3,\"latency_ms\":[10,20]}\n")
                       .arg(from.addSecs(i).toMSecsSinceEpoch())
                       .arg(requests)
                       .arg(errors)
                       .toLatin1());
}

TEST(SignozRules, LiveSamplesMakeAnAlertPendingThenFiringThenResolved)
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("api.jsonl"));
    SignozOptions options;
    options.samplesFolder = folder.path();
    options.rules = {errorRateRule(prod, 1, critical, QStringLiteral("1m"))};
    options.pendingFor = std::chrono::seconds(30);
    Served served(options);
    const auto pass = [&](int seconds, int errors) {
        write(file, served.m_clock.now(), seconds, 10, errors);
        served.m_clock.advance(std::chrono::seconds(seconds));
        served.m_signoz.tick();
    };
    pass(60, 0);
    EXPECT_EQ(stateOf(served), QStringLiteral("inactive"));
    pass(20, 2);
    EXPECT_EQ(stateOf(served), QStringLiteral("pending"));
    EXPECT_TRUE(alerts(served).isEmpty());
    pass(30, 2);
    EXPECT_EQ(stateOf(served), QStringLiteral("firing"));
    ASSERT_EQ(alerts(served).size(), 1);
    pass(60, 0);
    pass(1, 0);
    EXPECT_EQ(stateOf(served), QStringLiteral("inactive"));
    EXPECT_TRUE(alerts(served).isEmpty());
}

TEST(SignozRules, SilenceIsNoAlarm)
{
    SignozOptions options;
    options.rules = {errorRateRule(prod, 1, critical)};
    Served served(options);
    EXPECT_EQ(stateOf(served), QStringLiteral("inactive"));
    EXPECT_TRUE(alerts(served).isEmpty());
}

TEST(SignozRules, ADisabledRuleForgetsItsAlerts)
{
    Served served(badRelease());
    const QString id = served.data("GET", QStringLiteral("/api/v2/rules"))[0][QLatin1String("id")].toString();
    served.data("PATCH", QStringLiteral("/api/v2/rules/") + id, {{QStringLiteral("disabled"), true}});
    EXPECT_EQ(stateOf(served), QStringLiteral("disabled"));
    EXPECT_EQ(alerts(served).size(), 1);
}

TEST(SignozRules, AlertsAreFilteredByLabels)
{
    Served served(badRelease());
    EXPECT_EQ(served.data("GET", QStringLiteral("/api/v1/alerts?filter=severity%3D%22critical%22"))
                  .toArray()
                  .size(),
              1);
    EXPECT_EQ(served.data("GET", QStringLiteral("/api/v1/alerts?filter=severity!%3D%22critical%22"))
                  .toArray()
                  .size(),
              1);
    EXPECT_EQ(served.data("GET", QStringLiteral("/api/v1/alerts?active=false")).toArray().size(), 0);
    EXPECT_EQ(served.ask("GET", QStringLiteral("/api/v1/alerts?filter=severity%3D~%22c.*%22")).status, 501);
}

TEST(SignozRules, HostRulesReadTheHosts)
{
    SignozOptions options;
    options.hosts = {{QStringLiteral("prod-1"), prod, {}, {}, 90, 60, 50}};
    options.rules = {hostCpuRule(prod, 80, critical)};
    Served served(options);
    ASSERT_EQ(alerts(served).size(), 1);
    EXPECT_EQ(alerts(served).first()[QLatin1String("labels")][QLatin1String("host.name")].toString(),
              QStringLiteral("prod-1"));
}

TEST(SignozRules, ARuleThatCannotBeEvaluatedStopsTheStart)
{
    FakeClock clock;
    SignozOptions options;
    QJsonObject rule = errorRateRule(prod, 1, critical);
    rule.insert(QStringLiteral("ruleType"), QStringLiteral("promql_rule"));
    options.rules = {rule};
    options.historyUntil = Served::end();
    Signoz signoz(options, clock);
    const auto begun = signoz.begin();
    ASSERT_FALSE(begun);
    EXPECT_EQ(begun.error().code, ErrorCode::BadInput);
    EXPECT_EQ(begun.error().subject, rule.value(QLatin1String("alert")).toString());
}

} // namespace
} // namespace envdeck::testing
