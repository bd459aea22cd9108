// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/environment_lock.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>
#include <unistd.h>

namespace envdeck::jobs {
namespace {

class Lock : public ::testing::Test {
protected:
    LockHolder who(const QString &operation = QStringLiteral("op-1")) const
    {
        return {QStringLiteral("bo"), QStringLiteral("desk"), operation,
                QDateTime(QDate(2026, 3, 2), QTime(10, 41), Qt::UTC), journal::thisOwner()};
    }
    std::shared_ptr<EnvironmentLock> acquired(const QString &environment = QStringLiteral("prod"))
    {
        const auto attempt = EnvironmentLock::tryAcquire(m_folder.path(), environment, who());
        EXPECT_TRUE(attempt) << (attempt ? "" : qPrintable(attempt.error().detail));
        return attempt ? attempt.value().lock : nullptr;
    }
    std::optional<LockHolder> holder() const
    {
        const auto found = EnvironmentLock::holder(m_folder.path(), QStringLiteral("prod"));
        EXPECT_TRUE(bool(found));
        return found ? found.value() : std::nullopt;
    }
    // What a process leaves that was killed, or whose file system forgot its lock.
    void leaveNote(const journal::Owner &owner) const
    {
        LockHolder forged = who();
        forged.owner = owner;
        auto attempt = EnvironmentLock::tryAcquire(m_folder.path(), QStringLiteral("prod"), forged);
        ASSERT_TRUE(attempt && attempt.value().lock);
        const QByteArray note = content();
        attempt.value().lock->release();
        QFile file(path());
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(note);
    }
    QString path() const { return m_folder.filePath(QStringLiteral("prod.lock")); }
    QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
};

TEST_F(Lock, WhoComesSecondIsToldWhoWasFirst)
{
    const auto first = acquired();
    ASSERT_TRUE(first);
    const auto second =
        EnvironmentLock::tryAcquire(m_folder.path(), QStringLiteral("prod"), who(QStringLiteral("op-2")));
    ASSERT_TRUE(bool(second));
    EXPECT_FALSE(second.value().lock);
    EXPECT_EQ(second.value().holder, who());
    EXPECT_EQ(holder(), who());
    EXPECT_TRUE(acquired(QStringLiteral("dev")));
}

TEST_F(Lock, AskingWhoHoldsItTakesNothingAway)
{
    EXPECT_FALSE(holder());
    auto lock = acquired();
    for (int i = 0; i < 3; ++i)
        EXPECT_TRUE(holder());
    lock->release();
    EXPECT_FALSE(holder());
    EXPECT_TRUE(acquired());
}

TEST_F(Lock, OpeningAndClosingItsFileElsewhereInThisProcessDoesNotDropIt)
{
    const auto lock = acquired();
    (void)content();
    EXPECT_FALSE(acquired());
}

TEST_F(Lock, TheNoteOfADeadProcessHoldsNothing)
{
    journal::Owner dead = journal::thisOwner();
    dead.process.pid = 4'194'304 + 7; // above the highest pid that Linux gives
    leaveNote(dead);
    EXPECT_FALSE(holder());
    EXPECT_TRUE(acquired());
}

TEST_F(Lock, APidThatWentToSomebodyElseHoldsNothing)
{
    journal::Owner reused{*identityOf(::getppid()), journal::thisOwner().bootId};
    reused.process.startTicks -= 1;
    leaveNote(reused);
    EXPECT_FALSE(holder());
    EXPECT_TRUE(acquired());
}

TEST_F(Lock, ANoteOfAnEarlierBootOrOfACopiedHomeHoldsNothing)
{
    leaveNote({*identityOf(::getppid()), QStringLiteral("00000000-0000-0000-0000-000000000000")});
    EXPECT_FALSE(holder());
    EXPECT_TRUE(acquired());
}

TEST_F(Lock, ALivingProcessThatIsNamedIsBelievedAlsoWithoutAKernelLock)
{
    const journal::Owner parent{*identityOf(::getppid()), journal::thisOwner().bootId};
    leaveNote(parent);
    ASSERT_TRUE(holder());
    EXPECT_EQ(holder()->owner, parent);
    EXPECT_FALSE(acquired());
}

TEST_F(Lock, AnUnreadableNoteIsNoHolder)
{
    for (const QByteArray &junk :
         {QByteArray(), QByteArray("{"), QByteArray(100'000, 'x'), QByteArray("[1]\0{}", 6)}) {
        QFile file(path());
        ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(junk);
        file.close();
        EXPECT_FALSE(holder());
        const auto lock = acquired();
        ASSERT_TRUE(lock);
        EXPECT_EQ(holder(), who());
    }
}

TEST_F(Lock, AFileThatIsRemovedMeanwhileIsMadeAgain)
{
    auto lock = acquired();
    ASSERT_TRUE(QFile::remove(path()));
    lock->release();
    EXPECT_TRUE(acquired());
    EXPECT_TRUE(QFile::exists(path()));
}

TEST_F(Lock, AnyEnvironmentNameIsAFileInTheFolder)
{
    for (const char *name : {"..", ".", "a/b", "../x", "prod eu", "生产", "%2e"})
        EXPECT_TRUE(acquired(QString::fromUtf8(name))) << name;
    EXPECT_EQ(QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 7);
    for (const QFileInfo &info : QDir(m_folder.path()).entryInfoList(QDir::Files | QDir::Hidden))
        EXPECT_FALSE(info.permissions() & (QFile::ReadGroup | QFile::ReadOther));
}

TEST_F(Lock, AFolderThatIsNotThereIsAnError)
{
    const auto attempt =
        EnvironmentLock::tryAcquire(m_folder.filePath(QStringLiteral("no")), QStringLiteral("prod"), who());
    ASSERT_FALSE(attempt);
    EXPECT_EQ(attempt.error().code, ErrorCode::Io);
}

} // namespace
} // namespace envdeck::jobs
