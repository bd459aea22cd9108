// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/file_store.h"
#include "tests/support/event_loop.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace envdeck::secrets {
namespace {

using testing::answerOf;

const SecretKey fileKey{QStringLiteral("acme"), QStringLiteral("dokploy/prod"),
                        QStringLiteral("http://127.0.0.1:4100")};
const QByteArray good =
    R"({ "dokploy/prod": { "value": "canary-value", "origin": "http://127.0.0.1:4100" } })";

class SecretsFile : public ::testing::Test {
protected:
    void put(const QByteArray &content, mode_t mode = 0600)
    {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(content);
        file.close();
        ASSERT_EQ(::chmod(QFile::encodeName(path).constData(), mode), 0);
    }

    // The refusal is the same for reading and writing, names the file, and tells nothing of what it holds.
    void expectRefused(const QString &detail)
    {
        FileStore store(path);
        const StoreStatus status = answerOf(store.status()).value();
        EXPECT_EQ(status.state, StoreState::Refused);
        EXPECT_EQ(status.subject, path);
        EXPECT_TRUE(status.detail.startsWith(detail)) << qPrintable(status.detail);
        EXPECT_FALSE(status.detail.contains(QLatin1String("canary")));
        for (const Error &error :
             {answerOf(store.read(fileKey)).error(), answerOf(store.write(fileKey, Secret("new"))).error(),
              answerOf(store.remove(fileKey)).error()})
            EXPECT_EQ(error, (Error{ErrorCode::BadConfig, path, status.detail, 0}));
    }

    QByteArray content() const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("secrets.json"));
};

TEST_F(SecretsFile, IsReadWhenItIsPrivate)
{
    for (const mode_t mode : {mode_t(0600), mode_t(0400)}) {
        put(good, mode);
        FileStore store(path);
        EXPECT_EQ(answerOf(store.read(fileKey)).value().reveal(), QByteArrayView("canary-value"));
        EXPECT_EQ(answerOf(store.status()).value(),
                  (StoreStatus{StoreKind::File, StoreState::Ready, path, {}}));
    }
}

TEST_F(SecretsFile, IsRefusedWhenOthersMayReadOrWriteIt)
{
    for (const int mode : {0644, 0640, 0660, 0604, 0620, 0602, 0700, 0601, 04600}) {
        put(good, mode_t(mode));
        expectRefused(QStringLiteral("mode %1").arg(mode, 4, 8, QLatin1Char('0')));
    }
    EXPECT_EQ(content(), good); // and was not written to
}

TEST_F(SecretsFile, IsRefusedWhenItBelongsToSomebodyElse)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "only root can give a file away";
    put(good);
    ASSERT_EQ(::chown(QFile::encodeName(path).constData(), 65534, 65534), 0);
    expectRefused(QStringLiteral("owner 65534"));
}

TEST_F(SecretsFile, IsRefusedWhenItIsALink)
{
    put(good);
    ASSERT_TRUE(QFile::rename(path, folder.filePath(QStringLiteral("target"))));
    ASSERT_TRUE(QFile::link(folder.filePath(QStringLiteral("target")), path));
    expectRefused(QStringLiteral("a link"));
}

TEST_F(SecretsFile, IsRefusedWhenItIsNoFile)
{
    ASSERT_EQ(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    expectRefused(QStringLiteral("not a regular file"));
}

TEST_F(SecretsFile, IsRefusedWhenItIsTooLong)
{
    put(QByteArray(1024 * 1024 + 1, ' '));
    expectRefused(QStringLiteral("longer than"));
}

TEST_F(SecretsFile, IsRefusedWholeWhenItsContentIsNotOfItsForm)
{
    for (const char *json : {"", "[]", "\"canary\"", "{", "{\"canary\": 1", "null", "{} x"}) {
        put(json);
        expectRefused(QStringLiteral("no JSON object, at byte "));
    }
    for (const char *entry :
         {"\"canary\"", "null", "{}", "{\"value\": \"canary\"}", "{\"origin\": \"x\"}",
          "{\"value\": 1, \"origin\": \"x\"}", "{\"value\": \"canary\", \"origin\": null}",
          "{\"value\": \"canary\", \"origin\": \"x\", \"more\": 1}"}) {
        put(QByteArray("{ \"dokploy/prod\": { \"value\": \"v\", \"origin\": \"http://127.0.0.1:4100\" }, "
                       "\"github\": ") +
            entry + " }");
        expectRefused(QStringLiteral("\"github\" is no object"));
    }
}

TEST_F(SecretsFile, ThatDoesNotExistIsAbsentAndMayBeWritten)
{
    FileStore store(path);
    EXPECT_EQ(answerOf(store.status()).value().state, StoreState::Absent);
    const auto read = answerOf(store.read(fileKey));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::ToolMissing);
    EXPECT_EQ(read.error().subject, path);
    ASSERT_TRUE(answerOf(store.write(fileKey, Secret("new"))));
    struct stat info = {};
    ASSERT_EQ(::stat(QFile::encodeName(path).constData(), &info), 0);
    EXPECT_EQ(info.st_mode & 07777, mode_t(0600));
    EXPECT_EQ(answerOf(store.read(fileKey)).value().reveal(), QByteArrayView("new"));
}

TEST_F(SecretsFile, KeepsItsOtherEntriesWhenOneIsWritten)
{
    put(good);
    FileStore store(path);
    const SecretKey other{QStringLiteral("acme"), QStringLiteral("github"),
                          QStringLiteral("https://github.com:443")};
    ASSERT_TRUE(answerOf(store.write(other, Secret("token"))));
    EXPECT_EQ(answerOf(store.read(fileKey)).value().reveal(), QByteArrayView("canary-value"));
    EXPECT_EQ(answerOf(store.read(other)).value().reveal(), QByteArrayView("token"));
}

TEST_F(SecretsFile, WritesThatOverlapAreAllKept)
{
    FileStore store(path);
    QList<Async<void>> writings;
    for (int i = 0; i < 20; ++i)
        writings.append(store.write({QStringLiteral("acme"), QString::number(i), fileKey.origin},
                                    Secret(QByteArray::number(i))));
    for (const auto &writing : writings)
        ASSERT_TRUE(answerOf(writing));
    for (int i = 0; i < 20; ++i)
        EXPECT_TRUE(answerOf(store.read({QStringLiteral("acme"), QString::number(i), fileKey.origin})));
}

TEST_F(SecretsFile, TwoThatWriteAtOnceLoseNothing)
{
    put(good);
    FileStore here(path), there(path); // each on a thread of its own, as two processes are
    QList<Async<void>> answers;
    constexpr int each = 20;
    for (int i = 0; i < each; ++i) {
        for (FileStore *store : {&here, &there})
            answers.append(store->write(
                {fileKey.workspace, QStringLiteral("k/%1/%2").arg(store == &here).arg(i), fileKey.origin},
                Secret("v")));
    }
    for (const Async<void> &answer : answers)
        EXPECT_TRUE(answerOf(answer, std::chrono::minutes(1)));
    EXPECT_EQ(content().count("\"k/"), 2 * each);
}

TEST_F(SecretsFile, AChangeOfTheFileIsSeenByTheNextRead)
{
    FileStore store(path);
    put(good);
    EXPECT_TRUE(answerOf(store.read(fileKey)));
    put("{}");
    EXPECT_EQ(answerOf(store.read(fileKey)).error().code, ErrorCode::NotFound);
}

TEST_F(SecretsFile, ThatCannotBeReplacedIsAnIoErrorAndStays)
{
    put(good);
    if (::geteuid() == 0)
        GTEST_SKIP() << "root may write into a read-only folder";
    ASSERT_EQ(::chmod(QFile::encodeName(folder.path()).constData(), 0500), 0);
    FileStore store(path);
    const auto written = answerOf(store.write(fileKey, Secret("new")));
    ::chmod(QFile::encodeName(folder.path()).constData(), 0700);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::Io);
    EXPECT_EQ(content(), good);
}

} // namespace
} // namespace envdeck::secrets
