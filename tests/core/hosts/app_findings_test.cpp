// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/app_findings.h"
#include "core/hosts/app_look.h"
#include "tests/core/hosts/fake_shell.h"
#include "tests/support/event_loop.h"
#include "tests/support/fake_clock.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::hosts {
namespace {

using namespace testing;

const HostId prodOne{s("prod"), s("prod-1")};
const HostId prodTwo{s("prod"), s("prod-2")};

App shop() // in the recording: shop-api-1 of the compose project "shop"
{
    App app;
    app.name = s("api");
    app.services = {s("api")};
    app.dokployName = s("shop");
    app.environments = {s("prod")};
    return app;
}

HostStatus seen(const HostId &id, const char *recording = "probe-docker28.txt")
{
    HostStatus host;
    host.id = id;
    host.facts =
        observed(recordedHost(recording), s("SSH"), QDateTime(QDate(2026, 12, 1), QTime(2, 26), Qt::UTC));
    return host;
}

HostStatus failed(const HostId &id, const Error &error)
{
    HostStatus host;
    host.id = id;
    host.address = s("203.0.113.7");
    host.spec.user = s("root");
    host.facts =
        withFailure(host.facts, error, s("SSH"), QDateTime(QDate(2026, 12, 1), QTime(2, 26), Qt::UTC));
    return host;
}

const Finding *of(const QList<Finding> &findings, Detector detector)
{
    const auto found = std::find_if(findings.cbegin(), findings.cend(),
                                    [&](const Finding &finding) { return finding.detector == detector; });
    return found == findings.cend() ? nullptr : &*found;
}

TEST(AppOnHosts, OnlyTheAppsOwnContainersAreLookedAt)
{
    const QList<AppContainer> own = containersOf({seen(prodOne)}, shop());
    ASSERT_FALSE(own.isEmpty());
    for (const AppContainer &container : own)
        EXPECT_TRUE(container.facts.name.startsWith(s("shop"))) << qPrintable(container.facts.name);
    for (const Finding &finding : lookAtApp({seen(prodOne)}, shop(), {}, {}))
        EXPECT_NE(finding.subject, s("oom")) << "that is another app's";
}

TEST(AppOnHosts, AbsenceOnOneHostIsNothingWhileAnotherHasTheApp)
{
    App other = shop();
    other.name = other.dokployName = s("nobody");
    other.services = {s("nobody")};
    const auto absent = lookAtApp({seen(prodOne), seen(prodTwo)}, other, {}, {});
    int told = 0;
    for (const Finding &finding : absent)
        told += finding.facts.value(s("state")) == s("absent");
    EXPECT_EQ(told, 1);
    ASSERT_TRUE(of(absent, Detector::NotRunning));
    EXPECT_EQ(of(absent, Detector::NotRunning)->host, s("prod-1, prod-2"));

    HostStatus empty = seen(prodTwo);
    empty.facts.value->containers = ContainerList{};
    for (const Finding &finding : lookAtApp({seen(prodOne), empty}, shop(), {}, {}))
        EXPECT_NE(finding.facts.value(s("state")), s("absent"));
}

TEST(AppOnHosts, AHostThatDoesNotAnswerIsNamedWithWhatToDo)
{
    struct Expected {
        Error error;
        FindingVerdict verdict;
        Cause cause;
        NextAction action;
    };
    const QList<Expected> all{
        {{ErrorCode::Unreachable, {}, {}, 0},
         FindingVerdict::LikelyCause,
         Cause::NoAnswer,
         NextAction::OpenHost},
        {{ErrorCode::Timeout, {}, {}, 0}, FindingVerdict::LikelyCause, Cause::NoAnswer, NextAction::OpenHost},
        {{ErrorCode::Forbidden, {}, s("host-key-unknown"), 0},
         FindingVerdict::CouldNotCheck,
         Cause::KeyUnknown,
         NextAction::LookAtKey},
        {{ErrorCode::Conflict, {}, s("host-key-changed"), 0},
         FindingVerdict::Related,
         Cause::KeyChanged,
         NextAction::LookAtKey},
        {{ErrorCode::Unauthorized, {}, s("key-refused"), 0},
         FindingVerdict::CouldNotCheck,
         Cause::LoginRefused,
         NextAction::OpenAccounts}};
    for (const Expected &expected : all) {
        const auto found = lookAtApp({failed(prodOne, expected.error), seen(prodTwo)}, shop(), {}, {});
        const Finding *finding = of(found, Detector::HostAnswers);
        ASSERT_TRUE(finding) << qPrintable(expected.error.detail);
        EXPECT_EQ(finding->verdict, expected.verdict) << qPrintable(expected.error.detail);
        EXPECT_EQ(finding->cause, expected.cause);
        EXPECT_EQ(finding->action, expected.action);
        EXPECT_EQ(finding->command, s("ssh -p 22 root@203.0.113.7"));
        EXPECT_TRUE(std::any_of(found.cbegin(), found.cend(), [](const Finding &each) {
            return each.host == s("prod-2");
        })) << "the other host is looked at all the same";
    }
}

TEST(AppOnHosts, SuspectsAreThoseThatAFindingNamesThenTheOthers)
{
    App any;
    any.name = s("loop");
    any.services = {s("loop")};
    HostStatus host = seen(prodOne);
    auto &list = host.facts.value->containers;
    ContainerList changed = list.value();
    for (ContainerFacts &container : changed.list)
        container.service = s("loop");
    list = changed;
    const auto findings = lookAtApp({host}, any, {}, {});
    const auto suspects = suspectsOf({host}, any, findings);
    ASSERT_EQ(suspects.size(), 4) << "a connection takes few at once";
    const auto named = std::find_if(findings.cbegin(), findings.cend(),
                                    [](const Finding &finding) { return !finding.id.isEmpty(); });
    ASSERT_NE(named, findings.cend());
    EXPECT_EQ(suspects.first().id, named->id);
    EXPECT_TRUE(suspects.first().command.startsWith(s("docker logs --timestamps --tail 200 ")));
    EXPECT_EQ(suspectsOf({host}, any, findings, 1).size(), 1);
    EXPECT_EQ(suspectsOf({}, any, {}), QList<LogSuspect>());
}

TEST(AppOnHosts, ALogThatCannotBeReadIsNoLogWithoutErrors)
{
    LogLook unread;
    unread.suspect = {prodOne, QString(64, u'a'), s("api.1"), s("docker logs x")};
    unread.patterns = Error{ErrorCode::ToolFailed, {}, s("No such container"), 1};
    LogLook read = unread;
    LogPattern pattern;
    pattern.pattern = s("payment timeout after # ms");
    pattern.level = LogLevel::Error;
    pattern.count = 214;
    const Began newest{s("v1.3.8"), QDateTime(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC)};
    pattern.first = newest.at.addSecs(40);
    pattern.last = newest.at.addSecs(400);
    read.patterns = QList<LogPattern>{pattern};
    const auto found = lookAtLogs({unread, read}, newest);
    ASSERT_EQ(found.size(), 2);
    EXPECT_EQ(found.first().cause, Cause::NewVersion);
    EXPECT_EQ(found.first().facts.value(s("afterDeployMs")), s("40000"));
    EXPECT_EQ(found.first().facts.value(s("version")), s("v1.3.8"));
    EXPECT_EQ(found.first().command, s("docker logs x"));
    EXPECT_EQ(found.last().verdict, FindingVerdict::CouldNotCheck);
    EXPECT_EQ(found.last().evidence, QStringList{s("No such container")});
}

TEST(AppOnHosts, APrivateAuthorityIsNotTheHostsToKnow)
{
    LadderLook look;
    look.url = QUrl(s("https://api.example.com/health"));
    NetworkLadder well;
    well.url = look.url;
    for (Rung *rung : {&well.resolve, &well.connect, &well.tls, &well.http})
        rung->state = RungState::Passed;
    well.status = 200;
    NetworkLadder there = well;
    there.from = s("prod-1");
    there.tls = {RungState::Failed, std::nullopt, Cause::CertificateUntrusted, s("self-signed")};
    there.http.state = RungState::NotReached;
    look.here = well;
    look.there = Result<NetworkLadder>(there);
    const QDateTime now(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC);
    EXPECT_EQ(lookAtNetwork(look, now, 21, false).first().verdict, FindingVerdict::Related);
    EXPECT_EQ(lookAtNetwork(look, now, 21, true).first().verdict, FindingVerdict::CouldNotCheck);
    look.there = Result<NetworkLadder>(Error{ErrorCode::Unreachable, {}, {}, 0});
    const auto found = lookAtNetwork(look, now, 21, false);
    EXPECT_EQ(found.first().verdict, FindingVerdict::CouldNotCheck);
    EXPECT_EQ(found.size(), 5) << "four rungs from here, and that the host could not climb";
}

class AppLookTest : public ::testing::Test {
protected:
    Workspace workspace = workspaceWithHosts();
    FakeShell shell;
    FakeClock clock;
    AppLook look{{workspace, shell, clock}};
};

TEST_F(AppLookTest, ADeadHostCostsTheOthersNothing)
{
    shell.failures.insert(s("prod-1"), Error{ErrorCode::Unreachable, {}, {}, 0});
    const auto hosts = answerOf(look.hosts(s("prod"), {}));
    ASSERT_TRUE(hosts);
    ASSERT_EQ(hosts.value().size(), 2);
    EXPECT_EQ(hosts.value().first().facts.error->code, ErrorCode::Unreachable);
    EXPECT_TRUE(hosts.value().last().facts.value);
    EXPECT_EQ(hosts.value().last().id, prodTwo);
    EXPECT_EQ(shell.scripts.size(), 2) << "one round trip a host";
    EXPECT_EQ(answerOf(look.hosts(s("nowhere"), {})).error().code, ErrorCode::BadConfig);
}

TEST_F(AppLookTest, AnAppWithoutAHealthUrlHasNothingToClimbTo)
{
    workspace.apps = {shop()};
    EXPECT_EQ(answerOf(look.ladders({s("prod"), s("api")}, {})).error().detail, s("not-configured"));
}

} // namespace
} // namespace envdeck::hosts
