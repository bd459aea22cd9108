// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/ssh/ssh_world.h"

#include "core/ssh/inbox.h"

#include <QDir>
#include <QFileInfo>

namespace envdeck::testing {
namespace {

using namespace ssh;

struct SshRun : SshTest {};

TEST_F(SshRun, BytesSignalsAndTimesComeBack)
{
    const Sshd sshd;
    Connection connection(settingsFor(sshd));
    const auto bytes = runOn(connection, "printf '\\377\\000\\033[31m\\303'");
    ASSERT_TRUE(bytes);
    EXPECT_EQ(bytes.value().out, QByteArray("\xff\0\x1b[31m\xc3", 8));
    EXPECT_LE(bytes.value().sent, bytes.value().received);
    const auto killed = runOn(connection, "kill -KILL $$");
    ASSERT_TRUE(killed);
    EXPECT_EQ(killed.value().signal, "KILL");
    EXPECT_EQ(killed.value().exitCode, -1);
    EXPECT_EQ(sshd.log().count("Accepted publickey"), 1); // one session for both
}

TEST_F(SshRun, ManyAtOnceOnOneSession)
{
    const Sshd sshd;
    Connection connection(settingsFor(sshd));
    QList<Async<Output>> all;
    for (int i = 0; i < 30; ++i)
        all += connection.run(sh("echo \"$1\"; sleep 0.05; echo \"$1\"", {Value::number(i)}));
    for (int i = 0; i < 30; ++i) {
        const auto answer = answerOf(all.at(i));
        ASSERT_TRUE(answer) << qPrintable(answer.error().subject + answer.error().detail);
        EXPECT_EQ(answer.value().out, QByteArray::number(i) + '\n' + QByteArray::number(i) + '\n');
    }
    EXPECT_EQ(sshd.log().count("Accepted publickey"), 1);
}

TEST_F(SshRun, AServerThatAllowsFewChannelsGetsFew)
{
    const Sshd sshd({"ed25519", "MaxSessions 2\n", {}});
    Connection connection(settingsFor(sshd));
    QList<Async<Output>> all;
    for (int i = 0; i < 20; ++i)
        all += connection.run(sh("echo \"$1\"; sleep 0.05", {Value::number(i)}));
    for (int i = 0; i < 20; ++i) {
        const auto answer = answerOf(all.at(i));
        ASSERT_TRUE(answer) << qPrintable(answer.error().subject + answer.error().detail);
        EXPECT_EQ(answer.value().out, QByteArray::number(i) + '\n');
    }
    EXPECT_EQ(sshd.log().count("Accepted publickey"), 1);
}

// What cannot be ended there (a program that waits for a dead disk) must not cost us the host.
TEST_F(SshRun, CommandsThatDoNotEndHoldNoPlaceForEver)
{
    const Sshd sshd({"ed25519", "MaxSessions 2\n", {}});
    Connection connection(settingsFor(sshd));
    ASSERT_TRUE(runOn(connection, "true"));
    for (int i = 0; i < 2; ++i) {
        const auto late = runOn(connection, "trap '' TERM; sleep 20; sleep 20",
                                {std::chrono::milliseconds(700), 1000, false});
        ASSERT_FALSE(late);
        EXPECT_EQ(late.error().code, ErrorCode::Timeout);
    }
    const auto answer = runOn(connection, "echo here");
    ASSERT_TRUE(answer) << qPrintable(answer.error().subject + answer.error().detail);
    EXPECT_EQ(answer.value().out, "here\n");
}

TEST_F(SshRun, AGigabyteIsCutAtTheCap)
{
    const Sshd sshd;
    Connection connection(settingsFor(sshd));
    const auto ended =
        runOn(connection, "head -c 1073741824 /dev/zero", {std::chrono::seconds(60), 1000000, true});
    ASSERT_TRUE(ended);
    EXPECT_EQ(ended.value().out.size(), 1000000);
    EXPECT_TRUE(ended.value().truncated);
    const auto ran =
        runOn(connection, "head -c 20000000 /dev/zero; exit 4", {std::chrono::seconds(60), 1000, false});
    ASSERT_TRUE(ran);
    EXPECT_EQ(ran.value().out.size(), 1000);
    EXPECT_TRUE(ran.value().truncated);
    EXPECT_EQ(ran.value().exitCode, 4); // it ran to its end
}

TEST_F(SshRun, CancelAndDeadlineEndItThereToo)
{
    const Sshd sshd;
    Connection connection(settingsFor(sshd));
    const QByteArray mark = sshd.folder().toLocal8Bit() + "/pid";
    const auto isGone = [&] {
        const QByteArray pid = fileContent(QString::fromLocal8Bit(mark)).trimmed();
        return !pid.isEmpty() && !QFile::exists(s("/proc/") + QString::fromLatin1(pid));
    };
    std::stop_source stop;
    const auto canceled =
        connection.run(sh("echo $$ >\"$1\"; exec sleep 1000", {Value::text(mark)}), {}, stop.get_token());
    ASSERT_TRUE(eventually([&] { return fileContent(QString::fromLocal8Bit(mark)).endsWith('\n'); }));
    stop.request_stop();
    const auto answer = answerOf(canceled);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::Canceled);
    EXPECT_TRUE(eventually(isGone));

    const auto late = answerOf(connection.run(sh("echo $$ >\"$1\"; exec sleep 1000", {Value::text(mark)}),
                                              {std::chrono::milliseconds(1500), 1000, false}));
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ErrorCode::Timeout);
    EXPECT_TRUE(eventually(isGone));
    EXPECT_TRUE(runOn(connection, "true")); // the session outlived both
    EXPECT_EQ(sshd.log().count("Accepted publickey"), 1);
}

TEST_F(SshRun, FollowedLinesComeWholeAndASlowReaderIsWaitedFor)
{
    const Sshd sshd;
    Connection connection(settingsFor(sshd));
    QObject reader;
    QList<QByteArray> got;
    const auto done =
        answerOf(connection.follow(sh("i=0; while [ $i -lt 20000 ]; do echo \"line $i\"; i=$((i+1)); "
                                      "done; printf last; echo oops >&2"),
                                   &reader, [&](const QList<QByteArray> &lines) {
                                       got += lines;
                                       return ready(Result<void>());
                                   }));
    ASSERT_TRUE(done);
    ASSERT_EQ(got.size(), 20002);
    EXPECT_EQ(got.at(0), "line 0");
    EXPECT_EQ(got.count("oops"), 1);
    EXPECT_EQ(got.last(), "last");

    // Handed on is not taken in: the rest waits for what the reader still has.
    std::vector<QPromise<Result<void>>> held;
    qint64 handed = 0;
    std::stop_source hold;
    const auto waiting = connection.follow(
        sh("yes"), &reader,
        [&](const QList<QByteArray> &lines) {
            for (const QByteArray &line : lines)
                handed += line.size() + 1;
            held.emplace_back();
            held.back().start();
            return held.back().future();
        },
        hold.get_token());
    ASSERT_TRUE(eventually([&] { return handed > Flow::most; }));
    EXPECT_TRUE(runOn(connection, "sleep 0.3"));
    const qint64 before = handed;
    EXPECT_LT(before, 4 * Flow::most);
    EXPECT_TRUE(runOn(connection, "sleep 0.3"));
    EXPECT_EQ(handed, before);
    for (auto &promise : std::exchange(held, {})) {
        promise.addResult(Result<void>());
        promise.finish();
    }
    EXPECT_TRUE(eventually([&] { return handed > before + Flow::most / 2; }));
    hold.request_stop();
    EXPECT_EQ(answerOf(waiting).error().code, ErrorCode::Canceled);

    // Nobody takes anything out of the flow: what is read stops near its limit although the server has a
    // hundred times more.
    auto flow = std::make_shared<Flow>();
    auto read = std::make_shared<std::atomic<qint64>>(0);
    std::stop_source stop;
    const auto endless = connection.stream(
        sh("cat /dev/zero"),
        [flow, read](const QByteArray &bytes, bool) {
            flow->unread += bytes.size();
            *read += bytes.size();
        },
        flow, {std::chrono::milliseconds(0), 0, false}, stop.get_token());
    ASSERT_TRUE(eventually([&] { return flow->isFull(); }));
    EXPECT_TRUE(runOn(connection, "true")); // others go on meanwhile
    EXPECT_TRUE(runOn(connection, "sleep 0.3"));
    EXPECT_LT(read->load(), 4 * Flow::most);
    stop.request_stop();
    EXPECT_EQ(answerOf(endless).error().code, ErrorCode::Canceled);
}

TEST_F(SshRun, AStreamWithoutAPlaceSaysSoOrGetsTheNextOne)
{
    const Sshd sshd;
    Connection connection(settingsFor(sshd));
    const Sink sink = [](const QByteArray &, bool) {};
    const Limits none{std::chrono::milliseconds(0), 0, false};
    std::stop_source one;
    std::stop_source others;
    QList<Async<Output>> six;
    for (int i = 0; i < 6; ++i)
        six += connection.stream(sh("exec sleep 1000"), sink, {}, none,
                                 i == 0 ? one.get_token() : others.get_token());
    const auto seventh = connection.stream(sh("exit 7"), sink, {}, none);
    ASSERT_TRUE(runOn(connection, "true")); // a command does not wait for a stream
    EXPECT_FALSE(seventh.isFinished());
    one.request_stop();
    const auto placed = answerOf(seventh);
    ASSERT_TRUE(placed) << qPrintable(placed.error().detail);
    EXPECT_EQ(placed.value().exitCode, 7);

    const auto sixth = connection.stream(sh("exec sleep 1000"), sink, {}, none, others.get_token());
    const auto tooMany = answerOf(connection.stream(sh("true"), sink, {}, none));
    ASSERT_FALSE(tooMany);
    EXPECT_EQ(tooMany.error().code, ErrorCode::Conflict);
    EXPECT_EQ(tooMany.error().detail, s("too-many-streams"));
    EXPECT_FALSE(sixth.isFinished());
    others.request_stop();
    EXPECT_EQ(answerOf(sixth).error().code, ErrorCode::Canceled);
}

TEST_F(SshRun, NothingIsLeftOpen)
{
    const Sshd sshd;
    const auto open = [] {
        return QDir(s("/proc/self/fd"))
            .entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot)
            .size();
    };
    const Settings settings = settingsFor(sshd);
    const auto once = [&] {
        Connection connection(settings);
        ASSERT_TRUE(runOn(connection, "true"));
        connection.drop();
        ASSERT_TRUE(runOn(connection, "true"));
    };
    once();
    const auto before = open();
    ASSERT_GT(before, 2);
    for (int i = 0; i < 5; ++i)
        once();
    EXPECT_LE(open(), before);
}

TEST_F(SshRun, AnUploadIsWholeOrNotThere)
{
    const Sshd sshd;
    Connection connection(settingsFor(sshd));
    const QString path = sshd.folder() + s("/it's $(x).conf");
    QByteArray content;
    for (int i = 0; i < 3000000; ++i)
        content += static_cast<char>(i * 7);
    const auto up = answerOf(connection.upload(Secret(content), path, 0640));
    ASSERT_TRUE(up) << qPrintable(up.error().detail);
    EXPECT_TRUE(fileContent(path) == content);
    EXPECT_TRUE(QFileInfo(path).permissions() & QFile::ReadGroup);
    EXPECT_FALSE(QFileInfo(path).permissions() & QFile::ReadOther);
    const auto nowhere = answerOf(connection.upload(Secret("x"), sshd.folder() + s("/no/such/file"), 0600));
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().code, ErrorCode::ToolFailed);
    EXPECT_EQ(answerOf(connection.upload(Secret("x"), s("relative"), 0600)).error().code,
              ErrorCode::BadInput);
}

} // namespace
} // namespace envdeck::testing
