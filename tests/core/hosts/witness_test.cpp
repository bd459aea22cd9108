// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/witness.h"
#include "tests/core/hosts/host_text.h"
#include "tests/support/event_loop.h"
#include "tests/support/fake_clock.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::hosts {
namespace {

using testing::answerOf;
using testing::s;

// What a real host with Docker 28 said, and a container's last words.
class RecordedShell final : public platform::Shell {
public:
    QHash<QString, QByteArray> machines; // by host
    QHash<QString, Error> failures;
    QList<std::pair<QString, QByteArray>> scripts;

    Async<platform::ShellOutput> run(const HostId &host, const QByteArray &script,
                                     const platform::ShellLimits &, std::stop_token) override
    {
        scripts.append({host.name, script});
        if (failures.contains(host.name))
            return ready<platform::ShellOutput>(failures.value(host.name));
        platform::ShellOutput output;
        if (script.startsWith("uname"))
            output.out = machines.value(host.name, "x86_64") + '\n';
        else if (script.contains("$D logs"))
            output.out = "envdeck: logs follow\n2026-12-01T10:00:00Z one\n2026-12-01T10:00:01Z two\n";
        else
            output.out = testing::recordedText("probe-docker28.txt")
                             .replace(testing::marker, script.mid(script.indexOf("M='") + 3, 32));
        return ready<platform::ShellOutput>(output);
    }
    Async<platform::ShellOutput> follow(const HostId &, const QByteArray &, const Lines &,
                                        std::stop_token) override
    {
        return ready<platform::ShellOutput>(Error{ErrorCode::Internal, {}, {}, 0});
    }
};

class HostWitnesses : public ::testing::Test {
protected:
    HostWitnesses()
    {
        Environment prod;
        prod.name = s("prod");
        for (const auto &[name, role] :
             {std::pair("prod-1", "apps"), std::pair("prod-2", "apps"), std::pair("db-1", "database")}) {
            HostSpec host;
            host.name = s(name);
            host.roles = {s(role)};
            prod.hosts.append(host);
        }
        Environment bare;
        bare.name = s("bare");
        App app;
        app.name = s("shop");
        app.services = {s("api")};
        app.environments = {s("prod"), s("bare")};
        workspace.environments = {prod, bare};
        workspace.apps = {app};
    }

    Workspace workspace;
    RecordedShell shell;
    testing::FakeClock clock;
    Witness witness{workspace, shell, clock};
    const Target shop{s("prod"), s("shop")};
    const Error away{ErrorCode::Unreachable, s("prod/prod-2"), s("refused"), 0};
};

TEST_F(HostWitnesses, ProcessorsAreThoseOfTheHostsThatAppsRunOnAndAreAskedOnce)
{
    shell.machines.insert(s("prod-2"), "aarch64");
    const QStringList both{s("linux/amd64"), s("linux/arm64")};
    EXPECT_EQ(answerOf(witness.platforms(s("prod"), {})).value(), both);
    EXPECT_EQ(answerOf(witness.platforms(s("prod"), {})).value(), both);
    ASSERT_EQ(shell.scripts.size(), 2);
    EXPECT_EQ(shell.scripts.at(1).first, s("prod-2"));
    EXPECT_EQ(answerOf(witness.platforms(s("bare"), {})).error().detail, s("not-configured"));
}

TEST_F(HostWitnesses, OneThatIsAwayHidesNoOther)
{
    shell.failures.insert(s("prod-2"), away);
    EXPECT_EQ(answerOf(witness.platforms(s("prod"), {})).value(), QStringList{s("linux/amd64")});
    EXPECT_TRUE(answerOf(witness.containers(shop, {})));
    shell.failures.insert(s("prod-1"), away);
    EXPECT_EQ(answerOf(witness.containers(shop, {})).error(), away);
    EXPECT_EQ(answerOf(witness.freeBytes(s("prod"), {})).error(), away);
}

TEST_F(HostWitnesses, ContainersAreTheAppsOwnWithTheDigestThatTheyRun)
{
    workspace.environments[0].hosts.removeAt(1);
    const auto containers = answerOf(witness.containers(shop, {}));
    ASSERT_TRUE(containers) << qPrintable(containers.error().detail);
    ASSERT_EQ(containers.value().size(), 1);
    const platform::Container &only = containers.value().first();
    EXPECT_EQ(only.name, s("shop-api-1"));
    EXPECT_EQ(only.service, s("api"));
    EXPECT_EQ(only.image.tag, s("v1"));
    EXPECT_EQ(only.state, s("running"));
    EXPECT_EQ(only.image.digest,
              testing::named(testing::recordedHost("probe-docker28.txt"), "shop-api-1").digest);
    EXPECT_FALSE(only.image.digest.isEmpty());
}

TEST_F(HostWitnesses, TheLastWordsAreFoundByThePlaceInSwarmToo)
{
    workspace.environments[0].hosts.removeAt(1);
    const QStringList said{s("2026-12-01T10:00:00Z one"), s("2026-12-01T10:00:01Z two")};
    for (const char *name : {"shop-api-1", "shop-api-1.o9bhnpfn69n4jzl2gnlr92wtw"}) {
        const auto lines = answerOf(witness.lastLines(shop, s(name), 200, {}));
        ASSERT_TRUE(lines) << name << qPrintable(lines.error().detail);
        EXPECT_EQ(lines.value(), said);
        EXPECT_TRUE(shell.scripts.last().second.contains("--tail 200"));
        EXPECT_TRUE(shell.scripts.last().second.contains("'53e07a42741668737bb3"));
    }
    EXPECT_EQ(answerOf(witness.lastLines(shop, s("elsewhere"), 5, {})).error().code, ErrorCode::NotFound);
}

TEST_F(HostWitnesses, FreeSpaceIsOfTheFileSystemThatImagesAreOn)
{
    const auto free = answerOf(witness.freeBytes(s("prod"), {}));
    ASSERT_TRUE(free) << qPrintable(free.error().detail);
    const auto all = testing::recordedHost("probe-docker28.txt").fileSystems.value();
    EXPECT_TRUE(std::any_of(all.cbegin(), all.cend(),
                            [&](const FileSystem &one) { return one.freeBytes == free.value(); }));
    EXPECT_GT(free.value(), 0);
}

} // namespace
} // namespace envdeck::hosts
