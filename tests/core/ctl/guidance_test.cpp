// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/guarding.h"
#include "app/ctl/guidance.h"

#include <gtest/gtest.h>

namespace envdeck::ctl {
namespace {

Workspace withDokploy()
{
    Environment prod;
    prod.name = QStringLiteral("prod");
    prod.kind = EnvironmentKind::Prod;
    prod.dokploy = DokployRef{};
    prod.dokploy->url = QUrl(QStringLiteral("https://dokploy.example.com"));
    Workspace workspace;
    workspace.name = QStringLiteral("acme");
    workspace.environments = {prod};
    return workspace;
}

Arguments typed(const char *line)
{
    return parse(QString::fromLatin1(line).split(QLatin1Char(' '))).arguments;
}

Problem guided(const Error &error, const char *line = "envdeckctl deploy api --env prod --to v2")
{
    const Workspace workspace = withDokploy();
    return withGuidance(answerOf(error), typed(line), secrets::secretKeys(workspace)).problems.first();
}

TEST(Guidance, AMissingKeyIsNamedWithItsOriginAndHowToGiveIt)
{
    const Error missing{ErrorCode::Unauthorized, QStringLiteral("dokploy/prod"), QStringLiteral("no-key"), 0};
    EXPECT_EQ(answerOf(missing).code, exitCredentials);
    qunsetenv("ENVDECK_SECRETS_FILE");
    Problem problem = guided(missing);
    EXPECT_EQ(problem.text,
              QStringLiteral("Dokploy of prod at https://dokploy.example.com: no key is stored for it"));
    EXPECT_TRUE(problem.next.contains(QLatin1String("Settings, Accounts"))) << qPrintable(problem.next);
    qputenv("ENVDECK_SECRETS_FILE", "/run/keys.json");
    problem = guided(missing);
    EXPECT_TRUE(problem.next.contains(QLatin1String("\"dokploy/prod\": {\"value\"")) &&
                problem.next.contains(QLatin1String("into /run/keys.json")))
        << qPrintable(problem.next);
    qunsetenv("ENVDECK_SECRETS_FILE");
}

TEST(Guidance, WhatAPolicyRefusesNamesTheWayThatItLeaves)
{
    const auto next = [](const char *detail) {
        return guided({ErrorCode::Forbidden, QStringLiteral("prod"), QString::fromLatin1(detail), 0},
                      "envdeckctl apply --env prod --confirm prod")
            .next;
    };
    EXPECT_TRUE(next("pull-request").endsWith(QLatin1String("envdeckctl workspace check")));
    for (const char *detail : {"destroy-by-policy", "not-by-pull-request abc1234"})
        EXPECT_TRUE(next(detail).endsWith(QLatin1String("envdeckctl plan --env prod --branch BRANCH")))
            << qPrintable(next(detail));
    EXPECT_TRUE(next("not-by-pull-request abc1234").startsWith(QLatin1String("git show abc1234")));
    EXPECT_EQ(next("frozen sat-sun"),
              QStringLiteral("envdeckctl apply --env prod --confirm prod --reason WHY"));
}

TEST(Guidance, TheGitRemotesKeyIsNamedByKindAndByTheAddressThatRefusedIt)
{
    const QList<secrets::SecretKey> keys{
        secrets::gitKey(withDokploy(), QUrl(QStringLiteral("https://git.example.com/acme/infra.git")))};
    qunsetenv("ENVDECK_SECRETS_FILE");
    const std::pair<Error, const char *> refusals[] = {
        {{ErrorCode::Unauthorized, QStringLiteral("git"), QStringLiteral("no-key"), 0},
         "no key is stored for it"},
        {{ErrorCode::Unauthorized, QStringLiteral("https://git.example.com/acme/infra.git"),
          QStringLiteral("fatal: could not read Username"), 128},
         "the key was refused"}};
    for (const auto &[error, cause] : refusals) {
        EXPECT_EQ(answerOf(error).code, exitCredentials);
        const Problem problem =
            withGuidance(answerOf(error), typed("envdeckctl doctor"), keys).problems.first();
        EXPECT_EQ(problem.text,
                  QStringLiteral("Git repository at https://git.example.com: ") + QLatin1String(cause));
        EXPECT_TRUE(problem.next.contains(QLatin1String("git's own credential helper")))
            << qPrintable(problem.next);
        EXPECT_TRUE(problem.next.contains(QLatin1String(
            "{\"git\": {\"value\": \"THE KEY\", \"origin\": \"https://git.example.com:443\"}}")));
    }
}

TEST(Guidance, AFileOfKeysThatOthersCanReadIsOneChmodAway)
{
    qputenv("ENVDECK_SECRETS_FILE", "/run/keys.json");
    EXPECT_EQ(guided({ErrorCode::Unauthorized, QStringLiteral("dokploy/prod"),
                      QStringLiteral("key-unreadable bad-config /run/keys.json mode 0644"), 0})
                  .next,
              QStringLiteral("chmod 600 /run/keys.json"));
    qunsetenv("ENVDECK_SECRETS_FILE");
}

TEST(Guidance, EveryErrorHasAWayOn)
{
    for (const ErrorCode code : {ErrorCode::Canceled,    ErrorCode::Timeout,      ErrorCode::Unreachable,
                                 ErrorCode::Tls,         ErrorCode::Unauthorized, ErrorCode::Forbidden,
                                 ErrorCode::NotFound,    ErrorCode::Conflict,     ErrorCode::RateLimited,
                                 ErrorCode::BadResponse, ErrorCode::BadInput,     ErrorCode::BadConfig,
                                 ErrorCode::ToolMissing, ErrorCode::ToolFailed,   ErrorCode::Locked,
                                 ErrorCode::Io,          ErrorCode::Internal,     ErrorCode::OutcomeUnknown,
                                 ErrorCode::Unhealthy,   ErrorCode::OriginMoved}) {
        const Problem problem = guided({code, QStringLiteral("prod/api"), QStringLiteral("words"), 0});
        EXPECT_FALSE(problem.next.isEmpty()) << qPrintable(problem.code);
        EXPECT_FALSE(problem.text.contains(problem.code)) << qPrintable(problem.text); // words, not codes
    }
}

TEST(Guidance, ABadVersionLeadsBack)
{
    EXPECT_EQ(guided({ErrorCode::Unhealthy, QStringLiteral("prod/api"), QStringLiteral("error-rate 8.3"), 0},
                     "envdeckctl deploy api --env prod --to v2 --confirm prod")
                  .next,
              QStringLiteral("envdeckctl rollback api --env prod --confirm prod --wait"));
}

TEST(Guarding, WhatIsToBeConfirmedIsSaidAsACommand)
{
    const Guard guard = guardFor(Risk::R2, withDokploy().environments.first());
    const auto refused = refusedBy(guard, typed("envdeckctl deploy api --env prod --to v2"));
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->code, exitRefused);
    EXPECT_EQ(refused->problems.first().next,
              QStringLiteral("envdeckctl deploy api --env prod --to v2 --confirm prod"));
    EXPECT_EQ(refusedBy(guard, typed("envdeckctl deploy api --env prod --to v2 --confirm Prod"))
                  ->problems.first()
                  .next,
              QStringLiteral("envdeckctl deploy api --env prod --to v2 --confirm prod"));
    EXPECT_EQ(
        refusedBy(guard, typed("envdeckctl deploy Prod --confirm=Prod --env prod --to Prod --reason Prod"))
            ->problems.first()
            .next,
        QStringLiteral("envdeckctl deploy Prod --confirm=prod --env prod --to Prod --reason Prod"));
    EXPECT_FALSE(refusedBy(guard, typed("envdeckctl deploy api --env prod --to v2 --confirm prod")));
}

TEST(Guarding, AFreezeAsksForAReasonOfAChangedVariableToo)
{
    const Freeze freeze{QStringLiteral("until 2026-12-24"), QStringLiteral("audit")};
    const auto frozen =
        frozenBy(freeze, typed("envdeckctl variables set size cx43 --env prod --confirm prod"));
    ASSERT_TRUE(frozen);
    EXPECT_EQ(
        frozen->next,
        QStringLiteral("envdeckctl variables set size cx43 --env prod --confirm prod --reason 'why now'"));
    EXPECT_FALSE(frozenBy(freeze, typed("envdeckctl variables set size cx43 --env prod --reason orders")));
    EXPECT_FALSE(frozenBy({}, typed("envdeckctl variables set size cx43 --env prod")));
}

TEST(Guidance, ASecretOfTerraformIsNamedWithTheCommandThatGivesIt)
{
    const QString kind = QStringLiteral("terraform/prod/HCLOUD_TOKEN");
    const QString give = QStringLiteral("envdeckctl variables secret set HCLOUD_TOKEN --env prod < FILE");
    Problem problem =
        guided({ErrorCode::Unauthorized, kind, QStringLiteral("no-secret"), 0}, "envdeckctl plan --env prod");
    EXPECT_EQ(problem.text, QStringLiteral("HCLOUD_TOKEN of prod has no value, and a plan needs it"));
    EXPECT_EQ(problem.next, give);
    problem = guided({ErrorCode::OriginMoved, kind, QStringLiteral("/srv/a -> /srv/b"), 0},
                     "envdeckctl plan --env prod");
    EXPECT_TRUE(problem.text.contains(QLatin1String("another repository"))) << qPrintable(problem.text);
    EXPECT_EQ(problem.next, give);
    problem = guided({ErrorCode::Unauthorized, kind, QStringLiteral("key-unreadable locked"), 0},
                     "envdeckctl plan --env prod");
    EXPECT_TRUE(problem.text.endsWith(QLatin1String("(locked)"))) << qPrintable(problem.text);
}

} // namespace
} // namespace envdeck::ctl
