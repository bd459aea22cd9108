// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/registry/fake_registry.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::registry {
namespace {

using namespace testing;

TEST(Endpoint, OfTheNamesInImageReferences)
{
    EXPECT_EQ(endpointOf(s("docker.io")), QUrl(s("https://registry-1.docker.io/")));
    EXPECT_EQ(endpointOf(s("index.docker.io")), QUrl(s("https://registry-1.docker.io/")));
    EXPECT_EQ(endpointOf(s("ghcr.io")), QUrl(s("https://ghcr.io/")));
    EXPECT_EQ(endpointOf(s("registry.example.com:5050")), QUrl(s("https://registry.example.com:5050/")));
    EXPECT_EQ(endpointOf(s("127.0.0.1:5000")), QUrl(s("http://127.0.0.1:5000/")));
    EXPECT_EQ(endpointOf(s("localhost:5000")), QUrl(s("http://localhost:5000/")));
    for (const char *bad : {"", "a b", "user@host", "host/path", "host:port", "host?x", "-"})
        EXPECT_TRUE(!endpointOf(s(bad)) || s(bad) == s("-")) << bad;
}

TEST(RegistryReads, TagsOnEveryPageSortedWithoutSignatures)
{
    for (const int pageSize : {0, 1, 2, 100}) {
        FakeRegistry fake;
        fake.pageSize = pageSize;
        Client client = fake.client();
        const auto tags = answerOf(client.tags(api));
        ASSERT_TRUE(tags) << qPrintable(tags.error().detail);
        EXPECT_EQ(tags.value(), (QStringList{s("v1"), s("v2")})) << pageSize;
    }
}

TEST(RegistryReads, ARepositoryWhoseTagsWereAllDeleted)
{
    FakeRegistry fake;
    fake.tagNames.clear();
    Client client = fake.client();
    EXPECT_EQ(answerOf(client.tags(api)).value(), QStringList());
}

TEST(RegistryReads, AServerThatNamesTheSamePageForEverDoesNotHold)
{
    FakeRegistry fake;
    ScriptedReply again = jsonReply("{\"name\":\"acme/api\",\"tags\":[\"v1\"]}");
    again.headers = {{"Link", "</v2/acme/api/tags/list?n=100>; rel=\"next\""}};
    fake.instead.insert("/v2/acme/api/tags/list", again);
    Client client = fake.client();
    EXPECT_EQ(answerOf(client.tags(api)).value(), QStringList{s("v1")});
    EXPECT_LE(fake.server.requests().size(), 2);
    // Another page every time, and never anything new.
    again.body = "{\"tags\":[]}";
    again.headers = {{"Link", "</v2/acme/api/tags/list?n=100&last=x>; rel=\"next\""}};
    fake.instead.insert("/v2/acme/api/tags/list", again);
    EXPECT_EQ(answerOf(client.tags(api)).value(), QStringList());
}

TEST(RegistryReads, TheDigestOfATagCostsOneHead)
{
    FakeRegistry fake;
    Client client = fake.client();
    const auto manifest = answerOf(client.manifest(api, s("v1")));
    ASSERT_TRUE(manifest) << qPrintable(manifest.error().detail);
    EXPECT_EQ(manifest.value(),
              (Manifest{fake.indexDigest, s("application/vnd.oci.image.index.v1+json"), true}));
    ASSERT_EQ(fake.server.requests().size(), 1);
    EXPECT_EQ(fake.server.requests().first().method, "HEAD");
    EXPECT_EQ(answerOf(client.manifest(api, fake.amdDigest)).value().digest, fake.amdDigest);
}

TEST(RegistryReads, WithoutTheDigestHeaderTheContentIsCounted)
{
    FakeRegistry fake;
    fake.sendDigest = false;
    Client client = fake.client();
    EXPECT_EQ(answerOf(client.manifest(api, s("v1"))).value().digest, fake.indexDigest);
}

TEST(RegistryReads, ATagOrDigestThatIsGone)
{
    FakeRegistry fake;
    Client client = fake.client();
    EXPECT_EQ(answerOf(client.manifest(api, s("v9"))).error().code, ErrorCode::NotFound);
    EXPECT_EQ(answerOf(client.manifest(api, s("sha256:") + QString(64, QLatin1Char('0')))).error().code,
              ErrorCode::NotFound);
    const auto image = answerOf(client.image(api, s("v9")));
    EXPECT_EQ(image.error().code, ErrorCode::NotFound);
    EXPECT_EQ(image.error().detail, s("manifest_unknown"));
    EXPECT_EQ(image.error().subject, s("127.0.0.1/acme/api:v9"));
    EXPECT_EQ(answerOf(client.tags(s("acme/none"))).error().code, ErrorCode::NotFound);
}

TEST(RegistryReads, LabelsAndTimeOfThePlatform)
{
    FakeRegistry fake;
    Client client = fake.client();
    const auto image = answerOf(client.image(api, s("v1")));
    ASSERT_TRUE(image) << qPrintable(image.error().detail);
    EXPECT_EQ(image.value().digest, fake.indexDigest);
    EXPECT_EQ(image.value().platform, s("linux/amd64"));
    EXPECT_EQ(image.value().revision(), s("abc"));
    EXPECT_EQ(image.value().created, QDateTime(QDate(2026, 11, 20), QTime(10, 0), Qt::UTC));
    // The config has the last word, then the manifest, then the index.
    EXPECT_EQ(image.value().labels.value(s("org.opencontainers.image.version")), s("v1"));
    EXPECT_EQ(image.value().labels.value(s("org.opencontainers.image.source")), s("from manifest"));
    EXPECT_EQ(image.value().labels.value(s("only.index")), s("yes"));
    const auto none = answerOf(client.image(api, s("v1"), s("riscv64")));
    EXPECT_EQ(none.error().code, ErrorCode::NotFound);
    EXPECT_EQ(none.error().detail, s("no image for linux/riscv64"));
}

TEST(RegistryReads, ContentThatIsNotWhatItsDigestSaysIsRefused)
{
    FakeRegistry fake;
    Client client = fake.client();
    ScriptedReply other = jsonReply("{\"os\":\"linux\",\"architecture\":\"amd64\"}");
    fake.instead.insert("/v2/acme/api/blobs/" + fake.configDigest.toLatin1(), other);
    EXPECT_EQ(answerOf(client.image(api, s("v1"))).error().code, ErrorCode::BadResponse);
    fake.instead.clear();
    fake.instead.insert("/v2/acme/api/manifests/" + fake.amdDigest.toLatin1(), jsonReply("{\"config\":{}}"));
    EXPECT_EQ(answerOf(client.image(api, s("v1"))).error().code, ErrorCode::BadResponse);
    ScriptedReply lying = jsonReply("{}");
    lying.headers = {{"Docker-Content-Digest", fake.indexDigest.toLatin1()}};
    fake.instead.insert("/v2/acme/api/manifests/" + fake.amdDigest.toLatin1(), lying);
    EXPECT_EQ(answerOf(client.manifest(api, fake.amdDigest)).error().code, ErrorCode::BadResponse);
    lying.headers = {{"Docker-Content-Digest", "md5:abc"}};
    fake.instead.insert("/v2/acme/api/manifests/v1", lying);
    EXPECT_EQ(answerOf(client.manifest(api, s("v1"))).error().code, ErrorCode::BadResponse);
}

TEST(RegistryReads, ABlobKeptElsewhereIsFetchedWithoutACredential)
{
    FakeRegistry fake(FakeRegistry::Access::Bearer);
    HttpServer storage;
    const QByteArray blob = "/v2/acme/api/blobs/" + fake.configDigest.toLatin1();
    ScriptedReply away = jsonReply("", 307);
    away.headers = {{"Location", storage.url(s("/bucket/x?signature=1")).toEncoded()}};
    fake.instead.insert(blob, away);
    storage.on("GET /bucket/x", {jsonReply("{}")}); // not the content, which is what the test sees
    Client client = fake.client(bo);
    EXPECT_EQ(answerOf(client.image(api, s("v1"))).error().code, ErrorCode::BadResponse);
    ASSERT_EQ(storage.requests().size(), 1);
    EXPECT_TRUE(storage.requests().first().header("authorization").isEmpty());
    EXPECT_FALSE(storage.allBytes().contains("token-"));
    // And one redirect only.
    ScriptedReply further = jsonReply("", 302);
    further.headers = {{"Location", fake.server.url(s("/x")).toEncoded()}};
    storage.on("GET /bucket/x", {further});
    EXPECT_EQ(answerOf(client.image(api, s("v1"))).error().code, ErrorCode::BadResponse);
}

TEST(RegistryReads, HostileNamesAreNotSent)
{
    FakeRegistry fake;
    Client client = fake.client();
    for (const char *path : {"", "../x", "Acme/api", "acme//api", "acme/api/", "acme/api?x", "acme/api%2f..",
                             "a b", "a;b", "_catalog", "a\n"}) {
        EXPECT_EQ(answerOf(client.tags(s(path))).error().code, ErrorCode::BadInput) << path;
        EXPECT_EQ(answerOf(client.image(s(path), s("v1"))).error().code, ErrorCode::BadInput) << path;
    }
    for (const char *reference : {"", "../x", "v1/x", "v 1", "sha256:abc", "v1?x", "v1\n", "-v1", ".v1"})
        EXPECT_EQ(answerOf(client.manifest(api, s(reference))).error().code, ErrorCode::BadInput)
            << reference;
    EXPECT_EQ(fake.server.connections(), 0);
}

TEST(RegistryReads, AHubThatHasEnough)
{
    FakeRegistry fake;
    ScriptedReply enough = jsonReply(
        "{\"errors\":[{\"code\":\"TOOMANYREQUESTS\",\"message\":\"You have reached your pull rate limit\"}]}",
        429);
    enough.headers = {{"Retry-After", "900"}};
    fake.instead.insert("/v2/acme/api/tags/list", enough);
    Client client = fake.client();
    const auto tags = answerOf(client.tags(api));
    EXPECT_EQ(tags.error().code, ErrorCode::RateLimited);
    EXPECT_EQ(tags.error().detail, s("Retry-After: 900: You have reached your pull rate limit"));
}

} // namespace
} // namespace envdeck::registry
