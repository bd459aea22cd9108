// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/personal_settings.h"
#include "app/session/session.h"
#include "core/platform/key_check.h"
#include "core/terraform/program.h"
#include "tests/real/git/git_world.h"
#include "tests/support/git_https_server.h"

#include <QFile>
#include <QSettings>

namespace envdeck {
namespace {

const QByteArray token = "tok-canary-77b2";

const QByteArray httpsWorkspaceText = R"(envdeck: 1
name: acme
git: { host: none, branch: main }
layout:
  terraform: terraform/environments/{environment}
  apps: deploy-config/{environment}/apps/{app}.compose.yml
environments:
  dev:
    kind: dev
    order: 1
)";

// A workspace whose repository lies behind https, opened as both programs open it, with a file of keys.
class HttpsSession : public git::GitWorld {
protected:
    HttpsSession() : server({path({}), {}, QString::fromLatin1(token), {}})
    {
        write(keysFile(), "{}");
        QFile::setPermissions(keysFile(), QFile::ReadOwner | QFile::WriteOwner);
        write(checkoutPath() + QStringLiteral("/envdeck.yaml"), httpsWorkspaceText);
        git(checkoutPath(), {QStringLiteral("remote"), QStringLiteral("set-url"), QStringLiteral("origin"),
                             server.origin() + QStringLiteral("/remote.git")});
        options.paths.data = path(QStringLiteral("data"));
        options.paths.state = path(QStringLiteral("state"));
        qputenv("GIT_SSL_CAINFO", QFile::encodeName(server.caFile()));
        qputenv("ENVDECK_SECRETS_FILE", QFile::encodeName(keysFile()));
    }
    ~HttpsSession() override
    {
        qunsetenv("GIT_SSL_CAINFO");
        qunsetenv("ENVDECK_SECRETS_FILE");
    }
    void SetUp() override
    {
        ASSERT_TRUE(server.isRunning());
        const auto opened = git::await(openWorkspace(checkoutPath(), &context));
        ASSERT_TRUE(opened && opened.value().opened);
        session = std::make_unique<Session>(*opened.value().opened, options);
    }
    QString keysFile() const { return path(QStringLiteral("keys.json")); }
    Result<void> check()
    {
        platform::PlatformKeyCheck keys(session->workspace(), session->platform(), session->telemetry(),
                                        session->registry(), session->mirror());
        return git::await(keys.check(QStringLiteral("git"), {}));
    }

    testing::GitHttpsServer server;
    SessionOptions options;
    QObject context;
    std::unique_ptr<Session> session;
};

TEST_F(HttpsSession, TheKeyThatWasEnteredOpensTheRemoteAndIsKnownToWhoeverHidesSecrets)
{
    ASSERT_EQ(session->keys().size(), 1);
    const secrets::SecretKey key = session->keys().first();
    EXPECT_EQ(key.kind, QStringLiteral("git"));
    EXPECT_EQ(key.origin, server.origin());

    const auto without = git::await(session->mirror().fetch());
    ASSERT_FALSE(without);
    EXPECT_EQ(without.error().code, ErrorCode::Unauthorized);
    EXPECT_EQ(without.error().subject, QStringLiteral("git"));
    EXPECT_EQ(without.error().detail, QStringLiteral("no-key"));
    EXPECT_EQ(check().error().code, ErrorCode::Unauthorized);

    ASSERT_TRUE(git::await(session->keyLedger().set(key, Secret("wrong"))));
    EXPECT_EQ(git::await(session->mirror().fetch()).error().code, ErrorCode::Unauthorized);
    EXPECT_EQ(check().error().code, ErrorCode::Unauthorized);

    ASSERT_TRUE(git::await(session->keyLedger().set(key, Secret(token))));
    session->forgetKeys();
    EXPECT_TRUE(git::await(session->mirror().fetch()));
    EXPECT_TRUE(check());
    EXPECT_FALSE(session->vault()
                     .redactor()
                     .redacted(QString::fromLatin1(token))
                     .contains(QString::fromLatin1(token)));

    ASSERT_TRUE(git::await(session->keyLedger().remove(key)));
    session->forgetKeys();
    EXPECT_FALSE(git::await(session->mirror().fetch()));
    const auto rows = git::await(session->journal().entries({})).value();
    ASSERT_EQ(rows.size(), 3);
    EXPECT_EQ(rows.at(0).action, configuration::keyRemoved);
    EXPECT_EQ(rows.at(1).action, configuration::keyReplaced);
    EXPECT_EQ(rows.at(2).action, configuration::keySet);
}

TEST_F(HttpsSession, AKeyOfAnotherAddressIsNotSentThere)
{
    write(keysFile(), R"({"git": {"value": ")" + token + R"(", "origin": "https://old.example.com"}})");
    QFile::setPermissions(keysFile(), QFile::ReadOwner | QFile::WriteOwner);
    const auto fetched = git::await(session->mirror().fetch());
    ASSERT_FALSE(fetched);
    EXPECT_EQ(fetched.error().code, ErrorCode::OriginMoved);
    EXPECT_EQ(check().error().code, ErrorCode::OriginMoved);
    EXPECT_TRUE(server.credentials().isEmpty());
}

TEST_F(HttpsSession, AFileOfKeysThatCannotBeReadIsNotAMissingKey)
{
    write(keysFile(),
          R"({"git": {"value": ")" + token + R"(", "origin": ")" + server.origin().toUtf8() + R"("}})");
    QFile::setPermissions(keysFile(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
    const auto fetched = git::await(session->mirror().fetch());
    ASSERT_FALSE(fetched);
    EXPECT_TRUE(fetched.error().detail.startsWith(QLatin1String("key-unreadable")))
        << git::said(fetched.error());
    QFile::setPermissions(keysFile(), QFile::ReadOwner | QFile::WriteOwner);
    EXPECT_TRUE(git::await(session->mirror().fetch())); // read on use
}

TEST(PersonalSettings, TheTerraformPathIsWhatTheWindowKept)
{
    QTemporaryDir folder;
    const QString file = personalSettingsFile({{}, {}, folder.path(), {}});
    EXPECT_EQ(terraformPathIn(file), QString());
    {
        QSettings settings(file, QSettings::IniFormat);
        settings.setValue(terraform::personalPathKey, QStringLiteral("/opt/tofu"));
    }
    EXPECT_EQ(terraformPathIn(file), QStringLiteral("/opt/tofu"));
}

} // namespace
} // namespace envdeck
