// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"
#include "tests/real/git/git_world.h"
#include "tests/support/git_https_server.h"

#include <QDir>
#include <QDirIterator>
#include <QLoggingCategory>

namespace envdeck::git {
namespace {

const QByteArray token = "tok-canary-8c21";

// The remote of GitWorld behind a server that wants to know who asks.
class HttpsTest : public GitWorld {
protected:
    HttpsTest()
    {
        before = qgetenv("GIT_SSL_CAINFO");
        serve({path({}), {}, QString::fromLatin1(token), {}});
    }
    ~HttpsTest() override
    {
        before.isNull() ? qunsetenv("GIT_SSL_CAINFO") : qputenv("GIT_SSL_CAINFO", before);
    }
    void serve(const testing::GitHttpsServer::Options &options)
    {
        server = std::make_unique<testing::GitHttpsServer>(options);
        qputenv("GIT_SSL_CAINFO", QFile::encodeName(server->caFile()));
    }
    void SetUp() override { ASSERT_TRUE(server->isRunning()); }
    QString address() const { return server->origin() + QStringLiteral("/remote.git"); }
    // Where `answer` is what a vault would say.
    std::unique_ptr<Mirror> over(const Result<Secret> &answer, const QString &origin = {})
    {
        auto made = std::make_unique<Mirror>(path(QStringLiteral("https-mirror")),
                                             Remote::parse(address()).value(), program());
        made->setCredentials([this, answer, origin = origin.isEmpty() ? server->origin() : origin] {
            ++asked;
            return ready<HttpsCredential>(
                answer ? Result<HttpsCredential>(HttpsCredential{origin, QStringLiteral("x"), answer.value()})
                       : Result<HttpsCredential>(answer.error()));
        });
        return made;
    }
    static Error without() { return {ErrorCode::Unauthorized, QStringLiteral("git"), noKey, 0}; }
    Result<QString> made(Mirror &mirror)
    {
        CommitRequest request;
        request.parent = remoteHead();
        request.message = QStringLiteral("Deploy api v2\n");
        request.edits = {{composePath, composeText + "# v2\n"}};
        return await(mirror.commit(request));
    }

    QByteArray before;
    std::unique_ptr<testing::GitHttpsServer> server;
    int asked = 0; // how often the source was
};

TEST_F(HttpsTest, FetchesAndPushesWithTheRightToken)
{
    const auto mirror = over(Secret(token));
    const auto fetched = await(mirror->fetch());
    ASSERT_TRUE(fetched) << said(fetched.error());
    EXPECT_EQ(await(mirror->readHead(QStringLiteral("main"))).value(), remoteHead());
    const auto commit = made(*mirror);
    ASSERT_TRUE(commit) << said(commit.error());
    const auto pushed = await(mirror->push(commit.value(), QStringLiteral("main")));
    ASSERT_TRUE(pushed) << said(pushed.error());
    EXPECT_EQ(remoteHead(), commit.value());
    EXPECT_TRUE(await(mirror->checkAccess()));
    for (const QString &credential : server->credentials())
        EXPECT_EQ(credential, QStringLiteral("x:tok-canary-8c21"));
}

TEST_F(HttpsTest, ATokenMayNameItsUser)
{
    serve({path({}), QStringLiteral("bo"), QString::fromLatin1(token), {}});
    EXPECT_TRUE(await(over(Secret("bo:" + token))->fetch()));
    EXPECT_EQ(await(over(Secret(token))->fetch()).error().code, ErrorCode::Unauthorized);
}

TEST_F(HttpsTest, AWrongTokenIsRefusedAndNothingIsSent)
{
    const auto right = over(Secret(token));
    ASSERT_TRUE(await(right->fetch()));
    const auto commit = made(*right);
    ASSERT_TRUE(commit);
    const QString head = remoteHead();
    const auto mirror = over(Secret("wrong"));
    EXPECT_EQ(await(mirror->fetch()).error().code, ErrorCode::Unauthorized);
    EXPECT_EQ(await(mirror->checkAccess()).error().code, ErrorCode::Unauthorized);
    EXPECT_EQ(await(mirror->push(commit.value(), QStringLiteral("main"))).error().code,
              ErrorCode::Unauthorized);
    EXPECT_EQ(remoteHead(), head);
}

TEST_F(HttpsTest, WithoutATokenTheSourcesErrorSaysWhy)
{
    const auto mirror = over(without());
    const auto fetched = await(mirror->fetch());
    ASSERT_FALSE(fetched);
    EXPECT_EQ(fetched.error(), without());
    const auto pushed = await(mirror->push(remoteHead(), QStringLiteral("main")));
    ASSERT_FALSE(pushed);
    EXPECT_EQ(pushed.error(), without());
    EXPECT_EQ(await(mirror->checkAccess()).error().code, ErrorCode::Unauthorized);

    const Error moved{ErrorCode::OriginMoved, QStringLiteral("git"), QStringLiteral("a b"), 0};
    EXPECT_EQ(await(over(moved)->fetch()).error(), moved);
    EXPECT_EQ(await(over(moved)->push(remoteHead(), QStringLiteral("main"))).error(), moved);
    EXPECT_TRUE(server->credentials().isEmpty());
}

TEST_F(HttpsTest, ANewTokenCountsFromTheNextCommandOn)
{
    auto kept = std::make_shared<Result<Secret>>(without());
    Mirror mirror(path(QStringLiteral("m")), Remote::parse(address()).value(), program());
    mirror.setCredentials([this, kept] {
        return ready<HttpsCredential>(*kept ? Result<HttpsCredential>(HttpsCredential{
                                                  server->origin(), QStringLiteral("x"), kept->value()})
                                            : Result<HttpsCredential>(kept->error()));
    });
    EXPECT_FALSE(await(mirror.fetch()));
    *kept = Secret(token);
    EXPECT_TRUE(await(mirror.fetch()));
    *kept = without();
    EXPECT_FALSE(await(mirror.fetch()));
}

TEST_F(HttpsTest, TheUsersOwnHelperComesFirstAndIsToldNothingOfTheToken)
{
    script(path(QStringLiteral("helper")),
           "echo \"$1\" >> " + QFile::encodeName(path(QStringLiteral("helper-log"))) + "\ncat >> " +
               QFile::encodeName(path(QStringLiteral("helper-log"))) +
               "\n[ \"$1\" = get ] && echo username=me && echo password=$(cat " +
               QFile::encodeName(path(QStringLiteral("helper-password"))) + ")\nexit 0\n");
    write(path(QStringLiteral("home/.gitconfig")),
          read(path(QStringLiteral("home/.gitconfig"))) +
              "[credential]\n\thelper = " + QFile::encodeName(path(QStringLiteral("helper"))) +
              "\n[credential \"" + server->origin().toUtf8() +
              "\"]\n\thelper = " + QFile::encodeName(path(QStringLiteral("helper"))) + "\n");
    write(path(QStringLiteral("helper-password")), token);
    ASSERT_TRUE(await(over(Secret("never-needed"))->fetch()));
    EXPECT_EQ(asked, 0);
    EXPECT_EQ(server->credentials().last(), QStringLiteral("me:tok-canary-8c21"));

    // Its own is refused: then the token, of which it hears nothing.
    write(path(QStringLiteral("helper-password")), "old");
    QFile::remove(path(QStringLiteral("helper-log")));
    const auto done = await(over(Secret(token))->fetch());
    EXPECT_TRUE(done) << said(done.error());
    EXPECT_EQ(asked, 1);
    EXPECT_EQ(server->credentials().last(), QStringLiteral("x:tok-canary-8c21"));
    EXPECT_TRUE(read(path(QStringLiteral("helper-log"))).contains("get"));
    EXPECT_FALSE(read(path(QStringLiteral("helper-log"))).contains("canary"));
    // Nor is it asked for another one when the token is refused.
    QFile::remove(path(QStringLiteral("helper-log")));
    EXPECT_FALSE(await(over(Secret("wrong"))->checkAccess()));
    EXPECT_EQ(read(path(QStringLiteral("helper-log"))), QByteArray());
}

TEST_F(HttpsTest, NoAskpassProgramIsStarted)
{
    script(path(QStringLiteral("askpass")),
           "touch " + QFile::encodeName(path(QStringLiteral("was-asked"))) + "\nsleep 600\n");
    for (const char *name : {"GIT_ASKPASS", "SSH_ASKPASS"})
        qputenv(name, QFile::encodeName(path(QStringLiteral("askpass"))));
    write(path(QStringLiteral("home/.gitconfig")),
          read(path(QStringLiteral("home/.gitconfig"))) +
              "[core]\n\taskPass = " + QFile::encodeName(path(QStringLiteral("askpass"))) + "\n");
    const auto none = await(over(without())->fetch());
    const auto wrong = await(over(Secret("wrong"))->fetch());
    for (const char *name : {"GIT_ASKPASS", "SSH_ASKPASS"})
        qunsetenv(name);
    EXPECT_EQ(none.error().code, ErrorCode::Unauthorized);
    EXPECT_EQ(wrong.error().code, ErrorCode::Unauthorized) << said(wrong.error());
    EXPECT_FALSE(QFile::exists(path(QStringLiteral("was-asked"))));
}

TEST_F(HttpsTest, ATokenOfAnotherOriginIsNotSent)
{
    const auto mirror = over(Secret(token), QStringLiteral("https://127.0.0.1:1"));
    EXPECT_EQ(await(mirror->fetch()).error().code, ErrorCode::Unauthorized);
    EXPECT_FALSE(await(mirror->checkAccess()));
    EXPECT_FALSE(server->requests().isEmpty());
    EXPECT_TRUE(server->credentials().isEmpty());
}

TEST_F(HttpsTest, ARedirectToAnotherOriginDoesNotTakeTheTokenAlong)
{
    const auto elsewhere = std::move(server); // wants a token too
    serve({path({}), {}, {}, elsewhere->origin()});
    write(path(QStringLiteral("both.pem")), read(elsewhere->caFile()) + read(server->caFile()));
    qputenv("GIT_SSL_CAINFO", QFile::encodeName(path(QStringLiteral("both.pem"))));
    // What an operator may have said for all of git does not open that door.
    write(path(QStringLiteral("home/.gitconfig")), read(path(QStringLiteral("home/.gitconfig"))) +
                                                       "[http \"" + server->origin().toUtf8() +
                                                       "\"]\n\tfollowRedirects = true\n");
    const auto mirror = over(Secret(token));
    const auto fetched = await(mirror->fetch());
    EXPECT_EQ(fetched.error().code, ErrorCode::NotFound) << said(fetched.error());
    EXPECT_EQ(await(mirror->checkAccess()).error().code, ErrorCode::NotFound);
    EXPECT_EQ(await(mirror->push(remoteHead(), QStringLiteral("main"))).error().code, ErrorCode::NotFound);
    EXPECT_FALSE(server->credentials().isEmpty());
    EXPECT_FALSE(elsewhere->requests().isEmpty()); // the first try, which carries nothing
    EXPECT_TRUE(elsewhere->credentials().isEmpty());
}

TEST_F(HttpsTest, AnUntrustedCertificateIsRefused)
{
    qunsetenv("GIT_SSL_CAINFO");
    const auto mirror = over(Secret(token));
    EXPECT_EQ(await(mirror->fetch()).error().code, ErrorCode::Tls);
    EXPECT_EQ(await(mirror->push(remoteHead(), QStringLiteral("main"))).error().code, ErrorCode::Tls);
    EXPECT_EQ(await(mirror->checkAccess()).error().code, ErrorCode::Tls);
    EXPECT_TRUE(server->requests().isEmpty());
    // Verification that the operator switched off for git is on again for the token.
    write(path(QStringLiteral("home/.gitconfig")),
          read(path(QStringLiteral("home/.gitconfig"))) + "[http]\n\tsslVerify = false\n[http \"" +
              server->origin().toUtf8() + "\"]\n\tsslVerify = false\n");
    EXPECT_EQ(await(mirror->fetch()).error().code, ErrorCode::Tls);
    EXPECT_FALSE(server->requests().isEmpty());
    EXPECT_TRUE(server->credentials().isEmpty());
}

QStringList &logged()
{
    static QStringList lines;
    return lines;
}

TEST_F(HttpsTest, TheTokenStandsInNoCommandLineNoLogAndNoFile)
{
    // Every program that git starts for it, seen from inside: git-remote-https and the rest.
    script(path(QStringLiteral("seeing-git")), "exec strace -f -qq -e trace=execve -s 100000 -o " +
                                                   QFile::encodeName(path(QStringLiteral("calls-"))) +
                                                   "$$ git \"$@\"\n");
    Program seeing = program();
    seeing.path = path(QStringLiteral("seeing-git"));
    const auto handler = qInstallMessageHandler(
        [](QtMsgType, const QMessageLogContext &, const QString &line) { logged().append(line); });
    QLoggingCategory::setFilterRules(QStringLiteral("envdeck.*=true"));
    Mirror mirror(path(QStringLiteral("seen")), Remote::parse(address()).value(), seeing);
    mirror.setCredentials([this] {
        return ready<HttpsCredential>(HttpsCredential{server->origin(), QStringLiteral("x"), Secret(token)});
    });
    const auto fetched = await(mirror.fetch());
    const auto commit = made(mirror);
    const auto pushed =
        commit ? await(mirror.push(commit.value(), QStringLiteral("main"))) : Result<void>(commit.error());
    const auto checked = await(mirror.checkAccess());
    QLoggingCategory::setFilterRules({});
    qInstallMessageHandler(handler);
    ASSERT_TRUE(fetched) << said(fetched.error());
    ASSERT_TRUE(pushed) << said(pushed.error());
    ASSERT_TRUE(checked) << said(checked.error());

    const QByteArray pair = QByteArray("x:" + token).toBase64();
    QByteArray calls;
    for (const QString &file : QDir(path({})).entryList({QStringLiteral("calls-*")}, QDir::Files))
        calls += read(path(file));
    EXPECT_TRUE(calls.contains("git-remote-https") || calls.contains("remote-https")) << calls.constData();
    for (const QByteArray &secret : {token, pair}) {
        EXPECT_FALSE(calls.contains(secret));
        EXPECT_FALSE(logged().join(u'\n').contains(QString::fromLatin1(secret)));
    }
    int files = 0;
    for (QDirIterator it(mirror.folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
         it.hasNext(); ++files) {
        const QByteArray content = read(it.next());
        EXPECT_FALSE(content.contains(token) || content.contains(pair)) << qPrintable(it.filePath());
    }
    EXPECT_GT(files, 3);
}

} // namespace
} // namespace envdeck::git
