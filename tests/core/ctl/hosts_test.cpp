// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/host_names.h"
#include "app/ctl/hosts_answer.h"
#include "app/ctl/names.h"

#include <gtest/gtest.h>

namespace envdeck::ctl {
namespace {

using platform::HostIdentity;

Workspace withHosts()
{
    Workspace workspace;
    for (const char *name : {"dev", "prod"}) {
        Environment environment;
        environment.name = QLatin1String(name);
        for (const char *end : {"-1", "-2"}) {
            HostSpec host;
            host.name = environment.name + QLatin1String(end);
            environment.hosts.append(host);
        }
        HostSpec shared;
        shared.name = QStringLiteral("edge");
        environment.hosts.append(shared);
        workspace.environments.append(environment);
    }
    return workspace;
}

Arguments hostArguments(const char *line)
{
    const ParseResult result = parse(QString::fromLatin1(line).split(QLatin1Char(' ')));
    EXPECT_FALSE(result.leave) << line << ": " << qPrintable(result.text);
    return result.arguments;
}

QString saidOf(const char *line)
{
    const auto answer = misnamed(withHosts(), hostArguments(line));
    return answer ? answer->problems.first().text + QStringLiteral(" | ") + answer->problems.first().next
                  : QString();
}

const platform::HostId prod1{QStringLiteral("prod"), QStringLiteral("prod-1")};

HostIdentity showing(HostIdentity::Verdict verdict)
{
    HostIdentity identity;
    identity.verdict = verdict;
    identity.address = QStringLiteral("203.0.113.7:22");
    identity.type = QStringLiteral("ssh-ed25519");
    identity.fingerprint = QStringLiteral("SHA256:abc");
    if (verdict == HostIdentity::Verdict::Changed)
        identity.confirmed = {
            {identity.type, QStringLiteral("SHA256:old"), QStringLiteral("anna"), {}, true}};
    return identity;
}

TEST(HostNames, OneIsFoundByNameOrPathAndAnUnknownOneIsAnsweredWithTheNearest)
{
    const Workspace workspace = withHosts();
    EXPECT_EQ(hostsOf(workspace, hostArguments("envdeckctl hosts")).size(), 6);
    EXPECT_EQ(hostsOf(workspace, hostArguments("envdeckctl ps --host prod-1")),
              QList<platform::HostId>{prod1});
    EXPECT_EQ(hostsOf(workspace, hostArguments("envdeckctl hosts key prod/prod-1")),
              QList<platform::HostId>{prod1});
    EXPECT_EQ(saidOf("envdeckctl hosts key prod-2"), QString());
    EXPECT_EQ(
        saidOf("envdeckctl hosts key prodd-1 --env prod"),
        QStringLiteral("there is no host \"prodd-1\" in prod; did you mean \"prod-1\"? There are: prod-1, "
                       "prod-2, edge | envdeckctl hosts key prod-1 --env prod"));
    EXPECT_TRUE(saidOf("envdeckctl hosts key edge").endsWith(QLatin1String("--env dev")));
    EXPECT_TRUE(saidOf("envdeckctl prune").startsWith(QLatin1String("the host is not given")));
}

TEST(HostNames, OnlyReadingsOfTheListRun)
{
    EXPECT_EQ(saidOf("envdeckctl exec prod-1 uptime"), QString());
    EXPECT_TRUE(saidOf("envdeckctl exec prod-1 uptme").endsWith(QLatin1String("exec prod-1 uptime")));
    EXPECT_TRUE(saidOf("envdeckctl exec prod-1 reboot").contains(QLatin1String("uptime, df, free")));
    EXPECT_TRUE(readingScript(QStringLiteral("reboot")).isEmpty());
    for (const QString &name : readingNames())
        EXPECT_FALSE(readingScript(name).isEmpty()) << qPrintable(name);
}

TEST(HostKeyRefusal, OnlyTheKeyThatWasLookedAtIsConfirmed)
{
    using Verdict = HostIdentity::Verdict;
    const auto why = [](Verdict verdict, bool replaces, const char *line) {
        const auto refused = keyRefused(prod1, showing(verdict), replaces, hostArguments(line));
        return refused ? refused->detail : QString();
    };
    const char *trust = "envdeckctl hosts trust prod-1 --fingerprint SHA256:abc";
    const char *replace = "envdeckctl hosts replace-key prod-1 --fingerprint SHA256:abc --reason moved";
    EXPECT_EQ(why(Verdict::Unknown, false, trust), QString());
    EXPECT_EQ(why(Verdict::Changed, true, replace), QString());
    EXPECT_TRUE(why(Verdict::Unknown, false, "envdeckctl hosts trust prod-1")
                    .contains(QLatin1String("--fingerprint")));
    EXPECT_TRUE(why(Verdict::Unknown, false, "envdeckctl hosts trust prod-1 --fingerprint SHA256:abd")
                    .contains(QLatin1String("it shows SHA256:abc")));
    EXPECT_TRUE(why(Verdict::Changed, false, trust).contains(QLatin1String("a decision of its own")));
    EXPECT_TRUE(why(Verdict::Revoked, false, trust).contains(QLatin1String("never")));
    EXPECT_TRUE(why(Verdict::Unknown, true, replace).contains(QLatin1String("none to replace")));
    EXPECT_TRUE(why(Verdict::Known, true, replace).contains(QLatin1String("already")));
    EXPECT_TRUE(why(Verdict::Changed, true, "envdeckctl hosts replace-key prod-1 --fingerprint SHA256:abc")
                    .contains(QLatin1String("reason")));
}

TEST(HostKeyAnswer, SaysWhatToTypeNext)
{
    const Answer unknown = identityAnswer(prod1, showing(HostIdentity::Verdict::Unknown), {});
    EXPECT_EQ(unknown.data.value(QLatin1String("verdict")).toString(), QStringLiteral("unknown"));
    EXPECT_TRUE(unknown.lines.last().contains(
        QLatin1String("hosts trust prod-1 --env prod --fingerprint SHA256:abc")))
        << qPrintable(unknown.lines.last());
    EXPECT_FALSE(unknown.lines.last().contains(QLatin1String("--compared"))) << "that is theirs to say";
    const Answer changed = identityAnswer(prod1, showing(HostIdentity::Verdict::Changed), {});
    EXPECT_TRUE(changed.lines.last().contains(QLatin1String("replace-key")))
        << qPrintable(changed.lines.last());
    EXPECT_EQ(changed.data.value(QLatin1String("confirmed"))[0][QLatin1String("by")].toString(),
              QStringLiteral("anna"));
    const Answer known = identityAnswer(prod1, showing(HostIdentity::Verdict::Known), {});
    EXPECT_FALSE(known.lines.join(QLatin1Char('\n')).contains(QLatin1String("hosts trust")));
}

TEST(HostsAnswer, WhatIsNotKnownIsNullWithItsReason)
{
    const QDateTime moment = QDateTime::currentDateTimeUtc();
    hosts::HostStatus living;
    living.id = {QStringLiteral("dev"), QStringLiteral("dev-1")};
    hosts::HostFacts facts;
    facts.memory = hosts::MemoryFacts{1000, 250, 0, 0};
    living.facts = observed(facts, QStringLiteral("SSH dev-1"), moment);
    hosts::HostStatus untrusted;
    untrusted.id = prod1;
    untrusted.facts = withFailure(
        untrusted.facts, Error{ErrorCode::Forbidden, prod1.path(), QStringLiteral("host-key-unknown"), 0},
        QStringLiteral("SSH prod-1"), moment);

    const Answer both = hostsAnswer({living, untrusted}, {}, moment);
    EXPECT_EQ(both.code, exitOk);
    const QJsonValue first = both.data.value(QLatin1String("hosts"))[0];
    EXPECT_EQ(first[QLatin1String("memory")][QLatin1String("value")][QLatin1String("usedPercent")].toDouble(),
              75);
    EXPECT_TRUE(first[QLatin1String("containers")][QLatin1String("value")].isNull());
    EXPECT_FALSE(first[QLatin1String("containers")][QLatin1String("why")].toString().isEmpty());
    const QJsonValue second = both.data.value(QLatin1String("hosts"))[1];
    EXPECT_EQ(second[QLatin1String("state")].toString(), QStringLiteral("not-trusted"));
    EXPECT_EQ(second[QLatin1String("memory")][QLatin1String("why")].toString(), QStringLiteral("forbidden"));
    ASSERT_EQ(both.problems.size(), 1);
    const QString next = both.problems.first().next;
    EXPECT_TRUE(next.startsWith(QLatin1String("envdeckctl hosts key prod-1 --env prod"))) << qPrintable(next);

    EXPECT_EQ(hostsAnswer({untrusted}, {}, moment).code, exitRefused);
    EXPECT_EQ(hostsAnswer({living, untrusted}, hostArguments("envdeckctl hosts --exit-code"), moment).code,
              exitSomethingToDo);
    EXPECT_EQ(containersAnswer({untrusted}, {}).code, exitRefused);
}

} // namespace
} // namespace envdeck::ctl
