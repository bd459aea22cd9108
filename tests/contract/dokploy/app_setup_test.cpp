// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/dokploy/dotenv.h"
#include "core/api/dokploy/setup_parse.h"
#include "tests/contract/dokploy/recordings.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::dokploy {
namespace {

using namespace testing;

const Secret runKey("key of this run");

TEST(DotenvText, IsReadAsDokployReadsIt)
{
    const QString text =
        s("A=1 # note\nB='x # y'\nC=\"l1\\nl2\"\nexport D = d \nE=\nKEY=\"-----BEGIN\nIN=hidden\nEND\"\n"
          "OPEN='never closed\nA=2\n");
    QMap<QString, QString> values;
    for (const DotenvEntry &entry : dotenvEntries(text))
        values.insert(entry.name, entry.value);
    EXPECT_EQ(values.value(s("A")), s("2")); // the last one counts
    EXPECT_EQ(values.value(s("B")), s("x # y"));
    EXPECT_EQ(values.value(s("C")), s("l1\nl2"));
    EXPECT_EQ(values.value(s("D")), s("d"));
    EXPECT_EQ(values.value(s("E")), QString());
    EXPECT_EQ(values.value(s("KEY")), s("-----BEGIN\nIN=hidden\nEND"));
    EXPECT_FALSE(values.contains(s("IN")));
    EXPECT_EQ(values.value(s("OPEN")), s("'never closed"));
}

TEST(DotenvText, AChangeLeavesEveryOtherByteAlone)
{
    const QString text = s("# head\r\nA=1 # note\r\n\r\nB='x'\r\n");
    EXPECT_EQ(withAssignment(text, s("A"), s("2")).value(), s("# head\r\nA=2 # note\r\n\r\nB='x'\r\n"));
    EXPECT_EQ(withAssignment(text, s("C"), s("3")).value(), text + s("C=3\r\n"));
    EXPECT_EQ(withAssignment(s("A=1"), s("B"), s("2")).value(), s("A=1\nB=2"));
    EXPECT_EQ(withAssignment({}, s("B"), s("2")).value(), s("B=2"));
    EXPECT_EQ(withAssignment(s("E=\nF=1"), s("E"), s("x # y")).value(), s("E='x # y'\nF=1"));
    EXPECT_EQ(withoutAssignment(s("A=1\nB=\"x\ny\"\nA=2\nC=3"), s("A")), s("B=\"x\ny\"\nC=3"));
    EXPECT_EQ(withoutAssignment(s("A=1\nB=\"x\ny\"\nC=3"), s("B")), s("A=1\nC=3"));
    EXPECT_EQ(withoutAssignment(text, s("Z")), text);
}

TEST(DotenvText, WhateverIsWrittenIsReadBack)
{
    for (const char *value :
         {"", "v1", "a b", " a ", "it's", "say \"hi\"", "#x", "a#b", "p@ss;w0rd!$", "back\\slash",
          "${{project.URL}}", "-----", "a=b=c", "\xe4\xbd\xa0\xe5\xa5\xbd", "it's \"both\""}) {
        const QString wanted = QString::fromUtf8(value);
        const auto text = withAssignment(s("A=0\nLAST=9\n"), s("A"), wanted);
        ASSERT_TRUE(text) << value;
        const QList<DotenvEntry> entries = dotenvEntries(text.value());
        ASSERT_EQ(entries.size(), 2) << value;
        EXPECT_EQ(entries.first().value, wanted) << value;
        EXPECT_EQ(entries.last().value, s("9")) << value;
    }
}

TEST(DotenvText, WhatNoLineHoldsIsRefused)
{
    EXPECT_EQ(withAssignment({}, s("A"), s("two\nlines")).error().detail, s("line-break"));
    EXPECT_EQ(withAssignment({}, s("A"), s("'\"`")).error().detail, s("quotes"));
    EXPECT_EQ(withAssignment({}, s("1A"), s("x")).error().detail, s("name"));
    EXPECT_EQ(withAssignment({}, s("A B"), s("x")).error().detail, s("name"));
    EXPECT_EQ(withAssignment({}, s("A\nB"), s("x")).error().detail, s("name"));
}

TEST(Setup, OfARecordedComposeHoldsNoValue)
{
    DokployBench bench({s("compose-one")});
    const auto setup = answerOf(bench.client.setup(stack, runKey));
    ASSERT_TRUE(setup) << qPrintable(setup.error().detail);
    EXPECT_EQ(setup.value().service.appName, s("shop-stack-yfqdz1"));
    EXPECT_TRUE(setup.value().composeFile.startsWith("version: \"3.8\"\nservices:\n"));
    ASSERT_EQ(setup.value().variables.size(), 2);
    EXPECT_EQ(setup.value().variables.first().name, s("MODE"));
    EXPECT_EQ(setup.value().variables.first().digest, digestOf(s("dev"), runKey));
    EXPECT_NE(setup.value().variables.first().digest, digestOf(s("dev"), Secret("another run")));
    EXPECT_TRUE(setup.value().domains.isEmpty());
}

TEST(Setup, OfRecordedApplicationsIsRead)
{
    for (const char *name :
         {"application-one-done", "application-one-status-running", "application-one-after-rollback"}) {
        DokployBench bench({s(name)});
        const auto setup = answerOf(bench.client.setup(web, runKey));
        ASSERT_TRUE(setup) << name << ' ' << qPrintable(setup.error().detail);
        EXPECT_EQ(setup.value().replicas, 1) << name;
        ASSERT_EQ(setup.value().variables.size(), 2) << name;
        EXPECT_EQ(setup.value().variables.last().name, s("STAGE"));
        EXPECT_EQ(setup.value().variables.last().reference, s("environment.STAGE"));
    }
}

TEST(Setup, AReferenceToNothingIsBroken)
{
    QJsonObject one = recording(s("compose-one")).body.toObject();
    QJsonObject environment = one.value(s("environment")).toObject();
    QJsonObject project = environment.value(s("project")).toObject();
    project.insert(s("env"), s("URL=https://x"));
    environment.insert(s("project"), project);
    environment.insert(s("env"), s("STAGE=dev"));
    one.insert(s("environment"), environment);
    one.insert(
        s("env"),
        s("A=${{project.URL}}\nB=${{environment.STAGE}}/${{project.GONE}}\nC=${{A}}\nD=${{Z}}\nE=plain"));
    const auto setup = setupFrom(one, DokployKind::Compose, QUrl(s("https://d")), runKey, s("x"));
    ASSERT_TRUE(setup);
    QStringList broken;
    for (const Variable &variable : setup.value().variables) {
        if (variable.isReferenceBroken)
            broken.append(variable.name);
    }
    EXPECT_EQ(broken, (QStringList{s("B"), s("D")}));
}

TEST(Setup, TheValueOfOneVariableIsAskedForByItself)
{
    DokployBench bench({s("compose-one")});
    EXPECT_EQ(answerOf(bench.client.variableValue(stack, s("MODE"))).value().reveal().toByteArray(),
              QByteArray("dev"));
    EXPECT_EQ(answerOf(bench.client.variableValue(stack, s("NONE"))).error().code, ErrorCode::NotFound);
}

TEST(Domains, RecordedOnesAreRead)
{
    DokployBench bench({s("domain-byComposeId"), s("domain-byApplicationId")});
    const auto ofStack = answerOf(bench.client.domains(stack));
    ASSERT_TRUE(ofStack) << qPrintable(ofStack.error().detail);
    ASSERT_EQ(ofStack.value().size(), 1);
    EXPECT_EQ(ofStack.value().first().host, s("api.dev.example.test"));
    EXPECT_EQ(ofStack.value().first().service, s("api"));
    EXPECT_EQ(ofStack.value().first().certificate, CertificateKind::None);
    const auto ofWeb = answerOf(bench.client.domains(web));
    ASSERT_TRUE(ofWeb) << qPrintable(ofWeb.error().detail);
    EXPECT_EQ(ofWeb.value().size(), recording(s("domain-byApplicationId")).body.toArray().size());
}

TEST(Domains, DokploysOwnLookIsAnAnswerAlsoWhenItFails)
{
    DokployBench bench({s("domain-validateDomain"), s("domain-generateDomain")});
    const auto check = answerOf(bench.client.validateDomain(s("web.dev.example.test"), s("203.0.113.10")));
    ASSERT_TRUE(check) << qPrintable(check.error().detail);
    EXPECT_FALSE(check.value().valid);
    EXPECT_TRUE(check.value().problem.contains(s("ENOTFOUND")));
    EXPECT_EQ(answerOf(bench.client.generateDomain(s("shop-web-llxndw"))).value(),
              s("shop-web-llxndw-a1c738-127-0-0-1.sslip.io"));
    for (const char *host : {"", "a b", "x;reboot", "-x", "http://x"})
        EXPECT_EQ(answerOf(bench.client.validateDomain(s(host), {})).error().code, ErrorCode::BadInput)
            << host;
}

TEST(Mounts, TheRecordedOneIsRead)
{
    const auto mount = mountFrom(recording(s("mounts-create")).body, s("x"));
    ASSERT_TRUE(mount);
    EXPECT_EQ(mount.value(), (Mount{MountKind::Volume, s("/data"), s("shop-web-data")}));
}

TEST(Inventory, EveryProjectIsThere)
{
    DokployBench bench;
    for (const char *name : {"project-all", "project-all-empty"}) {
        const QJsonArray body = recording(s(name)).body.toArray();
        const auto read = projectsFrom(body, s("x"));
        ASSERT_TRUE(read) << name << ' ' << qPrintable(read.error().detail);
        EXPECT_EQ(read.value().size(), body.size());
    }
    bench.answer(
        "GET /api/project.all",
        {jsonReply(R"([{"projectId":"p","name":"acme","environments":[{"environmentId":"e","name":"dev",
                     "isDefault":false,"compose":[{"composeId":"c1","name":"api","composeStatus":"done"}],
                     "applications":[{"applicationId":"a1"}],"postgres":[{}],"redis":[{},{}]}]}])")});
    const auto projects = answerOf(bench.client.inventory());
    ASSERT_TRUE(projects) << qPrintable(projects.error().detail);
    const auto &dev = projects.value().first().environments.first();
    EXPECT_EQ(dev.databases, 3);
    ASSERT_EQ(dev.services.size(), 2);
    EXPECT_EQ(dev.services.first().status, ServiceStatus::Done);
    EXPECT_EQ(dev.services.last().ref.kind, DokployKind::Application);
}

TEST(Setup, AnAnswerThatDoesNotFitIsNeverADefault)
{
    for (const char *key : {"name", "appName", "composeStatus", "sourceType"}) {
        QJsonObject one = recording(s("compose-one")).body.toObject();
        one.remove(s(key));
        EXPECT_EQ(setupFrom(one, DokployKind::Compose, QUrl(s("https://d")), runKey, s("x")).error().code,
                  ErrorCode::BadResponse)
            << key;
    }
    EXPECT_EQ(domainsFrom(QJsonArray{QJsonObject{{s("domainId"), s("d")}}}, s("x")).error().code,
              ErrorCode::BadResponse);
    EXPECT_EQ(projectsFrom(QJsonObject(), s("x")).error().code, ErrorCode::BadResponse);
}

} // namespace
} // namespace envdeck::dokploy
