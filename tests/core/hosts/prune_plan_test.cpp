// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/prune_plan.h"
#include "tests/core/hosts/host_text.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>
#include <random>

namespace envdeck::hosts {
namespace {

using namespace testing;

QString hash(int number)
{
    return s("sha256:") + QString::number(number, 16).rightJustified(64, u'0');
}

ImageFacts image(int id, const char *repository, const char *tag, int digest = 0)
{
    return {hash(id), s(repository), s(tag), digest ? hash(digest) : QString(), 1000 + id, {}};
}

AppHistory history(const QStringList &images, const char *app = "api")
{
    AppHistory made;
    made.target = {s("prod"), s(app)};
    QList<Deployment> deployments;
    for (const QString &text : images) {
        Deployment deployment;
        deployment.target = made.target;
        deployment.image = *ImageRef::parse(text);
        deployments.append(deployment);
    }
    made.deployments = deployments;
    return made;
}

ContainerFacts containerOf(int id, const char *name = "web")
{
    ContainerFacts facts;
    facts.imageId = hash(id);
    facts.name = s(name);
    facts.state = ContainerState::Exited;
    return facts;
}

HostFacts hostWith(const QList<ImageFacts> &images, const QList<ContainerFacts> &containers = {})
{
    HostFacts facts;
    facts.docker = DockerFacts{};
    facts.images = images;
    facts.containers = ContainerList{containers, int(containers.size())};
    return facts;
}

QStringList removed(const HostFacts &facts, const QList<AppHistory> &histories)
{
    const auto plan = prunePlan(facts, histories);
    EXPECT_TRUE(plan) << (plan ? "" : qPrintable(plan.error().subject));
    QStringList references = plan ? plan.value().references : QStringList{s("refused")};
    references.sort();
    return references;
}

TEST(PrunePlan, TheLastTenDeploymentsAreKeptAndTheEleventhIsNot)
{
    QList<ImageFacts> images;
    QStringList versions;
    for (int i = 12; i >= 1; --i) {
        const QByteArray tag = 'v' + QByteArray::number(i);
        images.append(image(i, "ghcr.io/acme/api", tag.constData()));
        versions.append(s("ghcr.io/acme/api:") + QString::fromLatin1(tag));
    }
    EXPECT_EQ(removed(hostWith(images), {history(versions)}),
              (QStringList{s("ghcr.io/acme/api:v1"), s("ghcr.io/acme/api:v2")}));
}

TEST(PrunePlan, EachKeptImageSaysWhoNeedsIt)
{
    HostFacts facts =
        hostWith({image(1, "acme/api", "v1"), image(2, "acme/api", "v2"), image(3, "traefik", "v3")},
                 {containerOf(3, "dokploy-traefik"), containerOf(2, "api-1")});
    SwarmService service;
    service.name = s("shop_api");
    service.image = ImageRef::parse(s("acme/api:v2@") + hash(77));
    facts.services = QList<SwarmService>{service};
    const auto plan = prunePlan(facts, {history({s("acme/api:v2"), s("acme/api:v1")})});
    ASSERT_TRUE(plan);
    EXPECT_TRUE(plan.value().remove.isEmpty());
    ASSERT_EQ(plan.value().keep.size(), 3);
    using Why = QList<std::pair<KeepWhy, QString>>;
    EXPECT_EQ(plan.value().keep.at(0).kept, (Why{{KeepWhy::Deployment, s("prod/api v1")}}));
    EXPECT_EQ(plan.value().keep.at(1).kept, (Why{{KeepWhy::Deployment, s("prod/api v2")},
                                                 {KeepWhy::Service, s("shop_api")},
                                                 {KeepWhy::Container, s("api-1")}}));
    EXPECT_EQ(plan.value().keep.at(2).kept, (Why{{KeepWhy::Container, s("dokploy-traefik")}}));
}

TEST(PrunePlan, NamesOfDockerHubAreTheSameInEveryForm)
{
    EXPECT_EQ(removed(hostWith({image(1, "redis", "7"), image(2, "acme/api", "v1")}),
                      {history({s("docker.io/library/redis:7"), s("docker.io/acme/api:v1")})}),
              QStringList());
    // …and another registry is another image.
    EXPECT_EQ(removed(hostWith({image(1, "acme/api", "v1")}), {history({s("ghcr.io/acme/api:v1")})}),
              QStringList{s("acme/api:v1")});
}

TEST(PrunePlan, ADigestKeepsWhatLostItsTag)
{
    const auto facts = hostWith({image(1, "acme/api", "", 100), image(2, "acme/api", "", 200)});
    EXPECT_EQ(removed(facts, {history({s("acme/api:v1@") + hash(100)})}),
              QStringList{s("acme/api@") + hash(200)});
}

TEST(PrunePlan, OfAMovedTagBothAreKept)
{
    // v1 was deployed as 100; what is called v1 now is 200.
    const auto plan = prunePlan(hostWith({image(1, "acme/api", "v1", 200), image(2, "acme/api", "", 100)}),
                                {history({s("acme/api:v1@") + hash(100)})});
    ASSERT_TRUE(plan);
    EXPECT_TRUE(plan.value().references.isEmpty());
    EXPECT_EQ(plan.value().keep.at(0).kept.value(0).first, KeepWhy::MovedTag);
}

TEST(PrunePlan, AnImageWithSeveralNamesGoesByAllOrByNone)
{
    const QList<ImageFacts> images{image(1, "acme/api", "v1"), image(1, "acme/api", "latest"),
                                   image(2, "acme/api", "v2"), image(2, "acme/old", "v2")};
    EXPECT_EQ(removed(hostWith(images), {history({s("acme/api:v2")})}),
              (QStringList{s("acme/api:latest"), s("acme/api:v1")}));
}

TEST(PrunePlan, DanglingOnesGoByTheirId)
{
    EXPECT_EQ(removed(hostWith({image(1, "", ""), image(2, "", "")}, {containerOf(2)}), {}),
              QStringList{hash(1)});
}

TEST(PrunePlan, NothingIsGuessed)
{
    const auto refusedBecause = [](const HostFacts &facts, const QList<AppHistory> &histories = {}) {
        const auto plan = prunePlan(facts, histories);
        EXPECT_FALSE(plan);
        EXPECT_EQ(plan ? ErrorCode::Internal : plan.error().code, ErrorCode::Conflict);
        return plan ? QString() : plan.error().subject;
    };
    const HostFacts good = hostWith({image(1, "acme/api", "v1")});
    HostFacts facts = good;
    facts.docker = Error{ErrorCode::Unreachable, {}, {}, 0};
    EXPECT_EQ(refusedBecause(facts), s("docker"));
    facts = good;
    facts.images = Error{ErrorCode::Timeout, {}, {}, 0};
    EXPECT_EQ(refusedBecause(facts), s("images"));
    facts = good;
    facts.containers = notAsked(s("containers"));
    EXPECT_EQ(refusedBecause(facts), s("containers"));
    facts = good;
    facts.containers = ContainerList{{}, 1};
    EXPECT_EQ(refusedBecause(facts), s("containers"));
    facts = good;
    facts.problems = {Error{ErrorCode::BadResponse, s("images[3].id"), {}, 0}};
    EXPECT_EQ(refusedBecause(facts), s("images"));
    facts = good;
    DockerFacts manager;
    manager.manager = true;
    facts.docker = manager; // and its services were not read
    EXPECT_EQ(refusedBecause(facts), s("services"));
    facts.services = QList<SwarmService>{SwarmService{}}; // without an image that reads
    EXPECT_EQ(refusedBecause(facts), s("services"));
    AppHistory unknown;
    unknown.target = {s("prod"), s("api")};
    unknown.deployments = Error{ErrorCode::Unreachable, {}, {}, 0};
    EXPECT_EQ(refusedBecause(good, {unknown}), s("prod/api"));
}

TEST(PrunePlan, NamesThatAShellWouldReadGoByTheirId)
{
    EXPECT_EQ(
        removed(hostWith({image(1, "acme/$(reboot)", "v1"), image(2, "-f", "x"), image(3, "a b", "c")}), {}),
        (QStringList{hash(1), hash(2), hash(3)}));
}

TEST(PrunePlan, ARecordedHostKeepsAllThatRuns)
{
    const auto plan = prunePlan(recordedHost("probe-docker28.txt"), {});
    ASSERT_TRUE(plan) << qPrintable(plan.error().subject);
    EXPECT_EQ(plan.value().keep.size(), 3);
    EXPECT_TRUE(plan.value().remove.isEmpty());
}

TEST(PrunePlan, WhatIsNeededIsNeverRemovedWhateverTheHostHolds)
{
    std::mt19937_64 random(11);
    const auto pick = [&](int below) { return int(random() % quint64(below)); };
    for (int round = 0; round < 500; ++round) {
        QList<ImageFacts> images;
        QList<ContainerFacts> containers;
        QStringList versions;
        for (int i = pick(30); i > 0; --i) {
            const QByteArray tag = pick(5) ? 'v' + QByteArray::number(pick(20)) : QByteArray();
            images.append(image(pick(25) + 1, pick(2) ? "acme/api" : "ghcr.io/acme/web", tag.constData(),
                                pick(3) ? pick(40) + 1 : 0));
        }
        for (int i = pick(5); i > 0; --i)
            containers.append(containerOf(pick(25) + 1));
        for (int i = pick(15); i > 0; --i)
            versions.append(s("acme/api:v%1").arg(pick(20)) +
                            (pick(2) ? QString() : QLatin1Char('@') + hash(pick(40) + 1)));
        const auto plan = prunePlan(hostWith(images, containers), {history(versions)});
        ASSERT_TRUE(plan);
        for (const PruneImage &gone : plan.value().remove) {
            for (const ContainerFacts &container : containers)
                EXPECT_NE(container.imageId, gone.id);
            for (const QString &version : versions.mid(0, 10))
                EXPECT_FALSE(gone.names.contains(version.section(QLatin1Char('@'), 0, 0)));
            for (const ImageFacts &row : images) {
                for (const QString &version : versions.mid(0, 10)) {
                    const bool same = row.id == gone.id && row.repository == s("acme/api") &&
                                      !row.digest.isEmpty() && version.endsWith(row.digest);
                    EXPECT_FALSE(same);
                }
            }
        }
    }
}

} // namespace
} // namespace envdeck::hosts
