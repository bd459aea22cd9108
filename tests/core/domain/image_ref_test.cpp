// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/image_ref.h"

#include <gtest/gtest.h>

namespace envdeck {
namespace {

const QString digest = QStringLiteral("sha256:") + QString(64, QLatin1Char('a'));

struct Reference {
    const char *text; // D stands for the digest
    const char *repository;
    const char *tag;
    bool pinned;
    const char *registry;
    const char *path;
};

const std::initializer_list<Reference> references{
    {"redis", "redis", "", false, "docker.io", "library/redis"},
    {"redis:7.2", "redis", "7.2", false, "docker.io", "library/redis"},
    {"acme/api:v1.3.8", "acme/api", "v1.3.8", false, "docker.io", "acme/api"},
    {"ghcr.io/acme/api:v1.3.8", "ghcr.io/acme/api", "v1.3.8", false, "ghcr.io", "acme/api"},
    {"ghcr.io/acme/team/api:v1", "ghcr.io/acme/team/api", "v1", false, "ghcr.io", "acme/team/api"},
    {"127.0.0.1:5000/acme/api:v1", "127.0.0.1:5000/acme/api", "v1", false, "127.0.0.1:5000", "acme/api"},
    {"localhost/api:v1", "localhost/api", "v1", false, "localhost", "api"},
    {"localhost:5000/api", "localhost:5000/api", "", false, "localhost:5000", "api"},
    {"registry:5000/api:v1", "registry:5000/api", "v1", false, "registry:5000", "api"},
    {"docker.io/library/redis:7", "docker.io/library/redis", "7", false, "docker.io", "library/redis"},
    {"ghcr.io/acme/api@D", "ghcr.io/acme/api", "", true, "ghcr.io", "acme/api"},
    {"ghcr.io/acme/api:v1@D", "ghcr.io/acme/api", "v1", true, "ghcr.io", "acme/api"},
    {"acme/a_b:1", "acme/a_b", "1", false, "docker.io", "acme/a_b"},
    {"acme/a__b:1", "acme/a__b", "1", false, "docker.io", "acme/a__b"},
    {"acme/a--b.c:_x", "acme/a--b.c", "_x", false, "docker.io", "acme/a--b.c"},
    {"Registry.Example.com/api:v1", "Registry.Example.com/api", "v1", false, "Registry.Example.com", "api"},
};

const std::initializer_list<const char *> noReferences{"",
                                                       " ",
                                                       ":v1",
                                                       "@D",
                                                       "api:",
                                                       "api@",
                                                       "api:v1@",
                                                       "api:v1@sha256:abc",
                                                       "api@sha512:D",
                                                       "api:v 1",
                                                       "api :v1",
                                                       " api:v1",
                                                       "api:v1 ",
                                                       "api:v1\n",
                                                       "${IMAGE}",
                                                       "acme/$APP:v1",
                                                       "acme/api:${TAG:-v1}",
                                                       "acme//api:v1",
                                                       "/api:v1",
                                                       "acme/api/:v1",
                                                       "Acme/api:v1",
                                                       "acme/API:v1",
                                                       "acme/-api:v1",
                                                       "https://ghcr.io/acme/api:v1",
                                                       "api:.v1",
                                                       "api:-v1",
                                                       "api:v1:v2",
                                                       "ghcr.io:port/api:v1",
                                                       "api:v1@D@D",
                                                       "acme/api\u200b:v1",
                                                       "acme/_api:v1",
                                                       "acme/a..b:v1"};

QString filled(const char *text)
{
    return QString::fromUtf8(text).replace(QLatin1Char('D'), digest);
}

TEST(ImageRef, ReadsReferencesInTheirParts)
{
    for (const Reference &row : references) {
        const auto ref = ImageRef::parse(filled(row.text));
        ASSERT_TRUE(ref.has_value()) << row.text;
        EXPECT_EQ(ref->repository, QString::fromLatin1(row.repository)) << row.text;
        EXPECT_EQ(ref->tag, QString::fromLatin1(row.tag)) << row.text;
        EXPECT_EQ(ref->digest, row.pinned ? digest : QString()) << row.text;
        EXPECT_EQ(ref->registry(), QString::fromLatin1(row.registry)) << row.text;
        EXPECT_EQ(ref->path(), QString::fromLatin1(row.path)) << row.text;
        EXPECT_EQ(ref->text(), filled(row.text));
    }
}

TEST(ImageRef, RefusesWhatIsNoReference)
{
    for (const char *text : noReferences)
        EXPECT_FALSE(ImageRef::parse(filled(text)).has_value()) << text;
}

TEST(ImageRef, HostileLengthsEndQuickly)
{
    EXPECT_FALSE(ImageRef::parse(QString(200'000, QLatin1Char('a')) + QLatin1Char('!')).has_value());
    EXPECT_FALSE(ImageRef::parse(QStringLiteral("a-").repeated(100'000)).has_value());
    EXPECT_FALSE(ImageRef::parse(QStringLiteral("a/").repeated(100'000)).has_value());
    EXPECT_FALSE(isTag(QString(129, QLatin1Char('a'))));
    EXPECT_TRUE(isTag(QString(128, QLatin1Char('a'))));
}

TEST(ImageRef, DigestsAreShownByTheirFirstSevenCharacters)
{
    EXPECT_EQ(shortDigest(QStringLiteral("sha256:0123456789abcdef")), QStringLiteral("0123456"));
    EXPECT_EQ(shortDigest(QString()), QString());
    EXPECT_TRUE(isDigest(digest));
    EXPECT_FALSE(isDigest(digest + QLatin1Char('\n')));
    EXPECT_FALSE(isDigest(digest.toUpper()));
}

} // namespace
} // namespace envdeck
