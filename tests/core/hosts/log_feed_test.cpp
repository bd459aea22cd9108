// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/log_feed.h"

#include "tests/core/hosts/fake_shell.h"
#include "tests/support/event_loop.h"
#include "tests/support/fake_clock.h"

#include <gtest/gtest.h>

namespace envdeck::hosts {
namespace {

using testing::eventually;

QByteArray at(int milliseconds, const QByteArray &text)
{
    return QDateTime(QDate(2026, 3, 2), QTime(10, 41), Qt::UTC)
               .addMSecs(milliseconds)
               .toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzz"))
               .toLatin1() +
           "456789Z " + text;
}

LogSource source(const char *host, const char *container, char id)
{
    LogSource source;
    source.host = {QStringLiteral("prod"), QString::fromLatin1(host)};
    source.container = QString::fromLatin1(container);
    source.id = QString(64, QLatin1Char(id));
    source.running = true;
    source.started = QDateTime(QDate(2026, 3, 1), QTime(8, 0), Qt::UTC);
    return source;
}

class LogFeedTest : public ::testing::Test {
protected:
    testing::FakeShell::Stream &stream(std::size_t at) { return *shell.followed.at(at); }
    bool opened(std::size_t count)
    {
        return eventually([&] { return shell.followed.size() >= count; }) && shell.followed.size() == count;
    }
    QByteArrayList lines() const
    {
        QByteArrayList texts;
        const logs::Snapshot snapshot = store.snapshot();
        for (qint64 row = snapshot.firstRow(); row < snapshot.endRow(); ++row)
            texts.append(snapshot.line(row).text.toByteArray());
        return texts;
    }
    bool reads(const QByteArrayList &expected)
    {
        const bool same = eventually([&] { return lines() == expected; });
        if (!same)
            ADD_FAILURE() << lines().join(" | ").constData();
        return same;
    }
    LogState stateOf(qsizetype at) const { return feed.sources().at(at).state; }
    bool becomes(qsizetype at, LogState state)
    {
        return eventually([&] { return stateOf(at) == state; });
    }

    testing::FakeShell shell;
    testing::FakeClock clock;
    logs::Store store{{}};
    LogFeed feed{shell, store, clock};
};

TEST_F(LogFeedTest, ManyContainersAreOneListByTime)
{
    feed.follow({source("prod-1", "api.1", 'a'), source("prod-2", "api.2", 'b')}, {});
    ASSERT_TRUE(opened(2));
    EXPECT_EQ(stream(0).host.name, QStringLiteral("prod-1"));
    EXPECT_TRUE(
        stream(0).script.contains("--timestamps --follow --tail 1000 '" + QByteArray(64, 'a') + '\''));
    EXPECT_EQ(stateOf(0), LogState::Starting);
    stream(0).say({at(1, "one"), at(5, "five")});
    stream(1).say({logsOpen, at(3, "three")});
    ASSERT_TRUE(reads({"one", "three", "five"}));
    EXPECT_EQ(stateOf(0), LogState::Following);
    EXPECT_EQ(stateOf(1), LogState::Following);
    EXPECT_EQ(store.snapshot().sources(),
              (QStringList{QStringLiteral("prod-1 api.1"), QStringLiteral("prod-2 api.2")}));
}

TEST_F(LogFeedTest, AContainerThatSaysNothingIsFollowedAllTheSame)
{
    feed.follow({source("prod-1", "api.1", 'a')}, {});
    ASSERT_TRUE(opened(1));
    stream(0).say({logsOpen});
    EXPECT_TRUE(becomes(0, LogState::Following));
    EXPECT_TRUE(reads({}));
}

TEST_F(LogFeedTest, ABreakCostsNoLineAndDoublesNone)
{
    feed.follow({source("prod-1", "api.1", 'a')}, {});
    ASSERT_TRUE(opened(1));
    // Of one moment, the same twice, and two that stand out of order in docker's file.
    stream(0).say({at(0, "start"), at(5000, "tick"), at(5000, "tick"), at(5007, "late"), at(5006, "early")});
    stream(0).fail({ErrorCode::Unreachable, {}, QStringLiteral("connection-lost"), 0});
    ASSERT_TRUE(becomes(0, LogState::Broken));
    EXPECT_EQ(feed.sources().first().error->code, ErrorCode::Unreachable);
    feed.retry();
    ASSERT_TRUE(opened(2));
    EXPECT_TRUE(stream(1).script.contains("--since '2026-03-02T10:41:05.000456789Z'"))
        << stream(1).script.constData();
    EXPECT_FALSE(stream(1).script.contains("--tail"));
    // Docker tells all from there again, with what was on its way when the line broke.
    stream(1).say({at(5000, "tick"), at(5000, "tick"), at(5000, "tick"), at(5007, "late")});
    stream(1).say({at(5006, "early"), at(5006, "lost on the way"), at(5008, "new")});
    ASSERT_TRUE(reads({"start", "tick", "tick", "tick", "early", "lost on the way", "late", "new"}));
    EXPECT_EQ(stateOf(0), LogState::Following);
}

TEST_F(LogFeedTest, ABrokenStreamComesBackByItself)
{
    feed.follow({source("prod-1", "api.1", 'a')}, {});
    ASSERT_TRUE(opened(1));
    stream(0).say({at(0, "before")});
    stream(0).end(logsBroke);
    ASSERT_TRUE(becomes(0, LogState::Broken));
    ASSERT_TRUE(opened(2)) << "after a second";
    stream(1).say({at(0, "before"), at(1, "after")});
    EXPECT_TRUE(reads({"before", "after"}));
}

TEST_F(LogFeedTest, TheRestOfAMessageBelongsToTheLineAboveIt)
{
    feed.follow({source("prod-1", "api.1", 'a')}, {});
    ASSERT_TRUE(opened(1));
    stream(0).say({at(0, "Traceback"), "  File \"a.py\""});
    stream(0).fail({ErrorCode::Timeout, {}, {}, 0});
    ASSERT_TRUE(becomes(0, LogState::Broken));
    feed.retry();
    ASSERT_TRUE(opened(2));
    stream(1).say({at(0, "Traceback"), "  File \"a.py\"", at(1, "next")});
    EXPECT_TRUE(reads({"Traceback", "  File \"a.py\"", "next"}));
}

TEST_F(LogFeedTest, AContainerThatEndsIsAskedAgainOnlyOnceItWasStartedAnew)
{
    LogSource api = source("prod-1", "api.1", 'a');
    feed.follow({api}, {});
    ASSERT_TRUE(opened(1));
    stream(0).say({at(0, "bye")});
    stream(0).end(0);
    ASSERT_TRUE(becomes(0, LogState::Ended));
    EXPECT_TRUE(feed.isOver());
    feed.follow({api}, {});
    testing::drainEvents();
    EXPECT_EQ(shell.followed.size(), 1U) << "it was not started since";
    api.started = api.started.addSecs(3600);
    feed.follow({api}, {});
    ASSERT_TRUE(opened(2));
    stream(1).say({at(0, "bye"), at(9000, "hello")});
    EXPECT_TRUE(reads({"bye", "hello"}));
}

TEST_F(LogFeedTest, WhatNobodyCanMendByWaitingIsNotTriedAgain)
{
    shell.failures.insert(QStringLiteral("prod-2"),
                          Error{ErrorCode::Forbidden, {}, QStringLiteral("host-key-unknown"), 0});
    feed.follow(
        {source("prod-1", "api.1", 'a'), source("prod-2", "api.2", 'b'), source("prod-1", "web", 'c')}, {});
    ASSERT_TRUE(opened(2));
    ASSERT_TRUE(becomes(1, LogState::Failed));
    EXPECT_EQ(feed.sources().at(1).error->detail, QStringLiteral("host-key-unknown"));
    stream(1).say({logsOpen, "Error response from daemon: No such container: cccc"});
    stream(1).end(1);
    ASSERT_TRUE(becomes(2, LogState::Failed));
    EXPECT_EQ(feed.sources().at(2).error->code, ErrorCode::NotFound);
    EXPECT_TRUE(lines().isEmpty()) << "docker's own words are no line of the container";
    stream(0).say({at(0, "lives")});
    EXPECT_TRUE(reads({"lives"}));
    EXPECT_FALSE(feed.isOver());
}

TEST_F(LogFeedTest, DockersWordsAreToldWithTheirSecretsHidden)
{
    Redactor redactor;
    redactor.learn(Secret("hunter2hunter2"));
    feed.setRedactor(redactor);
    feed.follow({source("prod-1", "api.1", 'a')}, {});
    ASSERT_TRUE(opened(1));
    stream(0).say({"configured logging driver hunter2hunter2 does not support reading"});
    stream(0).end(1);
    ASSERT_TRUE(becomes(0, LogState::Failed));
    EXPECT_EQ(feed.sources().first().error->code, ErrorCode::ToolFailed);
    EXPECT_TRUE(feed.sources().first().error->detail.contains(QLatin1String("does not support reading")));
    EXPECT_FALSE(feed.sources().first().error->detail.contains(QLatin1String("hunter2")));
}

TEST_F(LogFeedTest, AHostFollowsSixAndTheRestWaitsForAPlace)
{
    QList<LogSource> many;
    for (const char id : QByteArray("0123456789"))
        many.append(source("prod-1", QByteArray("c").append(id).constData(), id));
    many.append(source("prod-2", "other", 'f'));
    feed.follow(many, {});
    ASSERT_TRUE(opened(7));
    for (qsizetype i = 0; i < 10; ++i)
        EXPECT_EQ(stateOf(i) == LogState::LeftOut, i >= LogFeed::mostPerHost) << i;
    stream(0).end(0);
    ASSERT_TRUE(opened(8));
    EXPECT_TRUE(shell.followed.back()->script.contains(QByteArray(64, '6')));
    EXPECT_EQ(stateOf(7), LogState::LeftOut);
}

TEST_F(LogFeedTest, WhatIsNotWantedAnyMoreIsEndedAndGoesOnWhenItIsWantedAgain)
{
    const LogSource api = source("prod-1", "api.1", 'a');
    const LogSource web = source("prod-1", "web.1", 'b');
    feed.follow({api, web}, {});
    ASSERT_TRUE(opened(2));
    stream(0).say({at(0, "one")});
    ASSERT_TRUE(reads({"one"}));
    feed.follow({web}, {});
    EXPECT_TRUE(eventually([&] { return !stream(0).open; }));
    EXPECT_TRUE(stream(1).open) << "the other one goes on undisturbed";
    feed.follow({web, api}, {});
    ASSERT_TRUE(opened(3));
    stream(2).say({at(0, "one"), at(1, "two")});
    EXPECT_TRUE(reads({"one", "two"}));
}

TEST_F(LogFeedTest, StopEndsAllAndNothingComesBack)
{
    feed.follow({source("prod-1", "api.1", 'a'), source("prod-2", "api.2", 'b')}, {});
    ASSERT_TRUE(opened(2));
    stream(1).fail({ErrorCode::Unreachable, {}, {}, 0});
    ASSERT_TRUE(becomes(1, LogState::Broken));
    feed.stop();
    EXPECT_FALSE(stream(0).open);
    EXPECT_TRUE(feed.isOver());
    EXPECT_FALSE(eventually([&] { return shell.followed.size() > 2; }, std::chrono::milliseconds(1500)));
}

TEST_F(LogFeedTest, ForgettingEmptiesTheStoreBehindWhatIsOnItsWay)
{
    feed.follow({source("prod-1", "api.1", 'a')}, {});
    ASSERT_TRUE(opened(1));
    stream(0).say({at(0, "old")});
    (void)feed.forget(); // the line may still be with the worker
    feed.follow({source("prod-1", "api.1", 'a')}, {});
    ASSERT_TRUE(opened(2));
    EXPECT_TRUE(stream(1).script.contains("--tail 1000"));
    stream(1).say({at(0, "old"), at(1, "new")});
    EXPECT_TRUE(reads({"old", "new"}));
}

TEST_F(LogFeedTest, OnceIsOnce)
{
    LogWish wish;
    wish.follow = false;
    wish.since = "10m";
    feed.follow({source("prod-1", "api.1", 'a'), source("prod-2", "api.2", 'b')}, wish);
    ASSERT_TRUE(opened(2));
    EXPECT_FALSE(stream(0).script.contains("--follow"));
    EXPECT_TRUE(stream(0).script.contains("--since '10m'"));
    stream(0).say({at(0, "one")});
    stream(0).end(0);
    stream(1).fail({ErrorCode::Unreachable, {}, {}, 0});
    EXPECT_TRUE(eventually([&] { return feed.isOver(); }));
    EXPECT_EQ(stateOf(0), LogState::Ended);
    EXPECT_EQ(stateOf(1), LogState::Failed);
}

TEST(LogScript, OnlyIdsAndTimesStandInIt)
{
    const QString id(64, QLatin1Char('a'));
    EXPECT_FALSE(dockerLogScript(id, {}).isEmpty());
    for (const char *bad : {"", "api", "$(reboot)", "aaaaaaaaaaaa'; reboot; '", "--follow"})
        EXPECT_TRUE(dockerLogScript(QString::fromLatin1(bad), {}).isEmpty()) << bad;
    for (const char *good : {"10m", "1h30m", "90s", "2026-03-02T10:41:07Z", "2026-03-02T10:41:07.123456789Z"})
        EXPECT_TRUE(isLogSince(good)) << good;
    for (const char *bad :
         {"", "10", "m", "1d", "10m'", "10m\n", "2026-03-02", "2026-03-02T10:41:07Z; reboot"})
        EXPECT_FALSE(isLogSince(bad)) << bad;
    LogWish wish;
    wish.since = "'; reboot";
    EXPECT_TRUE(dockerLogScript(id, wish).isEmpty());
}

HostStatus hostWith(const QList<ContainerFacts> &containers)
{
    HostStatus host;
    host.id = {QStringLiteral("prod"), QStringLiteral("prod-1")};
    HostFacts facts;
    facts.containers = ContainerList{containers, int(containers.size())};
    host.facts = observed(facts, QStringLiteral("SSH prod-1"), QDateTime::currentDateTimeUtc(), {});
    return host;
}

ContainerFacts container(const char *name, const char *project, const char *service, bool running = true)
{
    ContainerFacts facts;
    facts.id = QString(64, QLatin1Char('a'));
    facts.name = QString::fromLatin1(name);
    facts.project = QString::fromLatin1(project);
    facts.service = QString::fromLatin1(service);
    facts.state = running ? ContainerState::Running : ContainerState::Exited;
    return facts;
}

QStringList namesOf(const QList<LogSource> &sources)
{
    QStringList names;
    for (const LogSource &each : sources)
        names.append(each.name());
    return names;
}

TEST(LogSources, AnAppHasTheContainersOfItsServices)
{
    ContainerFacts task = container("shop_api.2.k3v9x0q1w2e3r4t5y6u7i8o9p", "", "shop_api");
    task.stack = QStringLiteral("shop");
    task.task = QStringLiteral("k3v9x0q1w2e3r4t5y6u7i8o9p");
    ContainerFacts old = task;
    old.name = QStringLiteral("shop_api.2.zzzzzzzzzzzzzzzzzzzzzzzzz");
    old.state = ContainerState::Exited;
    const auto all =
        logSourcesOf({hostWith({task, old, container("shop-x7k2p1-api-1", "shop-x7k2p1", "api"),
                                container("other-api-1", "other", "api"), container("traefik", "", "")})},
                     QStringLiteral("prod"));
    EXPECT_EQ(namesOf(all),
              (QStringList{QStringLiteral("prod-1 other-api-1"), QStringLiteral("prod-1 shop-x7k2p1-api-1"),
                           QStringLiteral("prod-1 shop_api.2"), QStringLiteral("prod-1 traefik")}));
    App app;
    app.name = QStringLiteral("shop");
    app.services = QStringList{QStringLiteral("api")};
    EXPECT_EQ(namesOf(logSourcesOf(all, app)),
              (QStringList{QStringLiteral("prod-1 shop-x7k2p1-api-1"), QStringLiteral("prod-1 shop_api.2")}))
        << "a service of that name in another project is not its own";
    app.name = QStringLiteral("elsewhere");
    EXPECT_EQ(logSourcesOf(all, app).size(), 3) << "no project is named after it: any that has the service";
    app.services = QStringList{QStringLiteral("worker")};
    EXPECT_TRUE(logSourcesOf(all, app).isEmpty());
}

} // namespace
} // namespace envdeck::hosts
