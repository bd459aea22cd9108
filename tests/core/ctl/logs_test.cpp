// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/arguments.h"
#include "app/ctl/exit_code.h"
#include "app/ctl/log_printer.h"
#include "app/ctl/names.h"
#include "core/logs/level.h"

#include <gtest/gtest.h>

namespace envdeck::ctl {
namespace {

Arguments argumentsOf(const char *line)
{
    const ParseResult result = parse(QString::fromLatin1(line).split(QLatin1Char(' ')));
    EXPECT_FALSE(result.leave) << qPrintable(result.text);
    return result.arguments;
}

void add(envdeck::logs::Store &store, qint64 time, const QByteArray &text, const char *source)
{
    store.append(std::vector<envdeck::logs::Line>{
        {time, store.addSource(QString::fromLatin1(source)), envdeck::logs::levelOf(text), text}});
}

QByteArrayList textsOf(const envdeck::logs::Snapshot &snapshot, const QList<qint64> &rows)
{
    QByteArrayList texts;
    for (const qint64 row : rows)
        texts.append(snapshot.line(row).text.toByteArray());
    return texts;
}

TEST(LogsCommand, SaysWhichLinesAreWanted)
{
    const Arguments arguments =
        argumentsOf("envdeckctl logs api --env prod --since 10m --tail 50 -f --level error");
    EXPECT_EQ(arguments.verb, QStringLiteral("logs"));
    EXPECT_EQ(arguments.app, QStringLiteral("api"));
    EXPECT_EQ(arguments.since, QStringLiteral("10m"));
    EXPECT_EQ(arguments.tail, 50);
    EXPECT_TRUE(arguments.follow);
    EXPECT_EQ(arguments.level, QStringLiteral("error"));
    EXPECT_FALSE(argumentsOf("envdeckctl logs --env prod --container web --grep timeout").follow);
    for (const char *wrong :
         {"envdeckctl logs api --container web --env prod", "envdeckctl logs --level loud"})
        EXPECT_EQ(parse(QString::fromLatin1(wrong).split(QLatin1Char(' '))).code, exitUsage) << wrong;
}

TEST(LogsCommand, NeedsAnEnvironmentAndNoApp)
{
    Workspace workspace;
    Environment prod;
    prod.name = QStringLiteral("prod");
    workspace.environments.append(prod);
    App api;
    api.name = QStringLiteral("api");
    api.environments = QStringList{prod.name};
    workspace.apps.append(api);
    EXPECT_TRUE(misnamed(workspace, argumentsOf("envdeckctl logs api")));
    EXPECT_FALSE(misnamed(workspace, argumentsOf("envdeckctl logs --env prod")));
    EXPECT_FALSE(misnamed(workspace, argumentsOf("envdeckctl logs api --env prod")));
    const auto wrong = misnamed(workspace, argumentsOf("envdeckctl logs apii --env prod"));
    ASSERT_TRUE(wrong);
    EXPECT_EQ(wrong->problems.first().next, QStringLiteral("envdeckctl logs api --env prod"));
}

TEST(LogLines, AreTextAndJsonWithSecretsReplaced)
{
    envdeck::logs::Store store({});
    add(store, 1'772'448'067'221, "\x1b[31mERROR\x1b[0m key=sk-live-4711-0815", "prod-1 api.2");
    add(store, 1'772'448'067'300, "plain", "prod-1 web");
    Redactor redactor;
    redactor.learn(Secret("sk-live-4711-0815"));
    const auto snapshot = store.snapshot();
    EXPECT_EQ(lineText(snapshot, 0, 14, redactor),
              QStringLiteral("2026-03-02T10:41:07.221Z  prod-1 api.2    ERROR    ERROR key=******"));
    EXPECT_EQ(lineText(snapshot, 1, 14, redactor),
              QStringLiteral("2026-03-02T10:41:07.300Z  prod-1 web               plain"));
    hosts::LogSource api;
    api.host = {QStringLiteral("prod"), QStringLiteral("prod-1")};
    api.container = QStringLiteral("api.2");
    const QJsonObject json = lineJson(snapshot, 0, {{0, api}}, redactor);
    EXPECT_EQ(json, (QJsonObject{{QStringLiteral("event"), QStringLiteral("line")},
                                 {QStringLiteral("at"), QStringLiteral("2026-03-02T10:41:07.221Z")},
                                 {QStringLiteral("host"), QStringLiteral("prod-1")},
                                 {QStringLiteral("container"), QStringLiteral("api.2")},
                                 {QStringLiteral("level"), QStringLiteral("error")},
                                 {QStringLiteral("text"), QStringLiteral("ERROR key=******")}}));
    EXPECT_TRUE(lineJson(snapshot, 1, {}, redactor).value(QStringLiteral("level")).isNull());
}

TEST(LogLines, EachIsToldOnceHoweverLateItComes)
{
    envdeck::logs::Store store({});
    NewRows rows;
    EXPECT_TRUE(rows.in(store.snapshot()).isEmpty());
    add(store, 10, "ten", "a");
    add(store, 20, "twenty", "a");
    auto snapshot = store.snapshot();
    EXPECT_EQ(textsOf(snapshot, rows.in(snapshot)), (QByteArrayList{"ten", "twenty"}));
    add(store, 15, "fifteen", "b");
    add(store, 5, "five", "b");
    add(store, 30, "thirty", "a");
    add(store, 12, "twelve", "c");
    snapshot = store.snapshot();
    EXPECT_EQ(textsOf(snapshot, rows.in(snapshot)), (QByteArrayList{"five", "twelve", "fifteen", "thirty"}));
    EXPECT_TRUE(rows.in(store.snapshot()).isEmpty());
}

} // namespace
} // namespace envdeck::ctl
