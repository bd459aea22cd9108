// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/git/git_world.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>

namespace envdeck::git {

namespace {

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ');
}

} // namespace

GitWorld::GitWorld()
{
    const std::pair<const char *, QByteArray> environment[] = {
        {"HOME", QFile::encodeName(path(QStringLiteral("home")))},
        {"XDG_CONFIG_HOME", QFile::encodeName(path(QStringLiteral("home/.config")))},
        {"GIT_CONFIG_NOSYSTEM", "1"},
    };
    for (const auto &[name, value] : environment) {
        m_before.insert(name, qgetenv(name));
        qputenv(name, value);
    }
    write(path(QStringLiteral("home/.gitconfig")),
          "[user]\n\tname = Bo Zhang\n\temail = bo@example.com\n[init]\n\tdefaultBranch = main\n");
    git(path(QString()),
        {QStringLiteral("init"), QStringLiteral("-q"), QStringLiteral("--bare"), remotePath()});
    git(path(QString()), {QStringLiteral("init"), QStringLiteral("-q"), checkoutPath()});
    git(checkoutPath(),
        {QStringLiteral("remote"), QStringLiteral("add"), QStringLiteral("origin"), remotePath()});
    pushed(composePath, composeText, QStringLiteral("Deploy api v1"));
    git(checkoutPath(), words("branch -q --set-upstream-to=origin/main"));
}

GitWorld::~GitWorld()
{
    for (auto it = m_before.cbegin(); it != m_before.cend(); ++it)
        it.value().isNull() ? qunsetenv(it.key().constData()) : qputenv(it.key().constData(), it.value());
}

Program GitWorld::program() const
{
    Program program;
    program.identityFolder = checkoutPath();
    return program;
}

std::unique_ptr<Mirror> GitWorld::mirror(const QString &name) const
{
    return std::make_unique<Mirror>(path(name), Remote::parse(remotePath()).value(), program());
}

std::unique_ptr<Mirror> GitWorld::fetched(const QString &name) const
{
    auto made = mirror(name);
    const auto done = await(made->fetch());
    EXPECT_TRUE(done) << (done ? "" : said(done.error()));
    return made;
}

QString GitWorld::git(const QString &folder, const QStringList &arguments, bool fine,
                      const QByteArray &input) const
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(QStringLiteral("git"), arguments);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished(60'000);
    const bool succeeded = process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    EXPECT_EQ(succeeded, fine) << qPrintable(arguments.join(u' ')) << ": "
                               << process.readAllStandardError().constData();
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

void GitWorld::write(const QString &file, const QByteArray &content) const
{
    QDir().mkpath(QFileInfo(file).path());
    QFile out(file);
    ASSERT_TRUE(out.open(QIODevice::WriteOnly | QIODevice::Truncate)) << qPrintable(file);
    out.write(content);
}

void GitWorld::script(const QString &file, const QByteArray &body) const
{
    write(file, "#!/bin/sh\n" + body);
    QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

QByteArray GitWorld::read(const QString &file) const
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

QString GitWorld::pushed(const QString &file, const QByteArray &content, const QString &message) const
{
    write(checkoutPath() + u'/' + file, content);
    git(checkoutPath(), {QStringLiteral("add"), QStringLiteral("-f"), QStringLiteral("--"), file});
    git(checkoutPath(), {QStringLiteral("commit"), QStringLiteral("-q"), QStringLiteral("-m"), message});
    git(checkoutPath(), words("push -q origin HEAD:main"));
    return git(checkoutPath(), words("rev-parse HEAD"));
}

QString GitWorld::remoteHead(const QString &branch) const
{
    return git(remotePath(), {QStringLiteral("rev-parse"), QStringLiteral("refs/heads/") + branch});
}

} // namespace envdeck::git
