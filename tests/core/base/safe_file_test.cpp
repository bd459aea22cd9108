// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/safe_file.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <csignal>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace envdeck {
namespace {

class SafeFile : public ::testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(m_folder.isValid()); }

    QString at(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(unreadable)");
    }

    static mode_t modeOf(const QString &path)
    {
        struct stat info = {};
        return ::stat(QFile::encodeName(path).constData(), &info) == 0 ? info.st_mode & 07777 : 0;
    }

    // Nothing may be left beside the file, whatever happened.
    QStringList entries() const
    {
        return QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

private:
    QTemporaryDir m_folder;
};

TEST_F(SafeFile, ANewFileIsWholeAndPrivate)
{
    ASSERT_TRUE(writeFile(at("new"), "content"));
    EXPECT_EQ(contentOf(at("new")), QByteArray("content"));
    EXPECT_EQ(modeOf(at("new")), mode_t(0600));
    EXPECT_EQ(entries(), QStringList(QStringLiteral("new")));
}

TEST_F(SafeFile, ANewFileHasTheModeThatWasAskedForWhateverTheUmask)
{
    const mode_t before = ::umask(0077);
    EXPECT_TRUE(writeFile(at("new"), "content", 0644));
    ::umask(before);
    EXPECT_EQ(modeOf(at("new")), mode_t(0644));
}

TEST_F(SafeFile, AnExistingFileKeepsItsMode)
{
    ASSERT_TRUE(writeFile(at("file"), "old", 0640));
    ASSERT_TRUE(writeFile(at("file"), "new", 0600));
    EXPECT_EQ(contentOf(at("file")), QByteArray("new"));
    EXPECT_EQ(modeOf(at("file")), mode_t(0640));
}

TEST_F(SafeFile, ALinkStaysAndItsTargetIsReplaced)
{
    ASSERT_TRUE(writeFile(at("target"), "old"));
    ASSERT_TRUE(QFile::link(at("target"), at("link")));
    ASSERT_TRUE(writeFile(at("link"), "new"));
    EXPECT_TRUE(QFileInfo(at("link")).isSymLink());
    EXPECT_EQ(contentOf(at("target")), QByteArray("new"));
}

TEST_F(SafeFile, ADanglingLinkIsAnErrorAndStays)
{
    ASSERT_TRUE(QFile::link(at("nowhere"), at("link")));
    const auto written = writeFile(at("link"), "new");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::Io);
    EXPECT_TRUE(QFileInfo(at("link")).isSymLink());
}

// A full disk, as far as a test can fill one: the process may write no more than a few bytes into a file.
TEST_F(SafeFile, AWriteThatStopsHalfwayLeavesTheOldFileAndNothingBeside)
{
    ASSERT_TRUE(writeFile(at("file"), "old"));
    struct rlimit before = {};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const struct rlimit small = {4096, before.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto written = writeFile(at("file"), QByteArray(100'000, 'x'));
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);

    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::Io);
    EXPECT_EQ(written.error().subject, at("file"));
    EXPECT_TRUE(written.error().detail.startsWith(QLatin1String("write: ")));
    EXPECT_EQ(contentOf(at("file")), QByteArray("old"));
    EXPECT_EQ(entries(), QStringList(QStringLiteral("file")));
}

TEST_F(SafeFile, AFolderThatTakesNoFilesLeavesTheOldFile)
{
    if (::geteuid() == 0)
        GTEST_SKIP() << "root may write into a read-only folder";
    ASSERT_TRUE(writeFile(at("file"), "old"));
    const QByteArray folder = QFile::encodeName(QFileInfo(at("file")).path());
    ASSERT_EQ(::chmod(folder.constData(), 0500), 0);
    const auto written = writeFile(at("file"), "new");
    ::chmod(folder.constData(), 0700);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::Io);
    EXPECT_EQ(contentOf(at("file")), QByteArray("old"));
}

TEST_F(SafeFile, AFolderInThePlaceOfTheFileStaysAFolder)
{
    ASSERT_TRUE(QDir().mkpath(at("file")));
    const auto written = writeFile(at("file"), "new");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::Io);
    EXPECT_EQ(entries(), QStringList(QStringLiteral("file")));
}

TEST_F(SafeFile, AMissingFolderIsNotFound)
{
    const auto written = writeFile(at("gone/file"), "new");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::NotFound);
}

TEST_F(SafeFile, ReadingAnswersWithBytesAsTheyAre)
{
    const QByteArray bytes("a\0b\r\n\xff", 6);
    ASSERT_TRUE(writeFile(at("file"), bytes));
    EXPECT_EQ(readFile(at("file")), Result<QByteArray>(bytes));
    ASSERT_TRUE(writeFile(at("empty"), {}));
    EXPECT_EQ(readFile(at("empty")), Result<QByteArray>(QByteArray()));
}

TEST_F(SafeFile, MoreThanTheCapIsAnErrorNotHalfAnAnswer)
{
    ASSERT_TRUE(writeFile(at("file"), QByteArray(100, 'x')));
    EXPECT_TRUE(readFile(at("file"), 100));
    const auto read = readFile(at("file"), 99);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::Io);
}

TEST_F(SafeFile, WhatIsAbsentIsToldApartFromWhatIsNoFile)
{
    EXPECT_EQ(readFile(at("gone")).error().code, ErrorCode::NotFound);
    EXPECT_EQ(readFile(QFileInfo(at("x")).path()).error().code, ErrorCode::Io);
    ASSERT_EQ(::mkfifo(QFile::encodeName(at("pipe")).constData(), 0600), 0);
    EXPECT_EQ(readFile(at("pipe")).error().code, ErrorCode::Io); // and does not wait for a writer
}

} // namespace
} // namespace envdeck
