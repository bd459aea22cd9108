// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bootstrap/plan.h"

#include "tests/core/bootstrap/bootstrap_values.h"
#include "ui/text/bootstrap_text.h"
#include "ui/text/step_text.h"

#include <gtest/gtest.h>

namespace envdeck::testing {
namespace {

using namespace bootstrap;
using bootstrap::Check;
using bootstrap::Plan;
using bootstrap::Verdict;

Installer known()
{
    Installer installer = installerFrom(someInstaller(), {}, s("dokploy.com")).value();
    installer.knownAs = s("2026-08-09");
    return installer;
}

Plan planned(const Look &look, const Wishes &wishes = someWishes(),
             const Result<Installer> &installer = known())
{
    return planFor(look, wishes, installer, someTime());
}

QString becomes(const Plan &plan, const char *step)
{
    const PlanItem *item = plan.item(QString::fromLatin1(step));
    return item ? verdictName(item->verdict) + s(" ") + item->why : s("none");
}

QString checked(const Plan &plan, const char *name)
{
    for (const Check &check : plan.checks) {
        if (check.name == QLatin1String(name))
            return check.state == Check::State::Good      ? s("good")
                   : check.state == Check::State::Warning ? s("warning ") + check.why
                                                          : s("refused ") + check.why;
    }
    return s("none");
}

TEST(BootstrapPlan, OfABareHostDoesEverything)
{
    const Plan plan = planned(bareHost());
    EXPECT_FALSE(plan.isRefused());
    QStringList steps;
    for (const PlanItem &item : plan.items)
        steps.append(item.step);
    EXPECT_EQ(steps.join(QLatin1Char(' ')),
              s("updates firewall docker swap install healthy admin registry git-key domain certificate "
                "close-port"));
    EXPECT_EQ(becomes(plan, "updates"), s("do update"));
    EXPECT_EQ(becomes(plan, "firewall"), s("do firewall-new"));
    EXPECT_EQ(plan.item(s("firewall"))->detail, s("22, 80, 443"));
    EXPECT_EQ(becomes(plan, "docker"), s("do by-installer"));
    EXPECT_EQ(becomes(plan, "install"), s("do installer-known"));
    EXPECT_EQ(becomes(plan, "registry"), s("not-needed no-registry"));
}

TEST(BootstrapPlan, KeepsWhatIsThere)
{
    Look look = dokployHost();
    look.swapKib = 1024 * 1024;
    look.ufw = look.ufwActive = true;
    look.allows = {s("22/tcp"), s("443"), s("80/tcp")};
    look.listens = {{80, s("docker-proxy")}, {3000, s("docker-proxy")}};
    Wishes wishes = someWishes();
    wishes.keyKnown = true;
    const Plan plan = planned(look, wishes, Error{ErrorCode::Unreachable, {}, {}, 0});
    EXPECT_FALSE(plan.isRefused()); // its own ports, and an installer that nobody needs
    for (const char *step : {"firewall", "docker", "swap", "install", "healthy", "admin"})
        EXPECT_TRUE(becomes(plan, step).startsWith(s("adopt "))) << step;
    EXPECT_EQ(plan.item(s("install"))->detail, s("v0.30.2"));
    EXPECT_EQ(becomes(plan, "updates"), s("not-needed in-use"));
}

// The installer leaves any swarm by force: in no state of one may it be planned.
TEST(BootstrapPlan, NeverInstallsIntoASwarm)
{
    for (const char *state : {"active", "locked", "pending", "error", ""}) {
        Look look = bareHost();
        look.docker = look.dockerAnswers = true;
        look.swarm = QString::fromLatin1(state);
        EXPECT_EQ(becomes(planned(look), "install"), s("refused in-swarm")) << state;
        EXPECT_TRUE(planned(look).isRefused());
    }
    Look silent = bareHost();
    silent.docker = true; // whether it is in one is not known
    EXPECT_EQ(becomes(planned(silent), "install"), s("refused docker-down"));
    Look alone = bareHost();
    alone.docker = alone.dockerAnswers = true;
    alone.swarm = s("inactive");
    EXPECT_EQ(becomes(planned(alone), "install"), s("do installer-known"));
    alone.otherTraefik = {s("edge")};
    EXPECT_EQ(becomes(planned(alone), "install"), s("refused traefik-there"));
}

TEST(BootstrapPlan, RefusesWhatCannotWork)
{
    struct Case {
        void (*spoil)(Look &);
        const char *check;
        const char *said;
    };
    const Case cases[]{
        {[](Look &look) { look.rights = Rights::None; }, "rights", "refused no-sudo"},
        {[](Look &look) { look.osVersion = s("11"); }, "system", "refused unsupported-system"},
        {[](Look &look) { look.osId = s("fedora"); }, "system", "refused unsupported-system"},
        {[](Look &look) { look.machine = s("armv7l"); }, "system", "refused unsupported-machine"},
        {[](Look &look) { look.isHere = true; }, "place", "refused this-computer"},
        {[](Look &look) { look.container = s("docker"); }, "place", "refused in-container"},
        {[](Look &look) { look.container = s("lxc"); }, "place", "warning in-container"},
        {[](Look &look) { look.memoryKib = 1024 * 1024; }, "memory", "refused memory-small"},
        {[](Look &look) { look.memoryKib = 2 * 1024 * 1024; }, "memory", "warning memory-tight"},
        {[](Look &look) { look.diskKib = 9LL * 1024 * 1024; }, "disk", "refused disk-small"},
        {[](Look &look) {
             look.listens = {{80, s("nginx")}};
         },
         "ports", "refused port-busy"},
        {[](Look &look) { look.time = someTime().addSecs(-400); }, "clock", "refused clock-off"},
        {[](Look &look) { look.time = someTime().addSecs(30); }, "clock", "warning clock-off"},
        {[](Look &look) { look.name = s("localhost"); }, "name", "warning no-name"}};
    for (const Case &each : cases) {
        Look look = bareHost();
        each.spoil(look);
        const Plan plan = planned(look);
        EXPECT_EQ(checked(plan, each.check), QString::fromLatin1(each.said));
        EXPECT_EQ(plan.isRefused(), QByteArray(each.said).startsWith("refused")) << each.said;
    }
}

TEST(BootstrapPlan, AsksForTheMailAndForTheInstallerToBeRead)
{
    Wishes wishes = someWishes();
    wishes.ask.mail.clear();
    EXPECT_EQ(becomes(planned(bareHost(), wishes), "admin"), s("refused mail-missing"));
    wishes.ask.mail = s("ada");
    EXPECT_EQ(becomes(planned(bareHost(), wishes), "admin"), s("refused mail-wrong"));

    Installer unknown = known();
    unknown.knownAs.clear();
    EXPECT_EQ(becomes(planned(bareHost(), someWishes(), unknown), "install"), s("refused installer-unread"));
    Wishes read = someWishes();
    read.ask.installer = unknown.sha256;
    EXPECT_EQ(becomes(planned(bareHost(), read, unknown), "install"), s("do installer-read"));
    read.ask.installer = s("0").repeated(64);
    EXPECT_EQ(becomes(planned(bareHost(), read, unknown), "install"), s("refused installer-changed"));
    EXPECT_EQ(becomes(planned(bareHost(), read, known()), "install"), s("refused installer-changed"));
    EXPECT_EQ(becomes(planned(bareHost(), someWishes(), Error{ErrorCode::Tls, {}, {}, 0}), "install"),
              s("refused installer-unavailable"));
}

TEST(BootstrapPlan, WithoutANameInTheDnsLeavesTheDomainOut)
{
    Wishes wishes = someWishes();
    for (const char *url : {"http://127.0.0.1:3000", "https://203.0.113.7", "http://dokploy.example.com"}) {
        wishes.panel = QUrl(QString::fromLatin1(url));
        const Plan plan = planned(bareHost(), wishes);
        for (const char *step : {"domain", "certificate", "close-port"})
            EXPECT_EQ(becomes(plan, step), s("not-needed no-domain")) << url;
    }
    wishes.panel.reset();
    wishes.panelHost = s("test-0");
    EXPECT_EQ(becomes(planned(bareHost(), wishes), "install"), s("not-needed other-host"));
    EXPECT_EQ(becomes(planned(bareHost(), wishes), "admin"), s("none"));
}

TEST(BootstrapPlan, HasWordsForEverything)
{
    for (const Look &look : {bareHost(), dokployHost()}) {
        const Plan plan = planned(look);
        for (const PlanItem &item : plan.items) {
            EXPECT_NE(ui::stepName(item.step), item.step);
            EXPECT_FALSE(ui::bootstrapItemText(item).startsWith(item.why)) << qPrintable(item.why);
            EXPECT_FALSE(ui::bootstrapItemText(item).contains(s("%1"))) << qPrintable(item.why);
        }
        for (const Check &check : plan.checks)
            EXPECT_NE(ui::bootstrapCheckName(check), check.name);
    }
}

TEST(BootstrapWishes, TakeTheirPanelHostFromTheRoles)
{
    Workspace workspace;
    Environment environment;
    environment.name = s("prod");
    environment.ports = {22, 443, 80, 8080};
    environment.dokploy = DokployRef{QUrl(s("https://dokploy.example.com")), {}, {}};
    HostSpec data{s("db-1"), {}, {}, s("root"), 22, {s("database")}};
    HostSpec apps{s("app-1"), {}, {}, s("root"), 22, {s("apps")}};
    environment.hosts = {data, apps};
    workspace.environments = {environment};
    const auto first = wishesFor(workspace, {s("prod"), s("db-1")}, {}, s("git@github.com:acme/infra.git"));
    ASSERT_TRUE(first);
    EXPECT_FALSE(first.value().panel);
    EXPECT_EQ(first.value().panelHost, s("app-1"));
    EXPECT_EQ(first.value().ports, (QList<int>{80, 443, 8080}));
    EXPECT_TRUE(first.value().gitKey);
    const auto second = wishesFor(workspace, {s("prod"), s("app-1")}, {}, s("https://github.com/acme/infra"));
    ASSERT_TRUE(second);
    EXPECT_EQ(second.value().domain(), s("dokploy.example.com"));
    EXPECT_FALSE(second.value().gitKey);
    EXPECT_FALSE(wishesFor(workspace, {s("prod"), s("nobody")}, {}, {}));
}

TEST(BootstrapLook, IsReadOrRefused)
{
    EXPECT_EQ(parseLook("rights=root\nos_ID=debian\n", s("test/test-1")).error().detail, s("cut-off"));
    const auto look = parseLook("rights=sudo\nport=2222\nos_ID=ubuntu\nos_VERSION_ID=24.04\nmemory_kib=-3\n"
                                "listens=80 nginx\nlistens=3000 \nallows=22/tcp\nallows=OpenSSH\nufw=active\n"
                                "docker=20.10.24\nswarm=active\ndokploy=0/1\npostgres=1/1\ntraefik=exited\n"
                                "image=dokploy/dokploy:latest@sha256:00\npublished=3000 \nend=1\n",
                                s("test/test-1"));
    ASSERT_TRUE(look);
    EXPECT_EQ(look.value().rights, Rights::Sudo);
    EXPECT_EQ(look.value().memoryKib, 0);
    EXPECT_EQ(look.value().listens.value(80), s("nginx"));
    EXPECT_TRUE(look.value().listens.contains(3000));
    EXPECT_TRUE(look.value().port3000);
    EXPECT_TRUE(look.value().hasDokploy());
    EXPECT_FALSE(look.value().isUp());
    EXPECT_TRUE(look.value().dokployVersion().isEmpty());
    EXPECT_TRUE(look.value().allowsPort(22));
}

} // namespace
} // namespace envdeck::testing
