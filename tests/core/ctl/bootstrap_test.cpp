// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/bootstrap_answer.h"
#include "tests/core/bootstrap/bootstrap_values.h"

#include <gtest/gtest.h>

namespace envdeck::ctl {
namespace {

using testing::s;

Arguments bootstrapLine(const char *line)
{
    const ParseResult result = parse(s(line).split(QLatin1Char(' ')));
    EXPECT_FALSE(result.leave) << line << ": " << qPrintable(result.text);
    return result.arguments;
}

bootstrap::Review bootstrapReview(const bootstrap::Look &look, const QString &mail,
                                  const QByteArray &previous = {})
{
    bootstrap::Installer installer = bootstrap::installerFrom(testing::someInstaller(), {}, {}).value();
    installer.previous = previous;
    bootstrap::Review review{testing::someWishes(), look, {}, installer, testing::someTime()};
    review.wishes.ask.mail = mail;
    review.plan = bootstrap::planFor(review.look, review.wishes, review.fetched, review.at);
    return review;
}

TEST(BootstrapAnswer, LeadsOneStepAtATime)
{
    const Answer first = reviewAnswer(bootstrapReview(testing::bareHost(), {}),
                                      bootstrapLine("envdeckctl bootstrap --env test --dry-run"));
    EXPECT_EQ(first.code, exitRefused);
    ASSERT_EQ(first.problems.size(), 2); // once for the mail, though two parts want it
    EXPECT_EQ(first.problems.at(0).code, s("installer-unread"));
    EXPECT_EQ(first.problems.at(0).next, s("envdeckctl bootstrap --env test --dry-run --show-installer"));
    EXPECT_EQ(first.problems.at(1).code, s("mail-missing"));
    EXPECT_EQ(first.problems.at(1).next,
              s("envdeckctl bootstrap --env test --dry-run --mail you@example.com"));

    const auto review = bootstrapReview(testing::bareHost(), s("ada@example.com"));
    const Answer shown = reviewAnswer(
        review, bootstrapLine("envdeckctl bootstrap --env test --mail ada@example.com --show-installer"));
    EXPECT_TRUE(shown.lines.contains(s("docker swarm leave --force")));
    EXPECT_TRUE(shown.problems.first().next.contains(s("--installer ") + review.installer()->sha256));
}

TEST(BootstrapAnswer, ShowsOnlyWhatChangedSinceTheLastOne)
{
    const auto review =
        bootstrapReview(testing::bareHost(), s("ada@example.com"),
                        "#!/bin/bash\n# dokploy\ndocker swarm leave --force\ndocker pull old\n");
    const Answer shown =
        reviewAnswer(review, bootstrapLine("envdeckctl bootstrap --env test --show-installer"));
    EXPECT_TRUE(shown.lines.contains(s("-docker pull old")));
    EXPECT_TRUE(shown.lines.contains(s("+docker swarm init")));
}

TEST(BootstrapAnswer, TellsEveryPartInItsData)
{
    bootstrap::Look look = testing::bareHost();
    look.docker = look.dockerAnswers = true;
    look.swarm = s("active");
    const Answer answer = reviewAnswer(bootstrapReview(look, s("ada@example.com")),
                                       bootstrapLine("envdeckctl bootstrap --env test --dry-run --json"));
    EXPECT_EQ(answer.code, exitRefused);
    EXPECT_TRUE(answer.data.value(s("refused")).toBool());
    EXPECT_EQ(answer.data.value(s("checks")).toArray().size(), 8);
    const QJsonArray steps = answer.data.value(s("steps")).toArray();
    EXPECT_EQ(steps.size(), 12);
    for (const QJsonValue &step : steps) {
        if (step[s("step")].toString() != s("install"))
            continue;
        EXPECT_EQ(step[s("verdict")].toString(), s("refused"));
        EXPECT_EQ(step[s("why")].toString(), s("in-swarm"));
        EXPECT_EQ(step[s("detail")].toString(), s("active"));
    }
    EXPECT_EQ(answer.problems.first().code, s("in-swarm"));
    EXPECT_TRUE(answer.problems.first().text.contains(s("does not run here")));
}

} // namespace
} // namespace envdeck::ctl
