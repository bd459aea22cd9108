// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gitops/history.h"

#include "core/gitops/trailers.h"

#include <gtest/gtest.h>

namespace envdeck::gitops {
namespace {

const Target prodApi{QStringLiteral("prod"), QStringLiteral("api")};
const QDateTime monday(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC);

// Versions of the compose file, told oldest first.
class HistoryBuilder {
public:
    HistoryBuilder &version(const QString &tag, const QString &message = QStringLiteral("Change"))
    {
        return content("services:\n  api:\n    image: a/api:" + tag.toUtf8() + '\n', message);
    }
    HistoryBuilder &content(const QByteArray &text, const QString &message = QStringLiteral("Change"))
    {
        git::FileVersion version;
        version.commit.sha =
            QStringLiteral("%1").arg(m_history.versions.size() + 1, 40, 16, QLatin1Char('0'));
        version.commit.author = QStringLiteral("anna");
        version.commit.message = message;
        version.commit.at = monday.addSecs(3600 * m_history.versions.size());
        version.content = text;
        m_history.versions.prepend(version);
        return *this;
    }
    HistoryBuilder &removed()
    {
        content({}, QStringLiteral("Remove api"));
        m_history.versions.first().present = false;
        return *this;
    }
    HistoryBuilder &merged(const QString &message)
    {
        m_history.versions.first().mergedMessage = message;
        return *this;
    }
    QList<Deployment> deployments(bool complete = true)
    {
        m_history.complete = complete;
        return deploymentsOf(prodApi, {QStringLiteral("api")}, m_history, monday.addDays(1));
    }

private:
    git::FileHistory m_history;
};

QString rollbackMessage(const QString &to, const Target &target = prodApi)
{
    Trailers trailers;
    trailers.operation = QStringLiteral("019a1b2c-3d4e-7f60-8a1b-2c3d4e5f6071");
    trailers.action = Action::Rollback;
    trailers.target = target;
    trailers.to = to;
    trailers.digest = QStringLiteral("sha256:") + QString(64, u'a');
    trailers.reason = QStringLiteral("errors");
    return commitMessage(QStringLiteral("Roll back"), trailers);
}

QString tags(const QList<Deployment> &deployments)
{
    QStringList out;
    for (const Deployment &d : deployments) {
        QString marks;
        for (const auto &[set, letter] :
             {std::pair(d.current, 'c'), {d.superseded, 's'}, {d.rolledBack, 'r'}, {d.held, 'h'}})
            marks += set ? QString(QLatin1Char(letter)) : QString();
        out.append(d.image.tag + u'/' + marks);
    }
    return out.join(u' ');
}

TEST(History, HoldsOnlyCommitsThatChangedTheImageNewestFirst)
{
    const auto rows = HistoryBuilder()
                          .version(QStringLiteral("v1"))
                          .version(QStringLiteral("v1"), QStringLiteral("Comment"))
                          .version(QStringLiteral("v2"))
                          .version(QStringLiteral("v3"))
                          .deployments();
    EXPECT_EQ(tags(rows), QStringLiteral("v3/c v2/s v1/s"));
    EXPECT_EQ(rows.at(1).at, monday.addSecs(2 * 3600));
    EXPECT_EQ(rows.at(1).liveFor, std::chrono::hours(1));
    EXPECT_EQ(rows.at(2).liveFor, std::chrono::hours(2));
    EXPECT_EQ(rows.at(0).liveFor, std::chrono::hours(21));
    EXPECT_EQ(rows.at(0).author, QStringLiteral("anna"));
    EXPECT_EQ(rows.at(0).target, prodApi);
}

TEST(History, ARollbackMarksWhatItLeft)
{
    const auto rows = HistoryBuilder()
                          .version(QStringLiteral("v1"))
                          .version(QStringLiteral("v2"))
                          .version(QStringLiteral("v1"), rollbackMessage(QStringLiteral("v1")))
                          .deployments();
    EXPECT_EQ(tags(rows), QStringLiteral("v1/c v2/r v1/s"));
    EXPECT_EQ(rows.at(0).action, Action::Rollback);
    EXPECT_EQ(rows.at(0).reason, QStringLiteral("errors"));
    EXPECT_EQ(rows.at(0).operation, QStringLiteral("019a1b2c-3d4e-7f60-8a1b-2c3d4e5f6071"));
    EXPECT_EQ(rows.at(0).image.digest, QStringLiteral("sha256:") + QString(64, u'a'));
    EXPECT_FALSE(rows.at(1).action);
}

TEST(History, ARevertByHandIsARollbackToo)
{
    const auto rows = HistoryBuilder()
                          .version(QStringLiteral("v1"))
                          .version(QStringLiteral("v2"))
                          .version(QStringLiteral("v1"), QStringLiteral("Revert \"v2\""))
                          .version(QStringLiteral("v3"))
                          .deployments();
    EXPECT_EQ(tags(rows), QStringLiteral("v3/c v1/s v2/r v1/s"));
}

TEST(History, TrailersOfAnotherTargetDoNotCount)
{
    const auto rows =
        HistoryBuilder()
            .version(QStringLiteral("v1"))
            .version(QStringLiteral("v2"),
                     rollbackMessage(QStringLiteral("v2"), {QStringLiteral("dev"), QStringLiteral("api")}))
            .deployments();
    EXPECT_EQ(tags(rows), QStringLiteral("v2/c v1/s"));
    EXPECT_TRUE(rows.at(0).operation.isEmpty());
    EXPECT_TRUE(rows.at(0).image.digest.isEmpty());
}

TEST(History, NamesThePullRequest)
{
    const auto rows =
        HistoryBuilder()
            .version(QStringLiteral("v1"), QStringLiteral("Merge pull request #214 from acme/x\n\nbody"))
            .version(QStringLiteral("v2"), QStringLiteral("Bump api (#7)\n"))
            .version(QStringLiteral("v3"), QStringLiteral("see #9 for more"))
            .deployments();
    EXPECT_EQ(rows.at(2).source, QStringLiteral("PR #214"));
    EXPECT_EQ(rows.at(1).source, QStringLiteral("PR #7"));
    EXPECT_EQ(rows.at(0).source, QStringLiteral("0000000"));
    EXPECT_EQ(rows.at(1).subject, QStringLiteral("Bump api (#7)"));
}

TEST(History, AMergeSpeaksWithTheCommitThatItBroughtIn)
{
    const auto rows = HistoryBuilder()
                          .version(QStringLiteral("v2"))
                          .version(QStringLiteral("v1"), QStringLiteral("Merge pull request #3 from x"))
                          .merged(rollbackMessage(QStringLiteral("v1")))
                          .deployments();
    EXPECT_EQ(rows.at(0).action, Action::Rollback);
    EXPECT_EQ(rows.at(0).source, QStringLiteral("PR #3"));
}

TEST(History, WithoutItsBeginningTheOldestIsOnlyWhatWasThereBefore)
{
    HistoryBuilder builder;
    builder.version(QStringLiteral("v1"))
        .version(QStringLiteral("v1"), QStringLiteral("Comment"))
        .version(QStringLiteral("v2"));
    EXPECT_EQ(tags(builder.deployments(false)), QStringLiteral("v2/c"));
    EXPECT_EQ(tags(builder.deployments(true)), QStringLiteral("v2/c v1/s"));
}

TEST(History, ARemovedAppHasNoCurrentVersion)
{
    const auto gone = HistoryBuilder().version(QStringLiteral("v1")).removed().deployments();
    EXPECT_EQ(tags(gone), QStringLiteral("v1/s"));
    EXPECT_EQ(gone.at(0).liveFor, std::chrono::hours(1));
    const auto back =
        HistoryBuilder().version(QStringLiteral("v1")).removed().version(QStringLiteral("v1")).deployments();
    EXPECT_EQ(tags(back), QStringLiteral("v1/c v1/s"));
    EXPECT_EQ(back.at(1).liveFor, std::chrono::hours(1));
}

TEST(History, WhatDoesNotReadChangesNothing)
{
    const auto rows = HistoryBuilder()
                          .version(QStringLiteral("v1"))
                          .content("services: [")
                          .content("services:\n  api: {image: 'a/api:${T}'}\n")
                          .content("\xFF\xFE")
                          .version(QStringLiteral("v1"))
                          .version(QStringLiteral("v2"))
                          .deployments();
    EXPECT_EQ(tags(rows), QStringLiteral("v2/c v1/s"));
    EXPECT_TRUE(HistoryBuilder().content("nothing").deployments().isEmpty());
    EXPECT_TRUE(HistoryBuilder().deployments().isEmpty());
}

TEST(History, AHoldInForceMarksTheCurrentVersion)
{
    const auto held = [](const char *until) {
        return tags(HistoryBuilder()
                        .version(QStringLiteral("v1"))
                        .content(QByteArray("services:\n  api: {image: 'a/api:v2'}\nx-envdeck-hold: {api: "
                                            "{version: v2, until: ") +
                                 until + "}}\n")
                        .deployments());
    };
    EXPECT_EQ(held("2026-03-03"), QStringLiteral("v2/ch v1/s"));
    EXPECT_EQ(held("2026-03-02"), QStringLiteral("v2/c v1/s"));
}

TEST(History, AnotherVersionThanTheHoldNamesBreaksIt)
{
    const auto newest = [](const char *until) {
        return HistoryBuilder()
            .content(
                QByteArray(
                    "services:\n  api: {image: 'a/api:v2'}\nx-envdeck-hold: {api: {version: v1, until: ") +
                until + "}}\n")
            .deployments()
            .first();
    };
    EXPECT_EQ(newest("2026-03-03").brokenHold, QStringLiteral("v1"));
    EXPECT_FALSE(newest("2026-03-03").held);
    EXPECT_EQ(newest("2026-03-02").brokenHold, QString()); // it ended
}

TEST(History, AClockThatWentBackIsNoNegativeTime)
{
    git::FileHistory history;
    history.complete = true;
    for (int i = 0; i < 2; ++i) {
        git::FileVersion version;
        version.commit.at = monday.addDays(-i * -1).addDays(i == 0 ? 0 : 5);
        version.content = "services:\n  api: {image: 'a/api:v" + QByteArray::number(2 - i) + "'}\n";
        history.versions.append(version);
    }
    const auto rows = deploymentsOf(prodApi, {QStringLiteral("api")}, history, monday.addDays(-1));
    ASSERT_EQ(rows.size(), 2);
    EXPECT_EQ(rows.at(0).liveFor, std::chrono::milliseconds(0));
    EXPECT_EQ(rows.at(1).liveFor, std::chrono::milliseconds(0));
}

} // namespace
} // namespace envdeck::gitops
