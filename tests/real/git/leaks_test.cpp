// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What must not be committed, nor committed on top of: twelve ways in which a secret gets into a repository.
#include "tests/real/git/git_world.h"

#include <QDir>

namespace envdeck::git {
namespace {

const char *const canary = "tok-canary-7431-long";
const QByteArray key = "-----BEGIN OPENSSH PRIVATE "
                       "KEY-----\n" +
                       QByteArray(70, 'b') +
                       "\n-----END OPENSSH PRIVATE "
                       "KEY-----\n";
const QByteArray state =
    "{\"version\": 4, \"terraform_version\": \"1.6.0\", \"serial\": 3, \"lineage\": \"x\"}\n";

class LeakTest : public GitWorld {
protected:
    std::unique_ptr<Mirror> guarded() const
    {
        auto mirror = fetched();
        Redactor live;
        live.learn(Secret(canary));
        mirror->setLive(live);
        return mirror;
    }
    CommitRequest request(const QString &file = composePath,
                          const QByteArray &content = QByteArray(composeText).replace("v1", "v2")) const
    {
        CommitRequest request;
        request.parent = remoteHead();
        request.message = QStringLiteral("Deploy\n");
        request.edits = {{file, content}};
        return request;
    }
    // The code word that the commit was refused with; empty when it was made.
    QString refusal(const CommitRequest &request) const
    {
        const auto commit = await(guarded()->commit(request));
        if (commit)
            return {};
        EXPECT_EQ(commit.error().code, ErrorCode::Forbidden) << said(commit.error());
        EXPECT_FALSE(said(commit.error()).find("canary") != std::string::npos);
        return commit.error().detail;
    }
};

TEST_F(LeakTest, ALiveSecretInTheChange)
{
    EXPECT_EQ(refusal(request(composePath, composeText + "    environment: {T: " + canary + "}\n")),
              QStringLiteral("live-secret"));
    EXPECT_EQ(refusal(request(composePath, composeText + "# " + QByteArray(canary).toBase64() + "\n")),
              QStringLiteral("live-secret"));
    CommitRequest accepted = request(composePath, composeText + "# " + canary + "\n");
    accepted.accepted = {{LeakKind::LiveSecret, composePath, 4}};
    EXPECT_EQ(refusal(accepted), QStringLiteral("live-secret")); // nobody can accept it
    CommitRequest spoken = request();
    spoken.message = QStringLiteral("Deploy\n\nEnvdeck-Reason: token is %1\n").arg(QLatin1String(canary));
    EXPECT_EQ(refusal(spoken), QStringLiteral("live-secret"));
}

TEST_F(LeakTest, ASecretFileInTheChange)
{
    EXPECT_EQ(refusal(request(QStringLiteral("terraform/terraform.tfvars"), "a = 1\n")),
              QStringLiteral("secret-file"));
    EXPECT_EQ(refusal(request(QStringLiteral("backup.json"), state)), QStringLiteral("secret-content"));
    EXPECT_EQ(refusal(request(QStringLiteral("notes.txt"), key)), QStringLiteral("secret-content"));
    EXPECT_EQ(refusal(request(composePath, composeText + "# ghp_0123456789abcdef0123\n")),
              QStringLiteral("token-shape"));
}

TEST_F(LeakTest, ASecretFileThatIsTracked)
{
    pushed(QStringLiteral("terraform/environments/prod/terraform.tfvars"), "x = 1\n", QStringLiteral("Oops"));
    EXPECT_EQ(refusal(request()), QStringLiteral("secret-file"));
}

TEST_F(LeakTest, ASecretFileThatIsTrackedUnderAnotherName)
{
    pushed(QStringLiteral("terraform/old-vars.txt"), QByteArray("token = \"") + canary + "\"\n",
           QStringLiteral("Oops"));
    EXPECT_EQ(refusal(request()), QStringLiteral("tracked-secret"));
}

TEST_F(LeakTest, ASecretThatIsTrackedEncoded)
{
    pushed(QStringLiteral("vars.b64"), QByteArray(canary).toBase64() + "\n", QStringLiteral("Oops"));
    EXPECT_EQ(refusal(request()), QStringLiteral("tracked-secret"));
}

TEST_F(LeakTest, StateAndKeysThatAreTrackedUnderAnotherName)
{
    pushed(QStringLiteral("backup.json"), state, QStringLiteral("Oops"));
    EXPECT_EQ(refusal(request()), QStringLiteral("secret-content"));
    git(checkoutPath(), {QStringLiteral("rm"), QStringLiteral("-q"), QStringLiteral("backup.json")});
    pushed(QStringLiteral("deploy.txt"), key, QStringLiteral("Oops"));
    EXPECT_EQ(refusal(request()), QStringLiteral("secret-content"));
}

TEST_F(LeakTest, ASecretFileInTheHistoryOfTheBranch)
{
    pushed(QStringLiteral("terraform/terraform.tfstate"), state, QStringLiteral("Oops"));
    git(checkoutPath(),
        {QStringLiteral("rm"), QStringLiteral("-q"), QStringLiteral("terraform/terraform.tfstate")});
    pushed(QStringLiteral("x"), "x", QStringLiteral("Gone again"));
    EXPECT_EQ(refusal(request()), QStringLiteral("in-history"));
}

TEST_F(LeakTest, ASecretFileInTheHistoryOfAnotherBranchOrTag)
{
    git(checkoutPath(),
        {QStringLiteral("checkout"), QStringLiteral("-q"), QStringLiteral("-b"), QStringLiteral("side")});
    write(checkoutPath() + QStringLiteral("/keys/id_ed25519"), "k");
    git(checkoutPath(), {QStringLiteral("add"), QStringLiteral("-A")});
    git(checkoutPath(), {QStringLiteral("commit"), QStringLiteral("-qm"), QStringLiteral("Key")});
    git(checkoutPath(), {QStringLiteral("tag"), QStringLiteral("old")});
    git(checkoutPath(),
        {QStringLiteral("push"), QStringLiteral("-q"), QStringLiteral("origin"), QStringLiteral("old")});
    EXPECT_EQ(refusal(request()), QStringLiteral("in-history"));
}

TEST_F(LeakTest, AVariableFileThatSetsWhatIsSensitive)
{
    pushed(QStringLiteral("terraform/variables.tf"),
           "variable \"token\" {\n  sensitive = true\n}\nvariable \"size\" {}\n",
           QStringLiteral("Variables"));
    EXPECT_EQ(refusal(request(QStringLiteral("terraform/env.auto.tfvars"), "token = \"x\"\n")),
              QStringLiteral("sensitive-variable"));
    EXPECT_EQ(refusal(request(QStringLiteral("terraform/env.auto.tfvars"), "size = 2\n")), QString());
    pushed(QStringLiteral("terraform/prod.tfvars"), "size = 1\ntoken = \"x\"\n", QStringLiteral("Oops"));
    EXPECT_EQ(refusal(request()), QStringLiteral("sensitive-variable"));
}

TEST_F(LeakTest, WhatAPersonSawAndAcceptedDoesNotBlockARollback)
{
    pushed(QStringLiteral("terraform/terraform.tfvars"), "x = 1\n", QStringLiteral("Oops"));
    pushed(QStringLiteral("vars.b64"), QByteArray(canary).toBase64() + "\n", QStringLiteral("Oops"));
    CommitRequest asked = request();
    const auto leaks = await(guarded()->readLeaks(asked.parent, asked.edits));
    ASSERT_TRUE(leaks) << said(leaks.error());
    EXPECT_EQ(leaks.value(),
              (QList<Leak>{{LeakKind::SecretFile, QStringLiteral("terraform/terraform.tfvars"), 0},
                           {LeakKind::TrackedSecret, QStringLiteral("vars.b64"), 0}}));
    asked.accepted = leaks.value();
    EXPECT_EQ(refusal(asked), QString());
    asked.accepted.removeLast();
    EXPECT_EQ(refusal(asked), QStringLiteral("tracked-secret"));
}

TEST_F(LeakTest, CleanRepositoriesAreNotBlocked)
{
    write(checkoutPath() + QStringLiteral("/.gitignore"), "terraform.tfvars\n*.tfstate*\n");
    write(checkoutPath() + QStringLiteral("/terraform/terraform.tfvars.example"), "token = \"\"\n");
    write(checkoutPath() + QStringLiteral("/terraform/variables.tf"),
          "variable \"token\" { sensitive = true }\nvariable \"size\" {}\n");
    write(checkoutPath() + QStringLiteral("/keys/deploy.pub"), "ssh-ed25519 AAAA\n");
    write(checkoutPath() + QStringLiteral("/ca.pem"),
          "-----BEGIN CERTIFICATE-----\n" + QByteArray(70, 'a') + "\n");
    write(checkoutPath() + QStringLiteral("/docs/keys.md"), "A key begins with `-----BEGIN PRIVATE "
                                                            "KEY-----`.\n\"terraform_version\"\n");
    git(checkoutPath(), {QStringLiteral("add"), QStringLiteral("-A")});
    pushed(QStringLiteral("terraform/env.auto.tfvars"), "size = 2\n", QStringLiteral("Clean"));
    for (int i = 0; i < 5; ++i) {
        pushed(QStringLiteral("deploy-config/prod/apps/app%1.compose.yml").arg(i),
               "services:\n  a:\n    image: x/y:v1\n    environment:\n      DB: postgres://a:${PW}@db/x\n",
               QStringLiteral("App"));
        EXPECT_EQ(refusal(request()), QString());
    }
}

} // namespace
} // namespace envdeck::git
