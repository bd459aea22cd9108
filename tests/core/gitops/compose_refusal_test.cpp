// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gitops/compose_image.h"

#include <gtest/gtest.h>

namespace envdeck::gitops {
namespace {

const char *const pinned =
    "ghcr.io/acme/api:v1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

struct Case {
    const char *name;
    const char *text;
    Refusal refusal;
    int line;
    const char *more = "";
};

std::ostream &operator<<(std::ostream &out, const Case &c)
{
    return out << c.name;
}

class Refusals : public ::testing::TestWithParam<Case> {};

TEST_P(Refusals, NameTheReasonAndTheLine)
{
    const ComposeFile file{QStringLiteral("apps/api.compose.yml"), GetParam().text};
    const auto edited =
        withImage(file, {QStringLiteral("api")}, *ImageRef::parse(QStringLiteral("ghcr.io/acme/api:v2")));
    ASSERT_FALSE(edited) << edited.value().constData();
    ASSERT_TRUE(refusalOf(edited.error())) << qPrintable(edited.error().detail);
    EXPECT_EQ(*refusalOf(edited.error()), GetParam().refusal) << qPrintable(edited.error().detail);
    const QString subject = GetParam().line > 0
                                ? QStringLiteral("apps/api.compose.yml:%1").arg(GetParam().line)
                                : QStringLiteral("apps/api.compose.yml");
    EXPECT_EQ(edited.error().subject, subject);
    if (*GetParam().more) {
        EXPECT_EQ(edited.error().detail.section(QLatin1Char(' '), 1), QLatin1String(GetParam().more));
    }
}

const Case cases[] = {
    {"variable tag", "services:\n  api:\n    image: acme/api:${TAG}\n", Refusal::Interpolated, 3},
    {"variable with default", "services:\n  api:\n    image: acme/api:${TAG:-v1}\n", Refusal::Interpolated,
     3},
    {"bare variable", "services:\n  api:\n    image: $IMAGE\n", Refusal::Interpolated, 3},
    {"escaped dollar", "services:\n  api:\n    image: \"acme/api:$$x\"\n", Refusal::Interpolated, 3},
    {"dollar by escape", "services:\n  api:\n    image: \"acme/api:\\x24{TAG}\"\n", Refusal::Interpolated, 3},
    {"variable over lines", "services:\n  api:\n    image: >-\n      acme/api:${TAG}\n",
     Refusal::Interpolated, 3},
    {"alias of a scalar", "x-i: &i acme/api:v1\nservices:\n  api:\n    image: *i\n", Refusal::FromAlias, 4,
     "api"},
    {"alias of a service", "x-a: &a {image: 'acme/api:v1'}\nservices:\n  api: *a\n", Refusal::FromAlias, 3,
     "api"},
    {"alias of another service", "services:\n  web: &w\n    image: acme/api:v1\n  api: *w\n",
     Refusal::FromAlias, 4, "api"},
    {"alias of all services", "x-s: &s\n  api:\n    image: acme/api:v1\nservices: *s\n", Refusal::FromAlias,
     4, "api"},
    {"merged image", "x-b: &b\n  image: acme/api:v1\nservices:\n  api:\n    <<: *b\n    tty: true\n",
     Refusal::FromMerge, 5, "api"},
    {"merged from a list",
     "x-b: &b {image: 'acme/api:v1'}\nx-c: &c {tty: true}\nservices:\n  api:\n    <<: [*c, *b]\n",
     Refusal::FromMerge, 5, "api"},
    {"merged service", "x-s: &s\n  api:\n    image: acme/api:v1\nservices:\n  <<: *s\n", Refusal::FromMerge,
     5, "api"},
    {"inline merge", "services:\n  api:\n    <<: {image: 'acme/api:v1'}\n", Refusal::FromMerge, 3, "api"},
    {"extended from here", "services:\n  base:\n    image: acme/api:v1\n  api:\n    extends: base\n",
     Refusal::FromExtends, 5, "api"},
    {"extended from another file",
     "services:\n  api:\n    extends:\n      file: common.yml\n      service: base\n", Refusal::FromExtends,
     3, "api"},
    {"shared by alias", "services:\n  api:\n    image: &i acme/api:v1\n  worker:\n    image: *i\n",
     Refusal::Shared, 3, "worker"},
    {"shared by merge",
     "services:\n  api: &a\n    image: acme/api:v1\n  worker:\n    <<: *a\n    command: work\n",
     Refusal::Shared, 3, "worker"},
    {"shared by extends",
     "services:\n  api:\n    image: acme/api:v1\n  worker:\n    extends:\n      service: api\n",
     Refusal::Shared, 3, "worker"},
    {"shared by extends over two",
     "services:\n  api:\n    image: acme/api:v1\n  mid:\n    extends: api\n  worker:\n    extends: mid\n",
     Refusal::Shared, 3, "mid"},
    {"whole service used again", "services:\n  api: &a\n    image: acme/api:v1\n  worker: *a\n",
     Refusal::Shared, 3, "worker"},
    {"shared with a variable",
     "services:\n  api:\n    image: &i acme/api:v1\n    environment:\n      IMAGE: *i\n", Refusal::Shared, 3,
     "api"},
    {"shared with a label of another part",
     "services:\n  api:\n    image: &i acme/api:v1\nx-info:\n  uses: *i\n", Refusal::Shared, 3,
     "x-info.uses"},
    {"shared as a key", "services:\n  api:\n    image: &i acme/api:v1\nx-info:\n  *i : used\n",
     Refusal::Shared, 3},
    {"literal block", "services:\n  api:\n    image: |\n      acme/api:v1\n", Refusal::NotOneLine, 3, "api"},
    {"folded block", "services:\n  api:\n    image: >\n      acme/api:v1\n", Refusal::NotOneLine, 3, "api"},
    {"stripped block", "services:\n  api:\n    image: |-\n      acme/api:v1\n", Refusal::NotOneLine, 3,
     "api"},
    {"plain over lines", "services:\n  api:\n    image: acme/api:v1\n      more\n", Refusal::NotOneLine, 3,
     "api"},
    {"double quoted over lines", "services:\n  api:\n    image: \"acme/\\\n      api:v1\"\n",
     Refusal::NotOneLine, 3, "api"},
    {"single quoted over lines", "services:\n  api:\n    image: 'acme/api:v1\n      x'\n",
     Refusal::NotOneLine, 3, "api"},
    {"a map", "services:\n  api:\n    image: {name: acme/api}\n", Refusal::NotOneLine, 3, "api"},
    {"a list", "services:\n  api:\n    image: [acme/api]\n", Refusal::NotOneLine, 3, "api"},
    {"anchor on the line before", "services:\n  api:\n    image: &i\n      acme/api:v1\n",
     Refusal::NotOneLine, 3, "api"},
    {"no image", "services:\n  api:\n    build: .\n", Refusal::NoImage, 3, "api"},
    {"empty image", "services:\n  api:\n    image:\n    restart: always\n", Refusal::NoImage, 4, "api"},
    {"null image", "services:\n  api:\n    image: ~\n", Refusal::NoImage, 3, "api"},
    {"null service", "services:\n  api:\n", Refusal::NoImage, 3, "api"},
    {"no image reference", "services:\n  api:\n    image: Not An Image\n", Refusal::NotAnImage, 3},
    {"empty text", "services:\n  api:\n    image: \"\"\n", Refusal::NotAnImage, 3},
    {"unknown service", "services:\n  web:\n    image: acme/api:v1\n", Refusal::UnknownService, 2, "api"},
    {"no services", "volumes: {}\n", Refusal::NotCompose, 0},
    {"services a list", "services:\n  - api\n", Refusal::NotCompose, 0},
    {"services null", "services:\n", Refusal::NotCompose, 0},
    {"a list", "- services\n", Refusal::NotCompose, 1},
    {"a text", "services\n", Refusal::NotCompose, 1},
    {"nothing", "", Refusal::NotCompose, 0},
    {"only a comment", "# services\n", Refusal::NotCompose, 0},
    {"two documents", "services:\n  api:\n    image: a/b:v1\n---\nservices: {}\n", Refusal::ManyDocuments, 4},
    {"image twice", "services:\n  api:\n    image: a/b:v1\n    image: a/b:v2\n", Refusal::DuplicateKey, 4,
     "image"},
    {"image twice, once in quotes", "services:\n  api:\n    image: a/b:v1\n    \"image\": a/b:v2\n",
     Refusal::DuplicateKey, 4, "image"},
    {"service twice", "services:\n  api: {image: a/b:v1}\n  api: {image: a/b:v2}\n", Refusal::DuplicateKey, 3,
     "api"},
    {"services twice", "services: {}\nservices:\n  api: {image: a/b:v1}\n", Refusal::DuplicateKey, 2,
     "services"},
    {"merge twice", "x: &x {}\nservices:\n  api:\n    <<: *x\n    <<: *x\n    image: a/b:v1\n",
     Refusal::DuplicateKey, 5, "<<"},
    {"twice far away from it", "services:\n  api:\n    image: a/b:v1\nvolumes: {a: , a: }\n",
     Refusal::DuplicateKey, 4, "a"},
    {"self-referring alias", "x: &x [1, *x]\nservices:\n  api:\n    image: a/b:v1\n", Refusal::CyclicAlias,
     1},
    {"alias of an enclosing map", "services: &s\n  api:\n    image: a/b:v1\n    x: *s\n",
     Refusal::CyclicAlias, 4},
    {"unknown alias", "services:\n  api:\n    image: *gone\n", Refusal::NotYaml, 3},
    {"broken", "services:\n  api: [\n", Refusal::NotYaml, 3},
    {"tab for indentation", "services:\n\tapi:\n\t\timage: a/b:v1\n", Refusal::NotYaml, 2},
};

INSTANTIATE_TEST_SUITE_P(Compose, Refusals, ::testing::ValuesIn(cases), [](const auto &parameter) {
    QString name;
    for (const QChar c : QString::fromLatin1(parameter.param.name))
        name += c.isLetterOrNumber() ? c : QLatin1Char('_');
    return name.toStdString() + std::to_string(parameter.index);
});

TEST(Refusal, APinnedLineNeedsADigest)
{
    const ComposeFile file{QStringLiteral("f"), QByteArray("services:\n  api:\n    image: ") + pinned + "\n"};
    auto to = *ImageRef::parse(QStringLiteral("ghcr.io/acme/api:v2"));
    const auto refused = withImage(file, {QStringLiteral("api")}, to);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refusalOf(refused.error()), Refusal::DigestNeeded);
    EXPECT_EQ(refused.error().code, ErrorCode::BadInput);

    to.digest = QStringLiteral("sha256:") + QString(64, QLatin1Char('b'));
    const auto edited = withImage(file, {QStringLiteral("api")}, to);
    ASSERT_TRUE(edited);
    EXPECT_EQ(edited.value(), "services:\n  api:\n    image: " + to.text().toUtf8() + "\n");
}

TEST(Refusal, WhatWouldBeWrittenMustBeAnImage)
{
    const ComposeFile file{QStringLiteral("f"), "services:\n  api:\n    image: a/b:v1\n"};
    for (const ImageRef &to :
         {ImageRef{QStringLiteral("a/b"), {}, {}},
          ImageRef{QStringLiteral("a/b"), QStringLiteral("v1 # x"), {}},
          ImageRef{QStringLiteral("a/b"), QStringLiteral("v1\nevil: true"), {}}, ImageRef{}}) {
        const auto edited = withImage(file, {QStringLiteral("api")}, to);
        ASSERT_FALSE(edited);
        EXPECT_EQ(refusalOf(edited.error()), Refusal::NotAnImage);
    }
}

TEST(Refusal, ServicesOfOneAppCarryOneRepository)
{
    const ComposeFile file{QStringLiteral("f"),
                           "services:\n  api:\n    image: a/b:v1\n  migrate:\n    image: a/migrate:v1\n"};
    const auto edited = withImage(file, {QStringLiteral("api"), QStringLiteral("migrate")},
                                  *ImageRef::parse(QStringLiteral("a/b:v2")));
    ASSERT_FALSE(edited);
    EXPECT_EQ(refusalOf(edited.error()), Refusal::ServicesDiffer);
    EXPECT_EQ(edited.error().subject, QStringLiteral("f:5"));
}

TEST(Refusal, NamesAreStableAndOfThisModuleOnly)
{
    EXPECT_EQ(refusalName(Refusal::FromMerge), QStringLiteral("from-merge"));
    EXPECT_EQ(refusalName(Refusal::ChangedElsewhere), QStringLiteral("changed-elsewhere"));
    for (int i = 0; i <= int(Refusal::ChangedElsewhere); ++i) {
        const auto refusal = static_cast<Refusal>(i);
        EXPECT_EQ(refusalOf(refuse(refusal, {QStringLiteral("f"), {}}, 1, QStringLiteral("more words"))),
                  refusal);
    }
    EXPECT_FALSE(refusalOf(Error{ErrorCode::Conflict, {}, QStringLiteral("fetch first"), 0}));
    EXPECT_FALSE(refusalOf(Error{ErrorCode::Io, {}, QStringLiteral("shared"), 0}));
}

} // namespace
} // namespace envdeck::gitops
