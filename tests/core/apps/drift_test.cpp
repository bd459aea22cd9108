// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/apps/drift.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::apps {
namespace {

using testing::s;

const QDateTime day = QDateTime::fromString(s("2026-11-20T10:00:00Z"), Qt::ISODate).toUTC();

platform::AppDomain domain(const char *host, int port = 8080)
{
    platform::AppDomain out;
    out.id = s(host) + s("-id");
    out.host = s(host);
    out.port = port;
    out.service = s("api");
    return out;
}

platform::AppSetup setup()
{
    platform::AppSetup out;
    out.source = {s("git"), s("acme/infra"), s("main"), s("./deploy/api.yml"), {}, {}};
    out.domains = {domain("a.example.com"), domain("b.example.com")};
    out.variables = {{s("LEVEL"), "d1", false, {}, false}, {s("TOKEN"), "d2", false, {}, false}};
    return out;
}

ComposeView view()
{
    ComposeView git;
    git.file = s("deploy/api.yml");
    git.branch = s("main");
    git.text = "services:\n  api:\n    image: a/b:v1\n";
    return git;
}

QStringList words(const QList<PanelDrift> &drift)
{
    QStringList out;
    for (const PanelDrift &one : drift)
        out.append(driftName(one.kind) + QLatin1Char(' ') + one.subject);
    return out;
}

TEST(PanelDrift, WhatWasNeverAcceptedDoesNotDiffer)
{
    const ComposeView git = view();
    EXPECT_TRUE(driftOf(setup(), Baseline(), &git).isEmpty());
    EXPECT_TRUE(driftOf(setup(), baselineOf(setup(), day), &git).isEmpty());
}

TEST(PanelDrift, EveryKindOfChangeIsNamed)
{
    const Baseline accepted = baselineOf(setup(), day);
    platform::AppSetup now = setup();
    now.domains = {domain("a.example.com", 9090), domain("c.example.com")};
    now.variables = {{s("LEVEL"), "other", false, {}, false}, {s("NEW"), "d3", false, {}, false}};
    now.source.branch = s("trial");
    const ComposeView git = view();
    const QList<PanelDrift> drift = driftOf(now, accepted, &git);
    EXPECT_EQ(words(drift), (QStringList{s("compose-source deploy/api.yml"),
                                         s("domain-changed a.example.com"), s("domain-added c.example.com"),
                                         s("domain-removed b.example.com"), s("variable-changed LEVEL"),
                                         s("variable-added NEW"), s("variable-removed TOKEN")}));
    EXPECT_EQ(drift.at(1).expected, s("http -> api:8080"));
    EXPECT_EQ(drift.at(1).actual, s("http -> api:9090"));
    EXPECT_EQ(drift.at(1).wanted.id, s("a.example.com-id"));
    EXPECT_TRUE(drift.at(3).wanted.id.isEmpty()) << "a removed domain is made anew";
}

TEST(PanelDrift, ADomainMadeAnewIsTheSameDomain)
{
    platform::AppSetup now = setup();
    now.domains.first().id = s("another");
    EXPECT_TRUE(driftOf(now, baselineOf(setup(), day), nullptr).isEmpty());
}

TEST(PanelDrift, ATextInThePanelIsHeldAgainstGit)
{
    platform::AppSetup now = setup();
    const ComposeView git = view();
    now.source = {s("raw"), {}, {}, s("./docker-compose.yml"), git.text, {}};
    EXPECT_TRUE(driftOf(now, Baseline(), &git).isEmpty());
    now.source.text = "services:\r\n  api:\r\n    image: a/b:v1\r\n\r\n"; // line ends only
    EXPECT_TRUE(driftOf(now, Baseline(), &git).isEmpty());
    now.source.text.replace("v1", "v2");
    EXPECT_EQ(words(driftOf(now, Baseline(), &git)), QStringList{s("compose-text deploy/api.yml")});
    now.isCompose = false; // an application has no compose file
    EXPECT_TRUE(driftOf(now, Baseline(), &git).isEmpty());
}

TEST(PanelDrift, DigestsAreNotKeptBeyondTheRun)
{
    const Baseline accepted = baselineOf(setup(), day);
    const auto read = baselineFrom(toJson(accepted));
    ASSERT_TRUE(read);
    EXPECT_TRUE(read.value().digests.isEmpty());
    EXPECT_EQ(read.value().domains.size(), 2);
    EXPECT_EQ(read.value().at, day);
    platform::AppSetup now = setup();
    now.variables.first().digest = "other";
    EXPECT_TRUE(driftOf(now, read.value(), nullptr).isEmpty());
    EXPECT_FALSE(baselineFrom(QJsonObject()));
}

TEST(PanelDrift, AcceptingOneLeavesTheOthers)
{
    const Baseline accepted = baselineOf(setup(), day);
    platform::AppSetup now = setup();
    now.domains = {domain("a.example.com", 9090), domain("c.example.com")};
    now.variables.append({s("NEW"), "d3", false, {}, false});
    QList<PanelDrift> drift = driftOf(now, accepted, nullptr);
    Baseline baseline = accepted;
    while (!drift.isEmpty()) {
        const QStringList left = words(drift.mid(1));
        baseline = accepting(baseline, drift.first(), now);
        drift = driftOf(now, baseline, nullptr);
        EXPECT_EQ(words(drift), left);
    }
}

TEST(PanelDrift, OnlyWhatIsKnownCanBeRestored)
{
    EXPECT_FALSE(canRestore(DriftKind::VariableChanged));
    EXPECT_FALSE(canRestore(DriftKind::VariableRemoved));
    EXPECT_TRUE(canRestore(DriftKind::VariableAdded));
    EXPECT_TRUE(canRestore(DriftKind::DomainRemoved));
    EXPECT_FALSE(canAdopt(DriftKind::ComposeSource));
}

TEST(UpdateEffect, TheGapIsTheMedian)
{
    using namespace std::chrono_literals;
    EXPECT_FALSE(UpdateEffect().medianGap());
    EXPECT_EQ((UpdateEffect{true, false, true, {9000ms, 1000ms, 4000ms}}).medianGap(), 4000ms);
}

} // namespace
} // namespace envdeck::apps
