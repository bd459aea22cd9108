// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/arguments.h"
#include "app/ctl/job_watch.h"
#include "app/ctl/pulls.h"

#include <gtest/gtest.h>

namespace envdeck::ctl {
namespace {

QString q(const char *text)
{
    return QString::fromUtf8(text);
}

Arguments parsed(const QStringList &words)
{
    const ParseResult result = parse(QStringList{q("envdeckctl")} + words);
    EXPECT_FALSE(result.leave) << qPrintable(result.text);
    return result.arguments;
}

const QStringList deployWords{q("deploy"), q("api"), q("--env"), q("prod"), q("--to"), q("v2")};

jobs::Job job(const QStringList &steps)
{
    jobs::Job made;
    for (const QString &id : steps)
        made.steps.append({id, false, std::chrono::minutes(1), {}});
    return made;
}

TEST(Via, IsThePolicyUnlessItIsNamed)
{
    const Arguments plain = parsed(deployWords);
    EXPECT_EQ(wayOf(ChangePath::Push, plain), ChangePath::Push);
    EXPECT_EQ(wayOf(ChangePath::PullRequest, plain), ChangePath::PullRequest);
    const Arguments request =
        parsed(deployWords + QStringList{q("--via"), q("pull-request"), q("--merge"), q("--wait")});
    EXPECT_EQ(wayOf(ChangePath::Push, request), ChangePath::PullRequest);
    EXPECT_TRUE(request.merge && request.wait);
    EXPECT_TRUE(parse(QStringList{q("envdeckctl")} + deployWords + QStringList{q("--via"), q("mail")}).leave);
}

TEST(Via, APolicyIsNotPushedPastAndAHostMustBeThere)
{
    const Arguments plain = parsed(deployWords);
    const Arguments push = parsed(deployWords + QStringList{q("--via"), q("push")});
    const Arguments request = parsed(deployWords + QStringList{q("--via"), q("pull-request")});
    EXPECT_FALSE(wayRefused(ChangePath::Push, false, plain));
    EXPECT_FALSE(wayRefused(ChangePath::Push, true, request));
    EXPECT_FALSE(wayRefused(ChangePath::PullRequest, true, plain));
    EXPECT_TRUE(wayRefused(ChangePath::PullRequest, true, push));
    EXPECT_TRUE(wayRefused(ChangePath::PullRequest, false, plain));
    EXPECT_TRUE(wayRefused(ChangePath::Push, false, request));
}

JobStatus left()
{
    JobStatus status;
    status.operation = q("op-1");
    status.kind = q("deploy");
    status.environment = q("prod");
    status.subject = q("prod/api");
    status.detail = q("v1 -> v2");
    status.state = JobState::Unknown;
    status.resumable = true;
    StepStatus request;
    request.id = q("request");
    request.state = StepState::Done;
    request.note = pullNote(
        {12, 0, {}, 0, 0, MergeHindrance::Computed, QUrl(q("https://github.com/acme/infra/pull/12"))});
    StepStatus approval;
    approval.id = q("approval");
    status.steps = {request, approval};
    return status;
}

TEST(Via, WithWaitTheSameChangeThatIsOpenGoesOn)
{
    jobs::Job same = job({q("request"), q("approval")});
    same.kind = q("deploy");
    same.environment = q("prod");
    same.subject = q("prod/api");
    same.detail = q("v1 -> v2");
    const auto found = openRequest({left()}, same);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->operation, q("op-1"));
    jobs::Job other = same;
    other.detail = q("v1 -> v3");
    EXPECT_FALSE(openRequest({left()}, other));
    JobStatus followed = left();
    followed.elsewhere = true;
    EXPECT_FALSE(openRequest({followed}, same));
    JobStatus done = left();
    done.state = JobState::Succeeded;
    EXPECT_FALSE(openRequest({done}, same));
}

TEST(Via, AnOpenPullRequestIsNoSuccess)
{
    JobStatus status = left();
    status.state = JobState::Running;
    status.current = 1;
    const Answer answer = answerOf(status);
    EXPECT_EQ(answer.data.value(q("state")).toString(), q("waiting"));
    EXPECT_TRUE(answer.isOk());
    EXPECT_TRUE(answer.lines.join(QLatin1Char('\n')).contains(q("its pull request is open")));
}

TEST(Via, AnAnswerNamesThePullRequest)
{
    JobStatus status;
    status.operation = q("op-1");
    status.state = JobState::Succeeded;
    StepStatus step;
    step.id = q("request");
    step.state = StepState::Done;
    step.note = pullNote(
        {12, 0, {}, 0, 0, MergeHindrance::Computed, QUrl(q("https://github.com/acme/infra/pull/12"))});
    status.steps = {step};
    const Answer answer = answerOf(status);
    const QJsonObject pull = answer.data.value(q("pullRequest")).toObject();
    EXPECT_EQ(pull.value(q("number")).toInt(), 12);
    EXPECT_EQ(pull.value(q("url")).toString(), q("https://github.com/acme/infra/pull/12"));
    EXPECT_TRUE(pull.value(q("approvalsWanted")).isNull());
    EXPECT_EQ(openedLines(answer, q("deploy prod/api")).first(),
              q("deploy prod/api: pull request #12 is open; nothing is changed until it is merged (the "
                "window follows it, and so does this command once more with --wait)"));
}

} // namespace
} // namespace envdeck::ctl
