// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// An app of a single image: Dokploy reads no file of git for it, so the image is set before it is deployed.
#include "tests/contract/dokploy_platform/world.h"
#include "tests/support/text.h"

namespace envdeck::testing {
namespace {

const QString operation = s("0193595e-5c9a-7d1e-8f00-0123456789ab");

QJsonArray deploymentsOf(PlatformWorld &world)
{
    return world.bench.get(s("deployment.all?applicationId=") + world.webId).toArray();
}

TEST(SingleImage, IsSetToTheVersionAndThenDeployed)
{
    PlatformWorld world;
    const ImageRef v2 = *ImageRef::parse(world.bench.reference(s("acme/web"), s("v2")));
    const auto asked = answerOf(world.platform->deploy(worldWeb, v2, s("Deploy web v2"), operation, {}));
    ASSERT_TRUE(asked) << qPrintable(asked.error().detail);
    EXPECT_EQ(world.webImage(), v2.text());
    EXPECT_TRUE(eventually([&] { return deploymentsOf(world).size() == 1; }));
    const QJsonValue row = world.row(s("application"), s("applicationId"), world.webId);
    EXPECT_EQ(row[QLatin1String("password")].toString(), s("canary-registry-password")) << "its login stays";
}

TEST(SingleImage, ADigestBesideATagIsNotWrittenIntoDokploy)
{
    PlatformWorld world;
    ImageRef v2 = *ImageRef::parse(world.bench.reference(s("acme/web"), s("v2")));
    v2.digest = s("sha256:") + QString(64, QLatin1Char('a'));
    ASSERT_TRUE(answerOf(world.platform->deploy(worldWeb, v2, s("Deploy web v2"), operation, {})));
    EXPECT_EQ(world.webImage(), world.bench.reference(s("acme/web"), s("v2")));
}

TEST(SingleImage, IsDeployedAsItIsWhereNoVersionIsNamed)
{
    PlatformWorld world;
    ASSERT_TRUE(answerOf(world.platform->deploy(worldWeb, {}, s("Deploy web"), operation, {})));
    EXPECT_EQ(world.webImage(), world.bench.reference(s("acme/web"), s("v1")));
    EXPECT_TRUE(eventually([&] { return deploymentsOf(world).size() == 1; }));
}

TEST(SingleImage, OneThatDokployBuildsIsNotDeployedAsSomethingElse)
{
    PlatformWorld world;
    world.bench.post(s("application.update"),
                     {{s("applicationId"), world.webId}, {s("sourceType"), s("git")}});
    const ImageRef v2 = *ImageRef::parse(world.bench.reference(s("acme/web"), s("v2")));
    const auto asked = answerOf(world.platform->deploy(worldWeb, v2, s("Deploy web v2"), operation, {}));
    ASSERT_FALSE(asked);
    EXPECT_EQ(asked.error().detail, s("built-from-source"));
    EXPECT_TRUE(deploymentsOf(world).isEmpty());
}

// No push of the infrastructure repository makes Dokploy deploy an image: waiting for its webhook is in vain.
TEST(SingleImage, NobodyWaitsForItsWebhook)
{
    PlatformWorld world;
    const auto web = answerOf(world.platform->facts(worldWeb, {}));
    ASSERT_TRUE(web) << qPrintable(web.error().detail);
    EXPECT_FALSE(web.value().deploysOnPush);
    EXPECT_FALSE(web.value().stopsFirst);
    EXPECT_FALSE(answerOf(world.platform->facts(worldApi, {})).value().deploysOnPush)
        << "raw: no file of git either";
    world.bench.post(s("compose.update"), {{s("composeId"), world.apiId}, {s("sourceType"), s("git")}});
    EXPECT_TRUE(answerOf(world.platform->facts(worldApi, {})).value().deploysOnPush);
}

TEST(SingleImage, AComposeTakesItsVersionFromItsFile)
{
    PlatformWorld world;
    const ImageRef v9 = *ImageRef::parse(s("ghcr.io/acme/api:v9"));
    ASSERT_TRUE(answerOf(world.platform->deploy(worldApi, v9, s("Deploy api v9"), operation, {})));
    const QJsonValue row = world.row(s("compose"), s("composeId"), world.apiId);
    EXPECT_FALSE(row[QLatin1String("composeFile")].toString().contains(s("v9")));
}

} // namespace
} // namespace envdeck::testing
