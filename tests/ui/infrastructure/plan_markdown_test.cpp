// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/plan_model.h"
#include "ui/text/markdown.h"
#include "ui/text/plan_lines.h"
#include "ui/text/proposal_text.h"

#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

QString q(const char *text)
{
    return QString::fromUtf8(text);
}

// What a reader of Markdown takes for text and marks: all but the code spans, each ended by as many
// backticks as began it.
QString outsideOfCode(const QString &line)
{
    QString left;
    for (qsizetype i = 0; i < line.size();) {
        if (line.at(i) != u'`') {
            left += line.at(i++);
            continue;
        }
        const auto runAt = [&line](qsizetype at) {
            qsizetype end = at;
            while (end < line.size() && line.at(end) == u'`')
                ++end;
            return end - at;
        };
        const qsizetype fence = runAt(i);
        qsizetype close = i + fence;
        while (close < line.size() && runAt(close) != fence)
            close += qMax<qsizetype>(1, runAt(close));
        EXPECT_LT(close, line.size()) << "a fence that nothing ends: " << qPrintable(line);
        i = close + fence;
    }
    return left;
}

const QStringList &hostile()
{
    static const QStringList texts{q("[pay](https://evil.example)"),
                                   q("![x](https://evil.example/p.png)"),
                                   q("@everyone and #12, GH-7"),
                                   q("<img src=x onerror=alert(1)>"),
                                   q("` <b>out</b> `"),
                                   q("``` <b>out</b>"),
                                   q("one\n\n# two\n- three"),
                                   q("**bold** _it_ ~~gone~~ &amp;"),
                                   q("a\u2028# b\u202e c\x1b[31m"),
                                   q("https://evil.example"),
                                   q("`"),
                                   q(" ")};
    return texts;
}

void expectHarmless(const QString &markdown)
{
    for (const QString &line : markdown.split(u'\n')) {
        const QString rest = outsideOfCode(line);
        for (const char *mark : {"evil", "@", "#12", "GH-7", "<", "](", "~~", "_it_", "bold", "&amp", "out"})
            EXPECT_FALSE(rest.contains(q(mark))) << mark << " in " << qPrintable(line);
        EXPECT_FALSE(line.startsWith(q("# "))) << qPrintable(line);
        EXPECT_FALSE(line.contains(QChar(0x202e)) || line.contains(QChar(0x1b))) << qPrintable(line);
    }
}

Plan planOf(const QString &text)
{
    AttributeChange attribute;
    attribute.path = text;
    attribute.before = attribute.after = text;
    attribute.hadBefore = attribute.hasAfter = true;
    ResourceChange change;
    change.address = change.previousAddress = change.importId = change.deposed = change.reason = text;
    change.module = change.type = change.name = change.rawAction = text;
    change.action = ChangeAction::Other;
    change.attributes = {attribute};
    OutputChange output;
    output.name = text;
    output.action = ChangeAction::Create;
    output.attributes = {attribute};
    Plan plan;
    plan.resources = {change};
    plan.outputs = {output};
    return plan;
}

TEST(PlanMarkdown, NothingThatAPlanSaysIsAMarkALinkAMentionOrHtml)
{
    for (const QString &text : hostile()) {
        const QString markdown = planMarkdown(planOf(text), text);
        EXPECT_TRUE(markdown.contains(PlanModel::tr("Outputs")));
        expectHarmless(markdown);
    }
}

TEST(PlanMarkdown, NeitherIsABranchInAPullRequest)
{
    for (const QString &text : hostile()) {
        infrastructure::ReviewedPlan reviewed;
        reviewed.environment = text;
        reviewed.branch = text;
        reviewed.record.commit = q("0123456789");
        expectHarmless(proposalBody(reviewed, planMarkdown(planOf(text), text), {}));
    }
}

TEST(PlanMarkdown, WhatThePlanSaysOfAChangeStaysToBeRead)
{
    Plan plan = planOf(q("a.b[\"k\"]"));
    plan.resources[0].reason = q("replace_because_tainted");
    const QString markdown = planMarkdown(plan, q("test"));
    EXPECT_TRUE(markdown.contains(q("moved from `a.b[\"k\"]`"))) << qPrintable(markdown);
    EXPECT_TRUE(markdown.contains(q("imported from `a.b[\"k\"]`")));
    EXPECT_TRUE(markdown.contains(q("marked as tainted; ")));
    EXPECT_TRUE(markdown.startsWith(q("**Plan for test:**")));
}

// What changed outside costs already what it costs.
TEST(PlanMarkdown, APlanThatAcceptsWhatIsThereNamesNoCostAndSpeaksOfTheState)
{
    AttributeChange size;
    size.path = q("server_type");
    size.before = q("\"cx22\"");
    size.after = q("\"cx32\"");
    size.hadBefore = size.hasAfter = true;
    AttributeChange place = size;
    place.path = q("location");
    place.before = place.after = q("\"nbg1\"");
    place.changed = false;
    ResourceChange server;
    server.address = q("hcloud_server.app");
    server.type = q("hcloud_server");
    server.action = ChangeAction::Update;
    server.attributes = {size, place};
    Plan plan;
    plan.resources = {server};
    plan.counts = countsOf(plan.resources);
    EXPECT_TRUE(planMarkdown(plan, q("dev")).contains(q("Monthly cost")));
    EXPECT_FALSE(planMarkdown(plan, q("dev"), PlanMode::RefreshOnly).contains(q("Monthly cost")));
    EXPECT_TRUE(planLines(plan).join(u'\n').contains(q("Monthly cost")));
    EXPECT_FALSE(planLines(plan, PlanMode::RefreshOnly).join(u'\n').contains(q("Monthly cost")));
    EXPECT_EQ(planLines(Plan(), PlanMode::RefreshOnly),
              QStringList{q("No changes: what runs is what the state says")});
    EXPECT_EQ(planLines(Plan(), PlanMode::Destroy),
              QStringList{q("No changes: there is nothing to destroy")});
}

TEST(PlanMarkdown, ACodeSpanHoldsWhateverStandsInIt)
{
    EXPECT_EQ(markdownCode(q("plain")), q("`plain`"));
    EXPECT_EQ(markdownCode(q("a`b")), q("`` a`b ``"));
    EXPECT_EQ(markdownCode({}), q("`  `"));
    EXPECT_EQ(markdownCode(q("a\tb\u202e")), q("`a b\\u202e`"));
    EXPECT_EQ(markdownCode(QString(500, u'x')).size(), 123);
    EXPECT_EQ(markdownName(q("prod-eu_1")), q("prod-eu_1"));
    EXPECT_EQ(markdownName(q("a.b")), q("`a.b`"));
}

} // namespace
} // namespace envdeck::ui
