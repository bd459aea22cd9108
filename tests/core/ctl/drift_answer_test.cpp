// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/drift_answer.h"

#include <gtest/gtest.h>

namespace envdeck::ctl {
namespace {

using infrastructure::DriftedAttribute;
using infrastructure::DriftedResource;
using infrastructure::DriftReport;

const QDateTime now(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC);

DriftReport report()
{
    DriftedAttribute ttl;
    ttl.path = QStringLiteral("ttl");
    ttl.expected = QStringLiteral("300");
    ttl.actual = QStringLiteral("60");
    ttl.firstSeen = now.addSecs(-3600);
    ttl.code = {QStringLiteral("terraform/environments/prod/env.auto.tfvars"),
                2,
                QStringLiteral("dns_ttl"),
                "300",
                QStringLiteral("dns_ttl"),
                true,
                false,
                QStringLiteral("number")};
    DriftedAttribute token;
    token.path = QStringLiteral("token");
    token.sensitive = true;
    token.firstSeen = now;
    DriftedResource record;
    record.address = QStringLiteral("lab_dns.api");
    record.type = QStringLiteral("lab_dns");
    record.firstSeen = ttl.firstSeen;
    record.file = QStringLiteral("terraform/environments/prod/main.tf");
    record.line = 4;
    record.attributes = {ttl, token};
    DriftedResource gone;
    gone.address = QStringLiteral("lab_dns.old");
    gone.type = QStringLiteral("lab_dns");
    gone.deleted = true;
    gone.firstSeen = now;
    DriftReport found;
    found.environment = QStringLiteral("prod");
    found.commit = QString(40, QLatin1Char('3'));
    found.at = now;
    found.program = QStringLiteral("terraform 1.11.4");
    found.resources = {record, gone};
    return found;
}

Arguments onProd(bool exitCode)
{
    Arguments arguments;
    arguments.verb = QStringLiteral("drift");
    arguments.environment = QStringLiteral("prod");
    arguments.workspaceFolder = QStringLiteral(".");
    arguments.exitCode = exitCode;
    return arguments;
}

TEST(DriftAnswer, HasEachAttributeWithItsValuesAndItsPlace)
{
    const Answer answer = driftAnswer(report(), now, {}, onProd(true));
    EXPECT_EQ(answer.code, exitSomethingToDo);
    EXPECT_EQ(answer.data.value(QLatin1String("drifted")), 2);
    const QJsonArray resources = answer.data.value(QLatin1String("resources")).toArray();
    ASSERT_EQ(resources.size(), 2);
    const QJsonArray attributes = resources.at(0).toObject().value(QLatin1String("attributes")).toArray();
    const QJsonObject expected{
        {QStringLiteral("path"), QStringLiteral("ttl")},
        {QStringLiteral("expected"), 300},
        {QStringLiteral("actual"), 60},
        {QStringLiteral("sensitive"), false},
        {QStringLiteral("firstSeen"), QStringLiteral("2026-03-02T09:00:00.000Z")},
        {QStringLiteral("file"), QStringLiteral("terraform/environments/prod/env.auto.tfvars")},
        {QStringLiteral("line"), 2},
        {QStringLiteral("variable"), QStringLiteral("dns_ttl")},
        {QStringLiteral("adopt"), QStringLiteral("dns_ttl = 60")}};
    QJsonObject first = attributes.at(0).toObject();
    EXPECT_EQ(QDateTime::fromString(first.value(QLatin1String("firstSeen")).toString(), Qt::ISODateWithMs),
              now.addSecs(-3600));
    first.insert(QStringLiteral("firstSeen"), expected.value(QLatin1String("firstSeen")));
    EXPECT_EQ(first, expected);
    const QJsonObject secret = attributes.at(1).toObject();
    EXPECT_TRUE(secret.value(QLatin1String("expected")).isNull());
    EXPECT_TRUE(secret.value(QLatin1String("actual")).isNull());
    EXPECT_TRUE(secret.value(QLatin1String("sensitive")).toBool());
    const QJsonObject gone = resources.at(1).toObject();
    EXPECT_TRUE(gone.value(QLatin1String("deleted")).toBool());
    EXPECT_TRUE(gone.value(QLatin1String("file")).isNull());
}

TEST(DriftAnswer, TeachesBothWaysOut)
{
    const Answer answer = driftAnswer(report(), now, {}, onProd(false));
    EXPECT_EQ(answer.code, exitOk);
    const QString text = answer.lines.join(QLatin1Char('\n'));
    EXPECT_TRUE(text.contains(QStringLiteral("adopt ttl: envdeckctl variables set dns_ttl 60 --env prod")))
        << text.toStdString();
    EXPECT_TRUE(text.contains(QStringLiteral("next: envdeckctl plan --env prod")));
    EXPECT_TRUE(text.contains(QStringLiteral("deleted outside")));
}

TEST(DriftAnswer, WithoutDriftThereIsNothingToDo)
{
    DriftReport clean = report();
    clean.resources.clear();
    const Answer answer = driftAnswer(clean, now, {}, onProd(true));
    EXPECT_EQ(answer.code, exitOk);
    EXPECT_FALSE(answer.data.contains(QLatin1String("next")));
    EXPECT_TRUE(answer.data.value(QLatin1String("resources")).toArray().isEmpty());
    clean.hasState = false;
    EXPECT_TRUE(driftAnswer(clean, now, {}, onProd(true))
                    .lines.join(QLatin1Char(' '))
                    .contains(QStringLiteral("nothing was ever applied")));
}

} // namespace
} // namespace envdeck::ctl
