// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/job_center.h"
#include "tests/faults/journal/child.h"

#include <QDir>
#include <QFile>
#include <sys/mount.h>

namespace envdeck::journal {
namespace {

TEST(JournalDiskFull, AFileThatMayNotGrowIsToldAndNothingIsLost)
{
    const QTemporaryDir folder;
    Child child({QStringLiteral("write"), folder.path(), QStringLiteral("1000"), QStringLiteral("prod/api"),
                 QStringLiteral("400000")});
    ASSERT_TRUE(child.ended());
    EXPECT_EQ(child.exitCode(), 2);
    ASSERT_FALSE(child.lines().isEmpty());
    EXPECT_TRUE(child.lines().constLast().startsWith(QLatin1String("error io ")))
        << qPrintable(child.lines().constLast());
    EXPECT_GT(child.acknowledged(), 5);
    EXPECT_TRUE(holds(folder.path(), QStringLiteral("prod/api"), child.acknowledged()));
    Child again({QStringLiteral("write"), folder.path(), QStringLiteral("3"), QStringLiteral("prod/later")});
    ASSERT_TRUE(again.ended());
    EXPECT_EQ(again.acknowledged(), 3);
}

// A file system of its own that can be filled.
class SmallDisk : public ::testing::Test {
protected:
    void SetUp() override
    {
        m_mounted = ::mount("envdeck-test", m_root.path().toLocal8Bit().constData(), "tmpfs", 0,
                            "size=2m,mode=0700") == 0;
        if (!m_mounted)
            GTEST_SKIP() << "no right to mount a small file system";
        m_journal = std::make_unique<Journal>(Journal::Options{folder(), {}, {}}, m_clock);
        ASSERT_TRUE(bool(testing::answerOf(m_journal->append(entry()))));
    }
    ~SmallDisk() override
    {
        m_journal.reset();
        if (m_mounted)
            ::umount2(m_root.path().toLocal8Bit().constData(), MNT_DETACH);
    }
    QString folder() const { return m_root.filePath(QStringLiteral("state")); }
    Entry entry() const
    {
        Entry entry;
        entry.operation = QStringLiteral("op");
        entry.subject = QStringLiteral("prod/api");
        entry.reason = QString(3000, QLatin1Char('x'));
        return entry;
    }
    void fill()
    {
        QFile filler(m_root.filePath(QStringLiteral("filler")));
        ASSERT_TRUE(filler.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered));
        const QByteArray block(4096, 'x');
        while (filler.write(block) == block.size()) {
        }
    }

    QTemporaryDir m_root;
    testing::FakeClock m_clock;
    std::unique_ptr<Journal> m_journal;
    bool m_mounted = false;
};

TEST_F(SmallDisk, FullIsSaidAndLaterEverythingGoesOn)
{
    fill();
    int taken = 1; // what was allocated before may still take a row
    Result<qint64> answer = 0;
    do {
        answer = testing::answerOf(m_journal->append(entry()));
        taken += answer ? 1 : 0;
    } while (answer && taken < 1000);
    ASSERT_FALSE(answer);
    EXPECT_EQ(troubleOf(answer.error()), Trouble::DiskFull) << qPrintable(answer.error().detail);
    EXPECT_EQ(testing::answerOf(m_journal->verifyChain()).value().records, taken); // reading works
    ASSERT_TRUE(QFile::remove(m_root.filePath(QStringLiteral("filler"))));
    EXPECT_EQ(testing::answerOf(m_journal->append(entry())).value(), taken + 1);
    EXPECT_TRUE(testing::answerOf(m_journal->verifyChain()).value().isWhole());
}

TEST_F(SmallDisk, AChangeIsRefusedAndReadingGoesOn)
{
    jobs::JobCenter::Options options;
    options.folder = folder();
    jobs::JobCenter center(*m_journal, m_clock, options);
    fill();
    while (testing::answerOf(m_journal->append(entry()))) {
    }
    int ran = 0;
    jobs::Job job;
    job.kind = QStringLiteral("deploy");
    job.environment = QStringLiteral("prod");
    job.subject = QStringLiteral("prod/web");
    job.steps = {{QStringLiteral("push"), true, std::chrono::minutes(1), [&](const jobs::Context &) {
                      ++ran;
                      return ready<void>({});
                  }}};
    const auto ended = [&](Risk risk) {
        job.risk = risk;
        const QString operation = center.start(job).value();
        EXPECT_TRUE(
            testing::eventually([&] { return center.job(operation)->isOver(); }, std::chrono::minutes(1)));
        return *center.job(operation);
    };
    const JobStatus change = ended(Risk::R2);
    EXPECT_EQ(change.state, JobState::Failed);
    EXPECT_EQ(change.error->code, ErrorCode::Io);
    EXPECT_EQ(ran, 0);
    EXPECT_EQ(ended(Risk::R0).state, JobState::Succeeded);
    EXPECT_EQ(ran, 1);
}

} // namespace
} // namespace envdeck::journal
