// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/terraform_secrets.h"
#include "tests/support/event_loop.h"
#include "tests/support/fixtures.h"

#include <gtest/gtest.h>

namespace envdeck::infrastructure {
namespace {

const QString repository = QStringLiteral("git@github.com:acme/infra.git");
const QString password = QStringLiteral("TF_VAR_db_password");

// A keychain that says no.
class LockedStore final : public secrets::SecretStore {
public:
    secrets::StoreKind kind() const override { return secrets::StoreKind::Keychain; }
    Async<Secret> read(const secrets::SecretKey &key) override
    {
        return ready<Secret>(Error{code, key.kind, {}, 0});
    }
    Async<void> write(const secrets::SecretKey &, const Secret &) override { return ready<void>({}); }
    Async<void> remove(const secrets::SecretKey &) override { return ready<void>({}); }
    Async<secrets::StoreStatus> status() override
    {
        return ready<secrets::StoreStatus>(secrets::StoreStatus());
    }
    ErrorCode code = ErrorCode::Locked;
};

class SecretsOfTerraform : public ::testing::Test {
protected:
    Result<SecretsGiven> read(const QList<SecretNeed> &needs, SecretsFor purpose = SecretsFor::Planning,
                              const QString &remote = repository)
    {
        TerraformSecrets given(workspace, *vault, remote, own);
        QObject::connect(&given, &TerraformSecrets::learned, &given,
                         [this](const Redactor &now) { learned = now; });
        std::optional<Result<SecretsGiven>> answer;
        whenDone(given.read(QStringLiteral("prod"), needs, purpose), &given,
                 [&](const Result<SecretsGiven> &result) { answer = result; });
        EXPECT_TRUE(testing::eventually([&] { return answer.has_value(); }));
        return answer.value_or(Error{ErrorCode::Timeout, {}, {}, 0});
    }
    void keep(const QString &name, const QByteArray &value, const QString &remote = repository)
    {
        const auto kept = vault->write(secrets::terraformKey(workspace, QStringLiteral("prod"), name, remote),
                                       Secret(value));
        EXPECT_TRUE(testing::eventually([&] { return kept.isFinished(); }));
    }
    static SecretNeed variable(bool required = true, const QString &file = {})
    {
        SecretNeed need;
        need.name = password;
        need.variable = QStringLiteral("db_password");
        need.required = required;
        need.file = file;
        return need;
    }
    static SecretNeed token(const QString &name, bool ofBackend = false)
    {
        SecretNeed need;
        need.name = name;
        need.ofBackend = ofBackend;
        return need;
    }
    static QByteArray valueOf(const Result<SecretsGiven> &given, const QString &name)
    {
        return given ? given.value().secrets.value(name).reveal().toByteArray() : QByteArray();
    }

    Workspace workspace = testing::sampleWorkspace();
    std::unique_ptr<secrets::Vault> vault =
        std::make_unique<secrets::Vault>(std::make_unique<secrets::MemoryStore>());
    QProcessEnvironment own;
    Redactor learned;
};

TEST_F(SecretsOfTerraform, AreThoseThatTheVaultHolds)
{
    keep(password, "hunter2-prod");
    const auto given = read({variable(), token(QStringLiteral("HCLOUD_TOKEN"))});
    ASSERT_TRUE(given);
    EXPECT_EQ(given.value().secrets.keys(), QStringList({password}));
    EXPECT_EQ(valueOf(given, password), "hunter2-prod");
    EXPECT_EQ(given.value().sources, QStringList({password + QStringLiteral(": keychain")}));
    EXPECT_EQ(learned.redacted(QStringLiteral("it is hunter2-prod")), QStringLiteral("it is ******"));
}

TEST_F(SecretsOfTerraform, OfThisProcessCountWhereTheVaultHasNone)
{
    own.insert(password, QStringLiteral("from-the-shell"));
    own.insert(QStringLiteral("TF_VAR_other"), QStringLiteral("not asked for"));
    auto given = read({variable()});
    ASSERT_TRUE(given);
    EXPECT_EQ(given.value().secrets.keys(), QStringList({password}));
    EXPECT_EQ(valueOf(given, password), "from-the-shell");
    EXPECT_EQ(given.value().sources,
              QStringList({password + QStringLiteral(": environment of this process")}));
    EXPECT_EQ(learned.redacted(QStringLiteral("from-the-shell")), QStringLiteral("******"));

    keep(password, "from-the-keychain");
    given = read({variable()});
    EXPECT_EQ(valueOf(given, password), "from-the-keychain");
    EXPECT_EQ(given.value().sources,
              QStringList({password + QStringLiteral(": keychain, instead of this process's")}));
}

TEST_F(SecretsOfTerraform, OfOneEnvironmentStayHiddenWhenThoseOfAnotherAreRead)
{
    own.insert(password, QStringLiteral("from-the-shell"));
    own.insert(QStringLiteral("HCLOUD_TOKEN"), QStringLiteral("token-of-the-shell"));
    TerraformSecrets given(workspace, *vault, repository, own);
    QObject::connect(&given, &TerraformSecrets::learned, &given,
                     [this](const Redactor &now) { learned = now; });
    for (const auto &[environment, need] :
         {std::pair(QStringLiteral("prod"), variable()),
          std::pair(QStringLiteral("dev"), token(QStringLiteral("HCLOUD_TOKEN")))}) {
        const auto read = given.read(environment, {need}, SecretsFor::Planning);
        ASSERT_TRUE(testing::eventually([&, read = read] { return read.isFinished(); }));
    }
    EXPECT_EQ(learned.redacted(QStringLiteral("from-the-shell token-of-the-shell")),
              QStringLiteral("****** ******"));
    Redactor another;
    given.teach(another);
    EXPECT_EQ(another.redacted(QStringLiteral("from-the-shell")), QStringLiteral("******"));
}

TEST_F(SecretsOfTerraform, WithoutARequiredOneNothingIsPlannedButTheStateIsRead)
{
    const auto refused = read({variable()});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error(), (Error{ErrorCode::Unauthorized, QStringLiteral("terraform/prod/") + password,
                                      QStringLiteral("no-secret"), 0}));
    EXPECT_TRUE(read({variable()}, SecretsFor::Reading));
    EXPECT_TRUE(read({variable()}, SecretsFor::Following));
    EXPECT_TRUE(read({variable(false)}));
    EXPECT_TRUE(read({variable(true, QStringLiteral("secret.auto.tfvars"))}));
    EXPECT_TRUE(read({token(QStringLiteral("HCLOUD_TOKEN"))})); // its provider block may name it
}

TEST_F(SecretsOfTerraform, ThatAreWithheldAreKnownOnlyToBeHidden)
{
    keep(password, "kept-4711");
    own.insert(QStringLiteral("HCLOUD_TOKEN"), QStringLiteral("token-of-the-shell"));
    const auto given = read({variable(), token(QStringLiteral("HCLOUD_TOKEN"))}, SecretsFor::Withheld);
    ASSERT_TRUE(given);
    EXPECT_TRUE(given.value().secrets.isEmpty());
    EXPECT_TRUE(given.value().sources.isEmpty());
    EXPECT_EQ(given.value().hidden.keys(), (QStringList{QStringLiteral("HCLOUD_TOKEN"), password}));
    EXPECT_EQ(learned.redacted(QStringLiteral("kept-4711 token-of-the-shell")),
              QStringLiteral("****** ******"));
    EXPECT_TRUE(read({variable()}, SecretsFor::Withheld)) << "what is missing is in nobody's way";
}

TEST_F(SecretsOfTerraform, AreNotGivenToAnotherRepository)
{
    keep(QStringLiteral("HCLOUD_TOKEN"), "token-of-acme");
    own.insert(QStringLiteral("HCLOUD_TOKEN"), QStringLiteral("token-of-the-shell"));
    const QString moved = QStringLiteral("git@github.com:mallory/infra.git");
    const auto refused = read({token(QStringLiteral("HCLOUD_TOKEN"))}, SecretsFor::Planning, moved);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::OriginMoved);
    EXPECT_EQ(refused.error().subject, QStringLiteral("terraform/prod/HCLOUD_TOKEN"));
    for (const SecretsFor purpose : {SecretsFor::Reading, SecretsFor::Following}) {
        const auto given = read({token(QStringLiteral("HCLOUD_TOKEN"))}, purpose, moved);
        ASSERT_TRUE(given);
        EXPECT_TRUE(given.value().secrets.isEmpty());
    }
    EXPECT_FALSE(read({token(QStringLiteral("HCLOUD_TOKEN"), true)}, SecretsFor::Reading, moved));
}

TEST_F(SecretsOfTerraform, ThatCannotBeReadStopAPlanUnlessThisProcessHasThem)
{
    auto store = std::make_unique<LockedStore>();
    LockedStore &keychain = *store;
    vault = std::make_unique<secrets::Vault>(std::move(store));
    const SecretNeed need = token(QStringLiteral("HCLOUD_TOKEN"));
    const auto refused = read({need});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Unauthorized);
    EXPECT_TRUE(refused.error().detail.startsWith(QLatin1String("key-unreadable locked")))
        << refused.error().detail.toStdString();
    EXPECT_TRUE(read({need}, SecretsFor::Reading));
    own.insert(need.name, QStringLiteral("token-of-the-shell"));
    EXPECT_EQ(valueOf(read({need}), need.name), "token-of-the-shell");
    own.clear();
    keychain.code = ErrorCode::ToolMissing; // no keychain on this machine: it holds none
    EXPECT_TRUE(read({need}));
}

TEST_F(SecretsOfTerraform, AFileThatSetsItWinsOverThisProcess)
{
    own.insert(password, QStringLiteral("from-the-shell"));
    const auto given = read({variable(true, QStringLiteral("secret.auto.tfvars"))});
    ASSERT_TRUE(given);
    EXPECT_TRUE(given.value().secrets.isEmpty());
}

TEST(SecretNeeds, AreSensitiveVariablesAndTokens)
{
    terraform::Configuration configuration;
    const auto declared = [&](const char *name, bool sensitive, const QByteArray &byDefault = {}) {
        terraform::VariableDeclaration declaration;
        declaration.name = QString::fromLatin1(name);
        declaration.type = QStringLiteral("string");
        declaration.sensitive = sensitive;
        declaration.defaultExpression = byDefault;
        return declaration;
    };
    configuration.backend = QStringLiteral("pg");
    configuration.providers = {{QStringLiteral("hcloud"), QStringLiteral("hetznercloud/hcloud"), {}}};
    QList<terraform::Variable> variables;
    for (const auto &declaration : {declared("region", false), declared("salt", true),
                                    declared("api_token", false, "null"), declared("db_password", false)})
        variables.append({declaration.name, declaration, {}, {}});
    variables.last().values = {
        {terraform::ValueSource::File, QStringLiteral("secret.auto.tfvars"), 3, "\"x\""}};
    variables.append({QStringLiteral("stray_token"), {}, {}, {}}); // nothing declares it
    const QList<SecretNeed> needs = secretNeeds(configuration, variables);
    ASSERT_EQ(needs.size(), 5);
    EXPECT_EQ(needs.at(0).name, QStringLiteral("TF_VAR_salt"));
    EXPECT_TRUE(needs.at(0).required);
    EXPECT_EQ(needs.at(1).name, QStringLiteral("TF_VAR_api_token"));
    EXPECT_FALSE(needs.at(1).required);
    EXPECT_EQ(needs.at(2).file, QStringLiteral("secret.auto.tfvars"));
    EXPECT_EQ(needs.at(3).name, QStringLiteral("PG_CONN_STR"));
    EXPECT_TRUE(needs.at(3).ofBackend);
    EXPECT_EQ(needs.at(4).name, QStringLiteral("HCLOUD_TOKEN"));
    EXPECT_EQ(needs.at(4).usedBy, QStringLiteral("hetznercloud/hcloud"));
}

} // namespace
} // namespace envdeck::infrastructure
