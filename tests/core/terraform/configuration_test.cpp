// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/parity.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::terraform {
namespace {

QString q(const char *text)
{
    return QString::fromUtf8(text);
}

// A repository with dev and prod, as the tests leave it.
class ConfigurationTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        write("modules/vps/main.tf", "variable \"size\" { type = string }\n");
        write("modules/dns/main.tf", "resource \"x\" \"y\" {}\n");
        for (const char *environment : {"dev", "prod"}) {
            const QByteArray folder = QByteArray("env/") + environment;
            write(folder + "/main.tf", mainFile);
            write(folder + "/variables.tf", variablesFile);
            write(folder + "/backend.tf", "terraform {\n  backend \"s3\" {}\n}\n");
            write(folder + "/backend.hcl",
                  "bucket = \"acme\"\nkey = \"" + QByteArray(environment) + "/terraform.tfstate\"\n");
            write(folder + "/env.auto.tfvars", "size = \"small\"\ncount_of = 1 # one\n");
        }
    }
    void write(const QByteArray &path, const QByteArray &text) const
    {
        const QString file = m_folder.filePath(QString::fromUtf8(path));
        ASSERT_TRUE(QDir().mkpath(QFileInfo(file).path()));
        QFile out(file);
        ASSERT_TRUE(out.open(QIODevice::WriteOnly | QIODevice::Truncate));
        out.write(text);
    }
    QString folder(const char *environment) const
    {
        return m_folder.filePath(QStringLiteral("env/") + q(environment));
    }
    Configuration configuration(const char *environment = "dev") const
    {
        const auto read = readConfiguration(m_folder.path(), folder(environment));
        EXPECT_TRUE(read) << (read ? "" : qPrintable(read.error().subject));
        return read ? read.value() : Configuration();
    }
    QList<Variable> variables(const char *environment = "dev", const QStringList &given = {}) const
    {
        const auto read = readVariables(configuration(environment), folder(environment), given);
        EXPECT_TRUE(read) << (read ? "" : qPrintable(read.error().subject));
        return read ? read.value() : QList<Variable>();
    }
    Variable variable(const char *name, const QStringList &given = {}) const
    {
        for (const Variable &found : variables("dev", given)) {
            if (found.name == q(name))
                return found;
        }
        ADD_FAILURE() << name;
        return {};
    }
    Parity parity() const
    {
        return compare({{q("dev"), configuration("dev"), variables("dev")},
                        {q("prod"), configuration("prod"), variables("prod")}});
    }
    ParityRow row(ParityKind kind, const char *name) const
    {
        for (const ParityRow &found : parity().rows) {
            if (found.kind == kind && found.name == q(name))
                return found;
        }
        ADD_FAILURE() << name;
        return {};
    }

    const QByteArray mainFile =
        "terraform {\n"
        "  required_version = \">= 1.10\"\n"
        "  required_providers {\n"
        "    hcloud = {\n      source = \"hetznercloud/hcloud\"\n      version = \"~> 1.54\"\n    }\n"
        "    old = \"~> 2.0\"\n"
        "  }\n"
        "}\n"
        "module \"vps\" {\n  source = \"../../modules/vps\"\n  size = var.size\n}\n"
        "module \"far\" {\n  source  = \"acme/thing/cloud\"\n  version = \"1.2.3\"\n}\n";
    const QByteArray variablesFile =
        "variable \"size\" {\n  type        = string\n  description = \"How \\\"big\\\" it is.\"\n}\n"
        "variable \"count_of\" {\n  type    = number\n  default = 0\n}\n"
        "variable \"api_token\" {\n  type      = string\n  sensitive = true\n}\n";
    QTemporaryDir m_folder;
};

TEST_F(ConfigurationTest, TheVariablesThatEncryptTheStateAreNamed)
{
    EXPECT_TRUE(configuration().encryptionVariables.isEmpty());
    write("env/dev/encryption.tf",
          "terraform {\n  encryption {\n    key_provider \"pbkdf2\" \"k\" {\n      passphrase = "
          "\"${var.salt}-${var.passphrase}\"\n    }\n    state { method = method.aes_gcm.m }\n  }\n}\n");
    EXPECT_EQ(configuration().encryptionVariables, (QStringList{q("salt"), q("passphrase")}));
}

TEST_F(ConfigurationTest, AFolderIsReadWithoutTerraform)
{
    write("env/dev/.terraform.lock.hcl", "provider \"registry.terraform.io/hetznercloud/hcloud\" {\n  "
                                         "version = \"1.54.0\"\n  hashes = [\n    \"h1:x=\",\n  ]\n}\n");
    const Configuration found = configuration();
    ASSERT_EQ(found.modules.size(), 2);
    EXPECT_EQ(found.modules[0].name, q("far"));
    EXPECT_EQ(found.modules[0].version, q("1.2.3"));
    EXPECT_TRUE(found.modules[0].isPinned());
    EXPECT_TRUE(found.modules[0].digest.isEmpty());
    EXPECT_EQ(found.modules[1].source, q("../../modules/vps"));
    EXPECT_EQ(found.modules[1].digest.size(), 64);
    EXPECT_EQ(found.providers, (QList<ProviderPin>{{q("hcloud"), q("hetznercloud/hcloud"), q("~> 1.54")},
                                                   {q("old"), {}, q("~> 2.0")}}));
    EXPECT_EQ(found.lockedProviders.value(q("registry.terraform.io/hetznercloud/hcloud")), q("1.54.0"));
    EXPECT_EQ(found.requiredVersion, q(">= 1.10"));
    EXPECT_EQ(found.backend, q("s3"));
    EXPECT_EQ(found.backendPlace, q("acme dev/terraform.tfstate"));
    ASSERT_EQ(found.variables.size(), 3);
    EXPECT_EQ(found.variables[0].description, q("How \"big\" it is."));
    EXPECT_EQ(found.variables[1].defaultExpression, "0");
    EXPECT_TRUE(found.variables[2].sensitive);
    EXPECT_EQ(found.variables[2].line, 9);
}

TEST_F(ConfigurationTest, ABrokenFileIsNamedWithItsPlace)
{
    write("env/dev/main.tf", "module \"vps\" {\n  source = \"x\"\n");
    const auto read = readConfiguration(m_folder.path(), folder("dev"));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::BadConfig);
    EXPECT_EQ(read.error().subject, q("env/dev/main.tf:3:1"));
    EXPECT_EQ(readConfiguration(m_folder.path(), folder("nowhere")).error().code, ErrorCode::NotFound);
}

TEST_F(ConfigurationTest, AModuleThatIsNotReadWholeHasNoDigest)
{
    const QByteArray calls = "module \"out\" {\n  source = \"../../../\"\n}\nmodule \"gone\" {\n  source = "
                             "\"./none\"\n}\nmodule \"loop\" {\n  source = \"../../modules/loop\"\n}\n"
                             "module \"json\" {\n  source = \"../../modules/json\"\n}\nmodule \"broken\" {\n "
                             " source = \"../../modules/broken\"\n}\n"
                             "module \"caller\" {\n  source = \"../../modules/caller\"\n}\n";
    write("env/dev/main.tf", calls);
    write("env/prod/main.tf", calls);
    write("modules/loop/main.tf", "module \"self\" {\n  source = \"../loop\"\n}\n");
    write("modules/json/main.tf", "");
    write("modules/json/more.tf.json", "{}");
    write("modules/broken/main.tf", "module {");
    write("modules/caller/main.tf", "module \"deeper\" {\n  source = \"../gone\"\n}\n");
    for (const ModuleCall &module : configuration().modules) {
        EXPECT_FALSE(module.isRead()) << qPrintable(module.name);
        const ParityRow found = row(ParityKind::Module, qPrintable(module.name));
        EXPECT_EQ(found.concern, ParityConcern::Unread);
        EXPECT_FALSE(found.same);
        EXPECT_EQ(found.cells[1]->text, module.source + q(" (unread)"));
    }
    write("modules/gone/main.tf", "");
    EXPECT_EQ(row(ParityKind::Module, "caller").concern, ParityConcern::None);
}

TEST_F(ConfigurationTest, FilesInOtherFormsAreSaidToBeUnread)
{
    for (const char *name : {"extra.tf.json", "more.tofu"}) {
        write(QByteArray("env/dev/") + name, "{}");
        write(QByteArray("env/prod/") + name, "{}");
        EXPECT_EQ(row(ParityKind::File, name).concern, ParityConcern::Unread);
        EXPECT_FALSE(row(ParityKind::File, name).same);
        EXPECT_EQ(row(ParityKind::File, name).cells[0]->text, q("(unread)"));
    }
}

TEST_F(ConfigurationTest, ModulesThatCallEachOtherOftenAreReadOnceAndToTheLast)
{
    const auto call = [](int n) { return "source = \"../m" + QByteArray::number(n) + "\"\n}\n"; };
    for (int n = 0; n < 30; ++n)
        write("modules/m" + QByteArray::number(n) + "/main.tf", "module \"a\" {\n" + call(n + 1) +
                                                                    "module \"b\" {\n" + call(n + 1) +
                                                                    "module \"c\" {\n" + call(n + 1));
    write("modules/m30/main.tf", "# one\n");
    write("env/dev/main.tf", "module \"m\" {\n  source = \"../../modules/m0\"\n}\n");
    const QByteArray before = configuration().modules.first().digest;
    EXPECT_EQ(before.size(), 64);
    write("modules/m30/main.tf", "# two\n");
    EXPECT_NE(configuration().modules.first().digest, before);
}

TEST_F(ConfigurationTest, TheLastFileCountsAndTheOthersAreTold)
{
    write("env/dev/terraform.tfvars", "size = \"mine\"\n");
    write("env/dev/b.auto.tfvars", "\n\nsize = \"b\"\n");
    write("env/dev/z.auto.tfvars.json", "{\"count_of\": 3, \"extra\": [1, \"x\"]}");
    const Variable size = variable("size");
    ASSERT_EQ(size.values.size(), 3);
    EXPECT_EQ(size.values[0], (VariableValue{ValueSource::File, q("terraform.tfvars"), 1, "\"mine\""}));
    EXPECT_EQ(size.values[1].file, q("b.auto.tfvars"));
    EXPECT_EQ(size.values[1].line, 3);
    EXPECT_EQ(size.effective()->file, q("env.auto.tfvars"));
    const Variable count = variable("count_of");
    EXPECT_EQ(count.values.first().source, ValueSource::Default);
    EXPECT_EQ(count.effective()->expression, "3");
    EXPECT_EQ(variable("extra").problem, VariableProblem::Undeclared);
    EXPECT_EQ(variable("extra").effective()->expression, "[1,\"x\"]");
}

TEST_F(ConfigurationTest, AValueFromTheEnvironmentLosesToAFileAndThatIsAProblem)
{
    EXPECT_EQ(variable("api_token").problem, VariableProblem::Unset);
    const Variable given = variable("api_token", {q("api_token")});
    EXPECT_FALSE(given.problem);
    EXPECT_EQ(given.effective()->source, ValueSource::Environment);
    EXPECT_EQ(variable("size", {q("size")}).problem, VariableProblem::EnvironmentAndFile);
    write("env/dev/b.auto.tfvars", "size = \"x\"\nsize = \"y\"\n");
    EXPECT_EQ(variable("size").problem, VariableProblem::SetTwice);
}

TEST_F(ConfigurationTest, SecretsAreKnownByDeclarationOrName)
{
    EXPECT_TRUE(variable("api_token").isSecret());
    EXPECT_FALSE(variable("size").isSecret());
    const auto named = [](const char *name, const char *type) {
        return Variable{q(name), VariableDeclaration{q(name), q(type), {}, {}, false, {}, 0}, {}, {}}
            .isSecret();
    };
    EXPECT_TRUE(named("db_password", "string"));
    EXPECT_FALSE(named("token_lifetime", "number"));
    EXPECT_FALSE(named("ssh_keys", "list(string)"));
    EXPECT_TRUE(named("ssh_private_key", "string"));
}

TEST_F(ConfigurationTest, AnEditGoesWhereTheValueStands)
{
    EXPECT_EQ(fileForEdit(variables(), q("size")).value(), q("env.auto.tfvars"));
    EXPECT_EQ(fileForEdit(variables(), q("nothing")).error().detail, q("undeclared"));
    EXPECT_EQ(fileForEdit(variables(), q("api_token")).error().detail, q("secret"));
    EXPECT_EQ(fileForEdit(variables("dev", {q("size")}), q("size")).value(), q("env.auto.tfvars"));
    write("env/dev/env.auto.tfvars", "");
    EXPECT_EQ(fileForEdit(variables(), q("count_of")).value(), q("env.auto.tfvars")); // has a default alone
    EXPECT_EQ(fileForEdit(variables("dev", {q("size")}), q("size")).value(),
              q("env.auto.tfvars")); // a file wins over TF_VAR_
    write("env/dev/terraform.tfvars", "size = \"a\"\n");
    EXPECT_EQ(fileForEdit(variables(), q("size")).error().detail, q("ignored-file"));
    write("env/dev/z.auto.tfvars.json", "{\"size\": \"b\"}");
    EXPECT_EQ(fileForEdit(variables(), q("size")).error().detail, q("json"));
    write("env/dev/zz.auto.tfvars", "size = \"c\"\n");
    EXPECT_EQ(fileForEdit(variables(), q("size")).value(), q("zz.auto.tfvars"));
}

TEST_F(ConfigurationTest, EnvironmentsThatDifferInVariablesAloneRaiseNoConcern)
{
    write("env/prod/env.auto.tfvars", "size = \"large\"\ncount_of = 1\n");
    const Parity found = parity();
    EXPECT_EQ(found.environments, (QStringList{q("dev"), q("prod")}));
    EXPECT_FALSE(found.hasConcerns());
    const ParityRow size = row(ParityKind::Variable, "size");
    EXPECT_FALSE(size.same);
    EXPECT_EQ(size.cells[0]->text, q("\"small\""));
    EXPECT_EQ(size.cells[1]->text, q("\"large\""));
    EXPECT_TRUE(row(ParityKind::Module, "vps").same);
    EXPECT_EQ(row(ParityKind::Backend, "s3").cells[1]->text, q("acme prod/terraform.tfstate"));
}

TEST_F(ConfigurationTest, ASecretsValueIsNowhereInTheComparison)
{
    write("env/prod/terraform.tfvars", "api_token = \"CANARY\"\n");
    const ParityRow token = row(ParityKind::Variable, "api_token");
    EXPECT_EQ(token.cells[0]->text, q("(not set)"));
    EXPECT_EQ(token.cells[1]->text, q("(set)"));
    EXPECT_EQ(token.concern, ParityConcern::None);
}

TEST_F(ConfigurationTest, WhatIsSecretInOneEnvironmentIsSoInAll)
{
    const QByteArray declared = "variable \"seed\" {\n  type = string\n";
    write("env/dev/seed.tf", declared + "}\n");
    write("env/prod/seed.tf", declared + "  sensitive = true\n}\n");
    write("env/dev/seed.auto.tfvars", "seed = \"CANARY\"\n");
    const ParityRow seed = row(ParityKind::Variable, "seed");
    EXPECT_EQ(seed.cells[0], (ParityCell{q("(set)"), true, false}));
    EXPECT_EQ(seed.cells[1], (ParityCell{q("(not set)"), true, false}));
    EXPECT_EQ(seed.concern, ParityConcern::None);
}

TEST_F(ConfigurationTest, WhatOnlyOneEnvironmentHasIsWorthAQuestion)
{
    write("env/prod/extra.tf",
          "module \"dns\" {\n  source = \"../../modules/dns\"\n}\nvariable \"only\" {}\n");
    EXPECT_EQ(row(ParityKind::Module, "dns").concern, ParityConcern::OnlySome);
    EXPECT_FALSE(row(ParityKind::Module, "dns").cells[0].has_value());
    EXPECT_EQ(row(ParityKind::File, "extra.tf").concern, ParityConcern::OnlySome);
    EXPECT_EQ(row(ParityKind::Variable, "only").concern, ParityConcern::OnlySome);
    EXPECT_EQ(parity().rows.first().name, q("dns")); // what differs comes first
}

TEST_F(ConfigurationTest, OtherSourcesVersionsAndPinsAreWorthAQuestion)
{
    write("env/prod/main.tf", QByteArray(mainFile)
                                  .replace("1.54", "1.50")
                                  .replace("1.2.3", ">= 1.2")
                                  .replace("modules/vps", "modules/dns"));
    EXPECT_EQ(row(ParityKind::Module, "vps").concern, ParityConcern::Differs);
    EXPECT_EQ(row(ParityKind::Module, "far").concern, ParityConcern::Differs);
    EXPECT_EQ(row(ParityKind::Provider, "hcloud").cells[1]->text, q("hetznercloud/hcloud ~> 1.50"));
    EXPECT_EQ(row(ParityKind::Provider, "hcloud").concern, ParityConcern::Differs);
    EXPECT_TRUE(row(ParityKind::RequiredVersion, "terraform").same);
    write("env/prod/main.tf", QByteArray(mainFile).replace("1.2.3", ">= 1.2"));
    write("env/dev/main.tf", QByteArray(mainFile).replace("1.2.3", ">= 1.2"));
    EXPECT_EQ(row(ParityKind::Module, "far").concern, ParityConcern::Unpinned);
}

TEST_F(ConfigurationTest, OneModuleWithTwoContentsIsSeen)
{
    const Configuration before = configuration("dev");
    write("modules/vps/main.tf", "variable \"size\" { type = number }\n");
    const Parity found = compare({{q("dev"), before, {}}, {q("prod"), configuration("prod"), {}}});
    EXPECT_EQ(found.rows.first().name, q("vps"));
    EXPECT_EQ(found.rows.first().concern, ParityConcern::Differs);
    EXPECT_NE(found.rows.first().cells[0]->text, found.rows.first().cells[1]->text);
}

TEST_F(ConfigurationTest, TwoEnvironmentsWithOneStateAreSeen)
{
    write("env/prod/backend.hcl", "bucket = \"acme\"\nkey = \"dev/terraform.tfstate\"\n");
    EXPECT_EQ(row(ParityKind::Backend, "s3").concern, ParityConcern::SharedState);
}

TEST_F(ConfigurationTest, VariablesWithoutValueOrDeclarationOrWithAnotherTypeAreSeen)
{
    write("env/prod/env.auto.tfvars", "typo = 1\ncount_of = 1\n");
    EXPECT_EQ(row(ParityKind::Variable, "typo").concern, ParityConcern::Undeclared);
    EXPECT_EQ(row(ParityKind::Variable, "size").concern, ParityConcern::Unset);
    write("env/prod/variables.tf", QByteArray(variablesFile).replace("number", "string"));
    EXPECT_EQ(row(ParityKind::Variable, "count_of").concern, ParityConcern::TypeDiffers);
}

TEST(Parity, NothingToCompareIsNoConcern)
{
    EXPECT_TRUE(compare({}).rows.isEmpty());
    EXPECT_FALSE(compare({{q("dev"), {}, {}}}).hasConcerns());
}

} // namespace
} // namespace envdeck::terraform
