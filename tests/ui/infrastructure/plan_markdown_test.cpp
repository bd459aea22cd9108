// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/plan_model.h"
#include "ui/text/markdown.h"
#include "ui/text/plan_lines.h"
#include "ui/text/proposal_text.h"

#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

QString text8(const char *text)
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
    static const QStringList texts{text8("[pay](https://evil.example)"),
                                   text8("![x](https://evil.example/p.png)"),
                                   text8("@everyone and #12, GH-7"),
                                   text8("<img src=x onerror=alert(1)>"),
                                   text8("` <b>out</b> `"),
                                   text8("``` <b>out</b>"),
                                   text8("one\n\n# two\n- three"),
                                   text8("**bold** _it_ ~~gone~~ &amp;"),
                                   text8("a\u2028# b\u202e c\x1b[31m"),
                                   text8("https://evil.example"),
                                   text8("`"),
                                   text8(" ")};
    return texts;
}

void expectHarmless(const QString &markdown)
{
    for (const QString &line : markdown.split(u'\n')) {
        const QString rest = outsideOfCode(line);
        for (const char *mark : {"evil", "@", "#12", "GH-7", "<", "](", "~~", "_it_", "bold", "&amp", "out"})
            EXPECT_FALSE(rest.contains(text8(mark))) << mark << " in " << qPrintable(line);
        EXPECT_FALSE(line.startsWith(text8("# "))) << qPrintable(line);
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
        reviewed.record.commit = text8("0123456789");
        expectHarmless(proposalBody(reviewed, planMarkdown(planOf(text), text), {}));
    }
}

TEST(PlanMarkdown, WhatThePlanSaysOfAChangeStaysToBeRead)
{
    Plan plan = planOf(text8("a.b[\"k\"]"));
    plan.resources[0].reason = text8("replace_because_tainted");
    const QString markdown = planMarkdown(plan, text8("test"));
    EXPECT_TRUE(markdown.contains(text8("moved from `a.b[\"k\"]`"))) << qPrintable(markdown);
    EXPECT_TRUE(markdown.contains(text8("imported from `a.b[\"k\"]`")));
    EXPECT_TRUE(markdown.contains(text8("marked as tainted; ")));
    EXPECT_TRUE(markdown.startsWith(text8("**Plan for test:**")));
}

// What changed outside costs already what it costs.
TEST(PlanMarkdown, APlanThatAcceptsWhatIsThereNamesNoCostAndSpeaksOfTheState)
{
    AttributeChange size;
    size.path = text8("server_type");
    size.before = text8("\"cx22\"");
    size.after = text8("\"cx32\"");
    size.hadBefore = size.hasAfter = true;
    AttributeChange place = size;
    place.path = text8("location");
    place.before = place.after = text8("\"nbg1\"");
    place.changed = false;
    ResourceChange server;
    server.address = text8("hcloud_server.app");
    server.type = text8("hcloud_server");
    server.action = ChangeAction::Update;
    server.attributes = {size, place};
    Plan plan;
    plan.resources = {server};
    plan.counts = countsOf(plan.resources);
    EXPECT_TRUE(planMarkdown(plan, text8("dev")).contains(text8("Monthly cost")));
    EXPECT_FALSE(planMarkdown(plan, text8("dev"), PlanMode::RefreshOnly).contains(text8("Monthly cost")));
    EXPECT_TRUE(planLines(plan).join(u'\n').contains(text8("Monthly cost")));
    EXPECT_FALSE(planLines(plan, PlanMode::RefreshOnly).join(u'\n').contains(text8("Monthly cost")));
    EXPECT_EQ(planLines(Plan(), PlanMode::RefreshOnly),
              QStringList{text8("No changes: what runs is what the state says")});
    EXPECT_EQ(planLines(Plan(), PlanMode::Destroy),
              QStringList{text8("No changes: there is nothing to destroy")});
}

TEST(PlanMarkdown, ACodeSpanHoldsWhateverStandsInIt)
{
    EXPECT_EQ(markdownCode(text8("plain")), text8("`plain`"));
    EXPECT_EQ(markdownCode(text8("a`b")), text8("`` a`b ``"));
    EXPECT_EQ(markdownCode({}), text8("`  `"));
    EXPECT_EQ(markdownCode(text8("a\tb\u202e")), text8("`a b\\u202e`"));
    EXPECT_EQ(markdownCode(QString(500, u'x')).size(), 123);
    EXPECT_EQ(markdownName(text8("prod-eu_1")), text8("prod-eu_1"));
    EXPECT_EQ(markdownName(text8("a.b")), text8("`a.b`"));
}

} // namespace
} // namespace envdeck::ui
