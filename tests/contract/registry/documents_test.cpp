// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/registry/documents.h"

#include "core/http/json.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::registry {
namespace {

using testing::s;

const QByteArray digest = "sha256:" + QByteArray(64, 'a');

Result<ManifestDocument> manifest(const QByteArray &text, const QByteArray &type)
{
    return manifestDocument(http::parseJson(text).value(), type, s("test"));
}

TEST(Documents, TheContentTypeDecidesWhatAManifestIs)
{
    const QByteArray index = "{\"manifests\":[]}";
    const QByteArray image = "{\"config\":{\"digest\":\"" + digest + "\"}}";
    EXPECT_TRUE(manifest(index, "application/vnd.docker.distribution.manifest.list.v2+json").value().index);
    EXPECT_FALSE(manifest(image, "application/vnd.docker.distribution.manifest.v2+json").value().index);
    EXPECT_TRUE(manifest(index, "application/json").value().index); // by its members
    EXPECT_FALSE(manifest(image, "").value().index);
    EXPECT_EQ(manifest(index, "application/vnd.oci.image.manifest.v1+json").error().code,
              ErrorCode::BadResponse);
    EXPECT_EQ(manifest("{}", "text/plain").error().code, ErrorCode::BadResponse);
    EXPECT_EQ(manifest("{\"config\":{\"digest\":\"sha256:short\"}}", "").error().detail,
              s("config.digest: no sha256 digest"));
}

TEST(Documents, AttestationsAreNoPlatforms)
{
    const QByteArray entry =
        "{\"digest\":\"" + digest + "\",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}";
    const auto index =
        manifest("{\"manifests\":[" + entry +
                     ",\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\"}}," + entry +
                     "},{\"digest\":\"" + digest + "\"}]}",
                 "application/vnd.oci.image.index.v1+json");
    ASSERT_TRUE(index) << qPrintable(index.error().detail);
    EXPECT_EQ(index.value().entries.size(), 2);
    EXPECT_TRUE(entryFor(index.value(), s("amd64"), s("t")));
    EXPECT_EQ(entryFor(index.value(), s("arm64"), s("t")).error().code, ErrorCode::NotFound);
}

TEST(Documents, AReproducibleBuildHasNoDate)
{
    const auto created = [](const QByteArray &text) {
        return configDocument(http::parseJson("{\"created\":" + text + "}").value(), s("t")).value().created;
    };
    EXPECT_TRUE(created("\"1970-01-01T00:00:00Z\"").isNull());
    EXPECT_TRUE(created("\"1980-01-01T00:00:01Z\"").isNull());
    EXPECT_TRUE(created("null").isNull());
    EXPECT_EQ(created("\"2026-11-20T10:00:00.123456789Z\""),
              QDateTime(QDate(2026, 11, 20), QTime(10, 0, 0, 123), Qt::UTC));
    EXPECT_TRUE(configDocument(http::parseJson("{\"config\":{\"Labels\":null}}").value(), s("t"))
                    .value()
                    .labels.isEmpty());
    EXPECT_FALSE(configDocument(http::parseJson("{\"config\":{\"Labels\":[]}}").value(), s("t")));
}

TEST(Documents, TheNextPage)
{
    EXPECT_EQ(nextPage({"</v2/a/tags/list?n=100&last=x>; rel=\"next\""}), "/v2/a/tags/list?n=100&last=x");
    EXPECT_EQ(nextPage({"<https://other.example.com/v2/a/tags/list?last=y&n=1>; rel=next"}),
              "/v2/a/tags/list?last=y&n=1");
    EXPECT_EQ(nextPage({"</x>; rel=\"prev\", </y>; rel=\"next\""}), "/y");
    EXPECT_EQ(nextPage({"</x>; rel=\"prev\""}), "");
    EXPECT_EQ(nextPage({"nonsense", ""}), "");
    EXPECT_EQ(nextPage({}), "");
}

TEST(Documents, TheDigestOfBytes)
{
    EXPECT_EQ(digestOf("{}"), s("sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"));
}

} // namespace
} // namespace envdeck::registry
