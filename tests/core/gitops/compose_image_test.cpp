// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gitops/compose_image.h"

#include <gtest/gtest.h>

namespace envdeck::gitops {
namespace {

ImageRef image(const char *text)
{
    return *ImageRef::parse(QString::fromLatin1(text));
}

TEST(WithImage, ChangesAllServicesOfTheAppAndNoOther)
{
    const ComposeFile file{QStringLiteral("f"), "services:\n  worker:\n    image: \"a/api:v1\" # w\n  web:\n "
                                                "   image: a/api:v1\n  api:\n    image: a/api:v0\n"};
    const auto edited =
        withImage(file, {QStringLiteral("api"), QStringLiteral("worker")}, image("a/api:v2.10"));
    ASSERT_TRUE(edited);
    EXPECT_EQ(edited.value(), "services:\n  worker:\n    image: \"a/api:v2.10\" # w\n  web:\n    image: "
                              "a/api:v1\n  api:\n    image: a/api:v2.10\n");
}

TEST(WithImage, CompletesAnEditThatIsHalfMade)
{
    const ComposeFile file{QStringLiteral("f"),
                           "services:\n  api: {image: 'a/api:v2'}\n  worker: {image: 'a/api:v1'}\n"};
    const auto edited = withImage(file, {QStringLiteral("api"), QStringLiteral("worker")}, image("a/api:v2"));
    ASSERT_TRUE(edited);
    EXPECT_EQ(edited.value(), "services:\n  api: {image: 'a/api:v2'}\n  worker: {image: 'a/api:v2'}\n");
}

TEST(WithImage, OneServiceOfTwoThatShareIsRefusedEvenWhenBothAreNamed)
{
    const ComposeFile file{QStringLiteral("f"),
                           "services:\n  api:\n    image: &i a/api:v1\n  worker:\n    image: *i\n"};
    for (const QStringList &services : {QStringList{QStringLiteral("api"), QStringLiteral("worker")},
                                        QStringList{QStringLiteral("worker"), QStringLiteral("api")}})
        EXPECT_FALSE(withImage(file, services, image("a/api:v2")));
}

TEST(WithImage, ChangesTheRepositoryWhenARollbackCrossesAMove)
{
    const ComposeFile file{QStringLiteral("f"), "services:\n  api:\n    image: new.example/api:v3\n"};
    EXPECT_EQ(withImage(file, {QStringLiteral("api")}, image("127.0.0.1:5000/acme/api:v2")).value(),
              "services:\n  api:\n    image: 127.0.0.1:5000/acme/api:v2\n");
}

TEST(WithImage, WithoutServicesThereIsNothingToEdit)
{
    EXPECT_FALSE(withImage({QStringLiteral("f"), "services: {}\n"}, {}, image("a/b:v1")));
}

TEST(ImageOf, ReadsWhatAnEditWouldRefuse)
{
    const ComposeFile file{
        QStringLiteral("f"),
        "x-i: &i a/api:v1\nx-b: &b\n  image: a/base:v3\nservices:\n  one:\n    image: *i\n  two:\n    <<: "
        "*b\n"
        "  three:\n    extends: {service: two}\n  four:\n    image: |-\n      a/four:v4\n"};
    EXPECT_EQ(imageOf(file, QStringLiteral("one")).value(), (ImageLine{image("a/api:v1"), 1}));
    EXPECT_EQ(imageOf(file, QStringLiteral("two")).value(), (ImageLine{image("a/base:v3"), 3}));
    EXPECT_EQ(imageOf(file, QStringLiteral("three")).value(), (ImageLine{image("a/base:v3"), 3}));
    EXPECT_EQ(imageOf(file, QStringLiteral("four")).value().image, image("a/four:v4"));
}

TEST(ImageOf, SaysWhyThereIsNone)
{
    const ComposeFile file{QStringLiteral("f"),
                           "services:\n  a: {build: .}\n  b: {image: 'x:${T}'}\n  c: {image: [x]}\n"};
    const auto refusal = [&](const char *service) {
        return refusalOf(imageOf(file, QString::fromLatin1(service)).error());
    };
    EXPECT_EQ(refusal("a"), Refusal::NoImage);
    EXPECT_EQ(refusal("b"), Refusal::Interpolated);
    EXPECT_EQ(refusal("c"), Refusal::NotAnImage);
    EXPECT_EQ(refusal("d"), Refusal::UnknownService);
}

TEST(WrittenForm, KeepsTheLineAsItIsUnlessThePolicyPins)
{
    const QString digest = QStringLiteral("sha256:") + QString(64, QLatin1Char('a'));
    const ImageRef target{{}, QStringLiteral("v2"), digest};
    const ImageRef byTag = image("a/api:v1");
    ImageRef byDigest = byTag;
    byDigest.digest = QStringLiteral("sha256:") + QString(64, QLatin1Char('0'));
    EXPECT_EQ(writtenForm(byTag, target, Pin::Tag).text(), QStringLiteral("a/api:v2"));
    EXPECT_EQ(writtenForm(byTag, target, Pin::Digest).text(), QStringLiteral("a/api:v2@") + digest);
    EXPECT_EQ(writtenForm(byDigest, target, Pin::Tag).text(), QStringLiteral("a/api:v2@") + digest);
    EXPECT_EQ(writtenForm(byTag, ImageRef{QStringLiteral("b/api"), {}, digest}, Pin::Tag).text(),
              QStringLiteral("b/api@") + digest);
}

} // namespace
} // namespace envdeck::gitops
