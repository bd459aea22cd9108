// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Shapes that compose files have in the wild. %O stands where the image of the service "api" is: the edit
// must turn exactly that into the new one.
#include "core/gitops/compose_image.h"

#include <gtest/gtest.h>

namespace envdeck::gitops {
namespace {

const QByteArray oldImage("ghcr.io/acme/api:v1.3.8");
const QByteArray newImage("ghcr.io/acme/api:v1.3.7");

QByteArray with(const char *shape, const QByteArray &image)
{
    return QByteArray(shape).replace("%O", image);
}

struct Shape {
    const char *name;
    const char *text;
};

std::ostream &operator<<(std::ostream &out, const Shape &shape)
{
    return out << shape.name;
}

class Shapes : public ::testing::TestWithParam<Shape> {};

TEST_P(Shapes, OnlyTheImageChanges)
{
    const ComposeFile file{QStringLiteral("api.compose.yml"), with(GetParam().text, oldImage)};
    const auto to = ImageRef::parse(QString::fromLatin1(newImage));
    const auto edited = withImage(file, {QStringLiteral("api")}, *to);
    ASSERT_TRUE(edited) << qPrintable(edited.error().detail) << " at " << qPrintable(edited.error().subject);
    EXPECT_EQ(edited.value(), with(GetParam().text, newImage));

    const auto read = imageOf({file.path, edited.value()}, QStringLiteral("api"));
    ASSERT_TRUE(read);
    EXPECT_EQ(read.value().image, *to);
    EXPECT_EQ(withImage({file.path, edited.value()}, {QStringLiteral("api")}, *to).value(), edited.value());
}

const Shape shapes[] = {
    {"plain", "services:\n  api:\n    image: %O\n"},
    {"no final newline", "services:\n  api:\n    image: %O"},
    {"double quotes", "services:\n  api:\n    image: \"%O\"\n"},
    {"single quotes", "services:\n  api:\n    image: '%O'\n"},
    {"comment behind", "services:\n  api:\n    image: %O # pinned by anna\n"},
    {"comment behind quotes", "services:\n  api:\n    image: '%O'   # it's pinned\n"},
    {"comment with the same image above",
     "services:\n  api:\n    # image: ghcr.io/acme/api:v1.3.8\n    image: %O\n"},
    {"comment with the same image below",
     "services:\n  api:\n    image: %O\n    # was: ghcr.io/acme/api:v1.3.8\n"},
    {"blanks behind", "services:\n  api:\n    image: %O   \n    ports: []\n"},
    {"tab behind", "services:\n  api:\n    image: %O\t# x\n"},
    {"tab before", "services:\n  api:\n    image:\t%O\n"},
    {"many blanks before", "services:\n  api:\n    image:      %O\n"},
    {"value on the next line", "services:\n  api:\n    image:\n      %O\n    ports: []\n"},
    {"quoted value on the next line", "services:\n  api:\n    image:\n      \"%O\"\n"},
    {"blank before the colon", "services:\n  api:\n    image : %O\n"},
    {"quoted keys", "\"services\":\n  \"api\":\n    \"image\": %O\n"},
    {"single quoted keys", "'services':\n  'api':\n    'image': '%O'\n"},
    {"explicit keys", "services:\n  ? api\n  :\n    ? image\n    : %O\n"},
    {"flow service", "services:\n  api: {image: %O, restart: always}\n"},
    {"flow service, image last", "services:\n  api: {restart: always, image: %O}\n"},
    {"flow service, quoted", "services:\n  api: {\"image\": \"%O\", \"restart\": \"always\"}\n"},
    {"flow over lines", "services: {\n  api: {\n    image: %O,\n    restart: always\n  }\n}\n"},
    {"all flow", "{services: {api: {image: %O}}}"},
    {"json", "{\n  \"services\": {\n    \"api\": {\n      \"image\": \"%O\",\n      \"ports\": [\"80:80\"]\n "
             "   }\n  }\n}\n"},
    {"json in one line", "{\"services\":{\"api\":{\"image\":\"%O\"}}}"},
    {"windows line ends", "services:\r\n  api:\r\n    image: %O\r\n    ports:\r\n      - \"80:80\"\r\n"},
    {"windows line ends, quoted", "services:\r\n  api:\r\n    image: \"%O\"\r\n"},
    {"windows line ends, comment", "services:\r\n  api:\r\n    image: %O # x\r\n"},
    {"mixed line ends", "services:\r\n  api:\n    image: %O\r\n    restart: always\n"},
    {"byte order mark", "\xEF\xBB\xBFservices:\n  api:\n    image: %O\n"},
    {"byte order mark and windows line ends", "\xEF\xBB\xBFservices:\r\n  api:\r\n    image: '%O'\r\n"},
    {"umlauts before", "# f\xC3\xBCr die Z\xC3\xBC"
                       "rcher\nservices:\n  api:\n    labels: {team: \"\xE6\x9D\x8E\"}\n    image: %O\n"},
    {"latin-1 comment", "# f\xFCr\nservices:\n  api:\n    image: %O # \xE4\n"},
    {"document start", "---\nservices:\n  api:\n    image: %O\n"},
    {"document end", "services:\n  api:\n    image: %O\n...\n"},
    {"directive", "%YAML 1.2\n---\nservices:\n  api:\n    image: %O\n"},
    {"comment before the document", "# managed by hand\n\n---\nservices:\n  api:\n    image: %O\n"},
    {"version and name", "version: \"3.8\"\nname: acme\nservices:\n  api:\n    image: %O\n"},
    {"eight blanks", "services:\n        api:\n                image: %O\n"},
    {"one blank", "services:\n api:\n  image: %O\n"},
    {"uneven",
     "services:\n   api:\n        restart: always\n        image: %O\n   web:\n     image: nginx:1\n"},
    {"root indented", "  services:\n    api:\n      image: %O\n"},
    {"another service with the same image before",
     "services:\n  worker:\n    image: ghcr.io/acme/api:v1.3.8\n  api:\n    image: %O\n"},
    {"another service with the same image behind",
     "services:\n  api:\n    image: %O\n  worker:\n    image: ghcr.io/acme/api:v1.3.8\n"},
    {"a service whose name contains it",
     "services:\n  api-gateway:\n    image: envoy:1\n  api:\n    image: %O\n"},
    {"another map called api",
     "x-api:\n  image: no:1\nconfigs:\n  api:\n    image: no:2\nservices:\n  api:\n    image: %O\n"},
    {"image inside environment",
     "services:\n  api:\n    environment:\n      image: ghcr.io/acme/api:v1.3.8\n    image: %O\n"},
    {"image in a label",
     "services:\n  api:\n    labels:\n      - image=ghcr.io/acme/api:v1.3.8\n    image: %O\n"},
    {"image in a block text", "services:\n  api:\n    command: |\n      echo image: "
                              "ghcr.io/acme/api:v1.3.8\n      image: x\n    image: %O\n"},
    {"folded text before",
     "services:\n  api:\n    command: >-\n      run --fast\n      --now\n    image: %O\n"},
    {"block text with an odd indicator", "services:\n  api:\n    command: |2+\n      x\n\n    image: %O\n"},
    {"anchored", "services:\n  api:\n    image: &img %O\n"},
    {"anchored and tagged", "services:\n  api:\n    image: &img !!str %O\n"},
    {"tagged and quoted", "services:\n  api:\n    image: !!str \"%O\"\n"},
    {"anchored and quoted", "services:\n  api:\n    image: &img '%O' # x\n"},
    {"anchored service nobody uses", "services:\n  api: &api\n    image: %O\n"},
    {"anchored service, merged with an image of its own",
     "services:\n  api: &api\n    image: %O\n    restart: always\n  worker:\n    <<: *api\n    image: "
     "ghcr.io/acme/worker:v2\n"},
    {"own image over a merged one", "x-base: &base\n  image: ghcr.io/acme/base:v1\n  restart: "
                                    "always\nservices:\n  api:\n    <<: *base\n    image: %O\n"},
    {"merge of several",
     "x-a: &a {restart: always}\nx-b: &b {tty: true}\nservices:\n  api:\n    <<: [*a, *b]\n    image: %O\n"},
    {"logging shared by alias", "x-log: &log\n  driver: json-file\nservices:\n  api:\n    logging: *log\n    "
                                "image: %O\n  web:\n    logging: *log\n    image: nginx:1\n"},
    {"interpolation elsewhere",
     "services:\n  api:\n    image: %O\n    environment:\n      - URL=${URL:?set it}\n      - COST=$$5\n"},
    {"another service's image interpolated",
     "services:\n  web:\n    image: acme/web:${TAG}\n  api:\n    image: %O\n"},
    {"another service's image an alias",
     "x-i: &i nginx:1\nservices:\n  web:\n    image: *i\n  api:\n    image: %O\n"},
    {"extends another for the rest",
     "services:\n  base:\n    image: busybox:1\n  api:\n    extends: base\n    image: %O\n"},
    {"extended by one with an image of its own", "services:\n  api:\n    image: %O\n  worker:\n    extends: "
                                                 "{service: api}\n    image: ghcr.io/acme/worker:v2\n"},
    {"extended by a service of another file's base",
     "services:\n  api:\n    image: %O\n  worker:\n    extends: {file: common.yml, service: api}\n"},
    {"built as well", "services:\n  api:\n    build: .\n    image: %O\n"},
    {"compose tags",
     "services:\n  api:\n    image: %O\n    ports: !reset []\n    command: !override [run]\n"},
    {"nulls",
     "services:\n  api:\n    image: %O\n    environment:\n      A:\n      B: ~\nvolumes:\n  data:\n"},
    {"merge key written as text", "services:\n  api:\n    image: %O\n    environment: {\"<<\": x}\n"},
    {"stack", "services:\n  api:\n    image: %O\n    deploy:\n      replicas: 2\n      update_config: "
              "{order: start-first}\n"},
    {"hold at the end", "services:\n  api:\n    image: %O\nx-envdeck-hold: {api: {version: v1.3.7, until: "
                        "2026-12-01, by: bo, reason: \"x\"}}\n"},
    {"blank lines everywhere", "\n\nservices:\n\n\n  api:\n\n    image: %O\n\n\n    restart: always\n\n\n"},
    {"only blanks behind the last value", "services:\n  api:\n    image: %O\n    \n  \n"},
    {"numbers and dates as keys", "x-1: {1: a, 2026-01-01: b, true: c}\nservices:\n  api:\n    image: %O\n"},
    {"sequence under the same indentation",
     "services:\n  api:\n    ports:\n    - \"80:80\"\n    - \"81:81\"\n    image: %O\n"},
};

INSTANTIATE_TEST_SUITE_P(Compose, Shapes, ::testing::ValuesIn(shapes), [](const auto &parameter) {
    QString name;
    for (const QChar c : QString::fromLatin1(parameter.param.name))
        name += c.isLetterOrNumber() ? c : QLatin1Char('_');
    return name.toStdString();
});

// Five hundred files put together from what the table above shows, by a fixed seed.
TEST(ManyShapes, TheDiffIsAlwaysOneLine)
{
    quint32 seed = 7;
    const auto pick = [&seed](std::initializer_list<const char *> choices) {
        seed = seed * 1664525u + 1013904223u;
        return QByteArray(*(choices.begin() + (seed >> 8) % choices.size()));
    };
    for (int i = 0; i < 500; ++i) {
        const QByteArray in = pick({"  ", " ", "    ", "   "});
        const QByteArray quote = pick({"", "", "'", "\""});
        const QByteArray line = in + in + "image: " + pick({"", "", "&img "}) + quote + "%O" + quote +
                                pick({"", " ", " # v1.3.8", "\t# x"}) + "\n";
        QByteArray text =
            pick({"", "---\n", "# ghcr.io/acme/api:v1.3.8\n", "version: '3.9'\n", "name: acme\n\n"});
        text += pick({"", "x-log: &log {driver: local}\n", "x-env: &env\n    A: 1\n    B: ${B}\n"});
        text += "services:\n" + pick({"",
                                      "%i"
                                      "db:\n%i%i"
                                      "image: postgres:16\n",
                                      "%i# a comment\n"})
                                    .replace("%i", in);
        text += in + "api:\n" +
                pick({"",
                      "%i%i"
                      "restart: always\n",
                      "%i%i"
                      "environment: [\"A=$$x\", B]\n"})
                    .replace("%i", in);
        text += line + pick({"",
                             "%i%i"
                             "ports:\n%i%i"
                             "- '80:80'\n",
                             "\n",
                             "%i%i"
                             "command: |\n%i%i%i"
                             "image: no:1\n"})
                           .replace("%i", in);
        text += pick({"",
                      "%i"
                      "worker:\n%i%i"
                      "image: ghcr.io/acme/api:v1.3.8\n",
                      "volumes: {data: }\n", "networks:\n  web: {external: true}\n"})
                    .replace("%i", in);
        if (pick({"n", "r"}) == "r")
            text.replace("\n", "\r\n");
        const QByteArray before = with(text.constData(), oldImage);
        const auto after = withImage({QStringLiteral("f"), before}, {QStringLiteral("api")},
                                     *ImageRef::parse(QString::fromLatin1(newImage)));
        ASSERT_TRUE(after) << qPrintable(after.error().detail) << "\n" << before.constData();
        ASSERT_EQ(after.value(), with(text.constData(), newImage)) << before.constData();
    }
}

} // namespace
} // namespace envdeck::gitops
