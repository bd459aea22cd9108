// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/drift_json.h"
#include "core/infrastructure/terraform_drift.h"
#include "core/terraform/plan_reader.h"
#include "tests/support/fixtures.h"

#include <QJsonDocument>
#include <gtest/gtest.h>

namespace envdeck::infrastructure {
namespace {

QDateTime at(int minute)
{
    return QDateTime(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC).addSecs(minute * 60);
}

QList<DriftedResource> recorded(const char *file)
{
    const auto plan =
        terraform::readPlan(testing::testData(QStringLiteral("terraform/") + QLatin1String(file)));
    EXPECT_TRUE(plan) << file;
    return plan ? driftIn(plan.value()) : QList<DriftedResource>();
}

DriftReport reportWith(const QList<DriftedResource> &resources, int minute)
{
    DriftReport report;
    report.environment = QStringLiteral("test");
    report.commit = QString(40, QLatin1Char('3'));
    report.at = at(minute);
    report.program = QStringLiteral("terraform 1.11.4");
    report.resources = resources;
    return report;
}

DriftedResource ttl(const char *actual)
{
    DriftedResource resource;
    resource.address = QStringLiteral("lab_dns.drifted");
    DriftedAttribute attribute;
    attribute.path = QStringLiteral("ttl");
    attribute.expected = QStringLiteral("300");
    attribute.actual = QString::fromLatin1(actual);
    resource.attributes = {attribute};
    return resource;
}

DriftedResource gone()
{
    DriftedResource resource;
    resource.address = QStringLiteral("lab_dns.deleted");
    resource.deleted = true;
    return resource;
}

TEST(Drift, ARecordedRefreshNamesWhatWasChangedAndWhatWasDeletedOutside)
{
    const auto drift = recorded("show-plan-drift-refresh-only.json");
    ASSERT_EQ(drift.size(), 2);
    EXPECT_EQ(drift.at(0).address, QStringLiteral("lab_dns.deleted"));
    EXPECT_TRUE(drift.at(0).deleted);
    EXPECT_TRUE(drift.at(0).attributes.isEmpty());
    EXPECT_EQ(drift.at(1).address, QStringLiteral("lab_dns.drifted"));
    EXPECT_FALSE(drift.at(1).deleted);
    ASSERT_EQ(drift.at(1).attributes.size(), 2);
    EXPECT_EQ(drift.at(1).attributes.at(0).path, QStringLiteral("ttl"));
    EXPECT_EQ(drift.at(1).attributes.at(0).expected, QStringLiteral("300"));
    EXPECT_EQ(drift.at(1).attributes.at(0).actual, QStringLiteral("60"));
    EXPECT_EQ(drift.at(1).attributes.at(1).expected, QStringLiteral("\"203.0.113.9\""));
    EXPECT_EQ(drift.at(1).attributes.at(1).actual, QStringLiteral("\"198.51.100.7\""));
}

TEST(Drift, APlanWithoutDriftHasNone)
{
    EXPECT_TRUE(recorded("show-plan-noop.json").isEmpty());
}

TEST(Drift, AMoveInTheCodeIsNoDrift)
{
    Plan plan;
    ResourceChange moved;
    moved.address = QStringLiteral("lab_dns.new");
    moved.previousAddress = QStringLiteral("lab_dns.old");
    moved.action = ChangeAction::Move;
    plan.drift = {moved};
    EXPECT_TRUE(driftIn(plan).isEmpty());
}

TEST(Drift, ASensitiveValueIsMarkedAndNotThere)
{
    const QByteArray json =
        "{\"format_version\":\"1.2\",\"resource_drift\":[{\"address\":\"lab_server.a\",\"type\":\"lab_"
        "server\","
        "\"name\":\"a\",\"change\":{\"actions\":[\"update\"],\"before\":{\"token\":\"CANARY-one\"},"
        "\"after\":{\"token\":\"CANARY-two\"},\"before_sensitive\":{\"token\":true},"
        "\"after_sensitive\":{\"token\":true},\"after_unknown\":{}}}],\"resource_changes\":[]}";
    const auto plan = terraform::readPlan(json);
    ASSERT_TRUE(plan);
    const auto drift = driftIn(plan.value());
    ASSERT_EQ(drift.size(), 1);
    ASSERT_EQ(drift.at(0).attributes.size(), 1);
    EXPECT_TRUE(drift.at(0).attributes.at(0).sensitive);
    const DriftReport report = withFirstSeen(reportWith(drift, 0), {});
    EXPECT_FALSE(QJsonDocument(toJson(report)).toJson().contains("CANARY"));
    EXPECT_EQ(seenEntries(report).at(0).detail, QStringLiteral("token: (sensitive)"));
}

TEST(FirstSeen, StaysWhileTheSameDriftIsThere)
{
    const DriftReport first = withFirstSeen(reportWith({ttl("60"), gone()}, 0), {});
    EXPECT_EQ(first.resources.at(0).firstSeen, at(0));
    EXPECT_EQ(first.since(), at(0));
    const DriftReport second = withFirstSeen(reportWith({ttl("60"), gone()}, 30), first);
    EXPECT_EQ(second.resources.at(0).firstSeen, at(0));
    EXPECT_EQ(second.resources.at(0).attributes.at(0).firstSeen, at(0));
    EXPECT_EQ(second.resources.at(1).firstSeen, at(0));
}

TEST(FirstSeen, OfWhatWentAwayAndCameBackIsNew)
{
    const DriftReport first = withFirstSeen(reportWith({ttl("60"), gone()}, 0), {});
    const DriftReport clean = withFirstSeen(reportWith({}, 10), first);
    EXPECT_FALSE(clean.since().isValid());
    const DriftReport again = withFirstSeen(reportWith({ttl("60"), gone()}, 20), clean);
    EXPECT_EQ(again.resources.at(0).firstSeen, at(20));
    EXPECT_EQ(again.resources.at(1).firstSeen, at(20));
}

TEST(FirstSeen, OfAValueThatWasChangedOnceMoreIsNewAndTheOthersStay)
{
    DriftedResource before = ttl("60");
    before.attributes.append(before.attributes.first());
    before.attributes.last().path = QStringLiteral("value");
    const DriftReport first = withFirstSeen(reportWith({before}, 0), {});
    DriftedResource now = before;
    now.attributes.first().actual = QStringLiteral("30");
    const DriftReport second = withFirstSeen(reportWith({now}, 10), first);
    EXPECT_EQ(second.resources.at(0).attributes.at(0).firstSeen, at(10));
    EXPECT_EQ(second.resources.at(0).attributes.at(1).firstSeen, at(0));
    EXPECT_EQ(second.resources.at(0).firstSeen, at(0));
}

TEST(FirstSeen, OfADeletionIsNotThatOfAnAttribute)
{
    const DriftReport first = withFirstSeen(reportWith({ttl("60")}, 0), {});
    DriftedResource deleted = gone();
    deleted.address = QStringLiteral("lab_dns.drifted");
    EXPECT_EQ(withFirstSeen(reportWith({deleted}, 10), first).resources.at(0).firstSeen, at(10));
}

TEST(DriftReportJson, ComesBackAsItWas)
{
    auto drift = recorded("show-plan-drift-refresh-only.json");
    drift[1].file = QStringLiteral("terraform/environments/test/main.tf");
    drift[1].line = 7;
    drift[1].repeated = true;
    drift[1].attributes[0].code = {QStringLiteral("terraform/environments/test/env.auto.tfvars"),
                                   3,
                                   QStringLiteral("dns_ttl"),
                                   "300",
                                   QStringLiteral("dns_ttl"),
                                   true,
                                   false,
                                   QStringLiteral("number")};
    drift[1].attributes[1].hasExpected = false;
    drift[1].attributes[1].expected.clear();
    const DriftReport report = withFirstSeen(reportWith(drift, 0), {});
    EXPECT_EQ(driftReportFrom(toJson(report)), report);
    EXPECT_FALSE(driftReportFrom({}));
}

TEST(SeenEntries, NameADriftForGoodSoThatItIsRecordedOnce)
{
    const DriftReport first = withFirstSeen(reportWith({ttl("60"), gone()}, 0), {});
    const DriftReport later = withFirstSeen(reportWith({ttl("60"), gone()}, 30), first);
    EXPECT_EQ(seenEntries(first), seenEntries(later));
    ASSERT_EQ(seenEntries(first).size(), 2);
    EXPECT_EQ(seenEntries(first).at(0).detail, QStringLiteral("ttl: 300 -> 60"));
    EXPECT_EQ(seenEntries(first).at(0).subject, QStringLiteral("test/lab_dns.drifted"));
    EXPECT_EQ(seenEntries(first).at(1).detail, QStringLiteral("deleted"));
    const DriftReport again = withFirstSeen(reportWith({ttl("30")}, 40), later);
    ASSERT_EQ(seenEntries(again).size(), 1);
    EXPECT_NE(seenEntries(again).at(0).operation, seenEntries(first).at(0).operation);
}

} // namespace
} // namespace envdeck::infrastructure
