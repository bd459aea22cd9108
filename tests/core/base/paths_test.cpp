// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/paths.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace envdeck {
namespace {

class Environment {
public:
    Environment(const char *name, const QByteArray &value)
        : m_name(name), m_before(qgetenv(name)), m_wasSet(qEnvironmentVariableIsSet(name))
    {
        value.isNull() ? qunsetenv(name) : qputenv(name, value);
    }
    ~Environment() { m_wasSet ? qputenv(m_name, m_before) : qunsetenv(m_name); }
    Environment(const Environment &) = delete;
    Environment &operator=(const Environment &) = delete;

private:
    const char *m_name;
    QByteArray m_before;
    bool m_wasSet;
};

TEST(Paths, FollowTheXdgFolders)
{
    const Environment data("XDG_DATA_HOME", "/d"), state("XDG_STATE_HOME", "/s"),
        config("XDG_CONFIG_HOME", "/c"), runtime("XDG_RUNTIME_DIR", "/r");
    EXPECT_EQ(userPaths(), (Paths{QStringLiteral("/d/envdeck"), QStringLiteral("/s/envdeck"),
                                  QStringLiteral("/c/envdeck"), QStringLiteral("/r/envdeck")}));
}

TEST(Paths, ThatAreRelativeOrUnsetAreTheDefaults)
{
    const Environment home("HOME", "/home/bo"), data("XDG_DATA_HOME", "relative"),
        state("XDG_STATE_HOME", {}), config("XDG_CONFIG_HOME", ""), runtime("XDG_RUNTIME_DIR", {});
    const Paths paths = userPaths();
    EXPECT_EQ(paths.data, QStringLiteral("/home/bo/.local/share/envdeck"));
    EXPECT_EQ(paths.state, QStringLiteral("/home/bo/.local/state/envdeck"));
    EXPECT_EQ(paths.config, QStringLiteral("/home/bo/.config/envdeck"));
    EXPECT_TRUE(paths.runtime.startsWith(paths.state));
}

class PrivateFolder : public ::testing::Test {
protected:
    QString at(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    static mode_t modeOf(const QString &path)
    {
        struct stat info = {};
        return ::stat(QFile::encodeName(path).constData(), &info) == 0 ? info.st_mode & 07777 : 0;
    }

private:
    QTemporaryDir m_folder;
};

TEST_F(PrivateFolder, IsMadeWithItsParentsAndForItsOwnerOnly)
{
    const mode_t before = ::umask(0022);
    EXPECT_TRUE(makePrivateFolder(at("a/b")));
    ::umask(before);
    EXPECT_EQ(modeOf(at("a/b")), mode_t(0700));
}

TEST_F(PrivateFolder, ThatWasOpenIsClosed)
{
    ASSERT_TRUE(QDir().mkpath(at("a")));
    ASSERT_EQ(::chmod(QFile::encodeName(at("a")).constData(), 0777), 0);
    EXPECT_TRUE(makePrivateFolder(at("a")));
    EXPECT_EQ(modeOf(at("a")), mode_t(0700));
}

TEST_F(PrivateFolder, IsNoFileAndNoLink)
{
    QFile file(at("file"));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    EXPECT_EQ(makePrivateFolder(at("file")).error().code, ErrorCode::Io);
    ASSERT_TRUE(QDir().mkpath(at("target")));
    ASSERT_TRUE(QFile::link(at("target"), at("link")));
    EXPECT_EQ(makePrivateFolder(at("link")).error().code, ErrorCode::Io);
}

TEST_F(PrivateFolder, OfAWorkspaceIsTheSameByEveryPathToIt)
{
    ASSERT_TRUE(QDir().mkpath(at("infra/sub")));
    ASSERT_TRUE(QDir().mkpath(at("other")));
    ASSERT_TRUE(QFile::link(at("infra"), at("link")));
    const QString key = workspaceKey(at("infra"));
    EXPECT_EQ(workspaceKey(at("link")), key);
    EXPECT_EQ(workspaceKey(at("infra/sub/..")), key);
    EXPECT_EQ(workspaceKey(at("infra/")), key);
    EXPECT_NE(workspaceKey(at("other")), key);
    EXPECT_FALSE(key.contains(QLatin1Char('/')));
    EXPECT_NE(workspaceKey(at("gone")),
              workspaceKey(at("gone-too"))); // a folder that is not there has one as well
}

} // namespace
} // namespace envdeck
