// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/attention_text.h"
#include "ui/text/cause_words.h"
#include "ui/text/error_text.h"
#include "ui/text/plan_lines.h"
#include "ui/text/preflight_text.h"

#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

Error coded(ErrorCode code, const char *detail, int status = 0)
{
    return Error{code, QStringLiteral("prod/api"), QLatin1String(detail), status};
}

TEST(Causes, NoCodeWordOfOursReachesAPerson)
{
    for (const char *word : {"no-key", "key-unreadable locked", "already-current", "line-changed",
                             "not-configured", "no-remote", "no-identity", "never-deployed", "not-pushed",
                             "no-plan", "plan-expired", "plan-moved serial", "no-terraform-folder"}) {
        const QString cause = causeText(coded(ErrorCode::Conflict, word));
        EXPECT_EQ(cause, knownCause(coded(ErrorCode::Conflict, word))) << word;
        EXPECT_FALSE(cause.isEmpty() || cause.contains(QLatin1String(word))) << word;
    }
}

TEST(Causes, OthersWordsAreNotTakenForOurs)
{
    EXPECT_EQ(knownCause(coded(ErrorCode::ToolFailed, "manifest unknown")), QString());
    EXPECT_EQ(knownCause(coded(ErrorCode::ToolFailed, "crashed")), QString());
}

TEST(Causes, AMissingKeyIsNotARefusedOne)
{
    EXPECT_EQ(causeText(coded(ErrorCode::Unauthorized, "no-key")), QStringLiteral("no key is stored for it"));
    EXPECT_EQ(causeText(coded(ErrorCode::Unauthorized, "")), QStringLiteral("the key was refused"));
}

TEST(Causes, SayWhatTheNewVersionDid)
{
    EXPECT_EQ(causeText(coded(ErrorCode::Unhealthy, "crashed api-1 exited", 137)),
              QStringLiteral("the new version crashed with exit code 137"));
    EXPECT_EQ(causeText(coded(ErrorCode::Unhealthy, "health down", 503)),
              QStringLiteral("the new version stopped answering well (HTTP 503)"));
    EXPECT_EQ(causeText(coded(ErrorCode::Unhealthy, "never-healthy no answer")),
              QStringLiteral("the new version never answered well (no answer)"));
    EXPECT_TRUE(causeText(coded(ErrorCode::Unhealthy, "error-rate 8.3"))
                    .startsWith(QLatin1String("8.3 % of the requests")));
}

TEST(Causes, ASourceWithoutItsKeySaysSoInTheOverviewToo)
{
    health::Attention attention;
    attention.code = health::AttentionCode::SourceFailed;
    attention.facts = {{QStringLiteral("source"), QStringLiteral("dokploy")},
                       {QStringLiteral("error"), QStringLiteral("unauthorized")},
                       {QStringLiteral("detail"), QStringLiteral("no-key")}};
    EXPECT_EQ(attentionText(attention), QStringLiteral("Dokploy: no key is stored for it"));
}

TEST(PreflightWords, NameTheImageWithoutItsRegistryAndDigest)
{
    const QString image =
        QStringLiteral("127.0.0.1:5000/acme/api:v9.9.9@sha256:") + QString(64, QLatin1Char('a'));
    PreflightCheck check{
        QStringLiteral("image-in-registry"), Verdict::Failed, {{QStringLiteral("image"), image}}, {}};
    EXPECT_EQ(preflightText(check), QStringLiteral("The registry has no image acme/api:v9.9.9"));
    check.verdict = Verdict::Ok;
    EXPECT_EQ(preflightText(check), QStringLiteral("The registry has the image acme/api:v9.9.9"));
}

AttributeChange changed(const char *path, const char *before, const char *after)
{
    AttributeChange change;
    change.path = QLatin1String(path);
    change.before = QLatin1String(before);
    change.after = QLatin1String(after);
    change.hadBefore = !change.before.isEmpty();
    change.hasAfter = !change.after.isEmpty();
    return change;
}

TEST(PlanLines, ShowHowEachAttributeChanges)
{
    EXPECT_EQ(attributeLine(changed("size", "\"s\"", "\"m\"")), QStringLiteral("size: \"s\" -> \"m\""));
    EXPECT_EQ(attributeLine(changed("size", "", "\"m\"")), QStringLiteral("size: \"m\""));
    EXPECT_EQ(attributeLine(changed("size", "\"s\"", "")), QStringLiteral("size: \"s\" -> (removed)"));
    AttributeChange forces = changed("image", "\"a\"", "");
    forces.unknownAfter = forces.forcesReplacement = true;
    EXPECT_EQ(attributeLine(forces),
              QStringLiteral("image: \"a\" -> (known after apply)  (forces replacement)"));
}

TEST(PlanLines, ASensitiveValueIsNeverInThem)
{
    AttributeChange secret = changed("password", "\"hunter2\"", "\"hunter3\"");
    secret.sensitive = true;
    EXPECT_EQ(attributeLine(secret), QStringLiteral("password: (sensitive value)"));
}

TEST(PlanLines, SayWhyAndWhatIsLostAndCount)
{
    ResourceChange server;
    server.address = QStringLiteral("module.vps.hcloud_server.one");
    server.type = QStringLiteral("hcloud_server");
    server.action = ChangeAction::ReplaceDeleteFirst;
    server.reason = QStringLiteral("replace_because_cannot_update");
    server.attributes = {changed("image", "\"debian-12\"", "\"debian-13\"")};
    ResourceChange same;
    same.address = QStringLiteral("module.dns.record");
    Plan plan;
    plan.resources = {server, same};
    plan.counts = countsOf(plan.resources);
    EXPECT_EQ(planLines(plan),
              (QStringList{
                  QStringLiteral("-/+ module.vps.hcloud_server.one: Replace, destroy first"),
                  QStringLiteral("      ! forced by an attribute that cannot change in place"),
                  QStringLiteral("      ! Data on its disk is lost"),
                  QStringLiteral("        image: \"debian-12\" -> \"debian-13\""), QString(),
                  QStringLiteral("Plan: 0 to add, 0 to change, 1 to replace, 0 to destroy; 1 unchanged")}));
}

TEST(PlanLines, OfNothingSayThatNothingChanges)
{
    EXPECT_EQ(planLines(Plan()).size(), 1);
}

} // namespace
} // namespace envdeck::ui
