// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/provider_tokens.h"

#include <gtest/gtest.h>

namespace envdeck::terraform {
namespace {

QStringList namesOf(const Configuration &configuration)
{
    QStringList names;
    const QList<TokenName> tokens = tokenNames(configuration);
    for (const TokenName &token : tokens)
        names.append(token.name + (token.ofBackend ? QStringLiteral(" of ") + token.usedBy : QString()));
    return names;
}

TEST(ProviderTokens, AreThoseOfTheProvidersThatTheCodeAsksFor)
{
    Configuration configuration;
    configuration.providers = {{QStringLiteral("cloudflare"), QStringLiteral("cloudflare/cloudflare"), {}},
                               {QStringLiteral("aws"), {}, QStringLiteral("~> 5.0")},
                               {QStringLiteral("random"), QStringLiteral("hashicorp/random"), {}}};
    EXPECT_EQ(
        namesOf(configuration),
        QStringList({QStringLiteral("CLOUDFLARE_API_TOKEN"), QStringLiteral("CLOUDFLARE_API_KEY"),
                     QStringLiteral("CLOUDFLARE_EMAIL"), QStringLiteral("CLOUDFLARE_API_USER_SERVICE_KEY"),
                     QStringLiteral("AWS_ACCESS_KEY_ID"), QStringLiteral("AWS_SECRET_ACCESS_KEY"),
                     QStringLiteral("AWS_SESSION_TOKEN")}));
}

TEST(ProviderTokens, KnowWhatOnlyAModuleAsksForByTheLockFile)
{
    Configuration configuration;
    configuration.lockedProviders = {
        {QStringLiteral("registry.terraform.io/hetznercloud/hcloud"), QStringLiteral("1.50.0")}};
    EXPECT_EQ(namesOf(configuration), QStringList({QStringLiteral("HCLOUD_TOKEN")}));
    EXPECT_EQ(tokenNames(configuration).first().usedBy, QStringLiteral("hetznercloud/hcloud"));
}

TEST(ProviderTokens, NameEachOnceAndTheBackendFirst)
{
    Configuration configuration;
    configuration.backend = QStringLiteral("s3");
    configuration.providers = {{QStringLiteral("aws"), QStringLiteral("hashicorp/aws"), {}}};
    EXPECT_EQ(namesOf(configuration), QStringList({QStringLiteral("AWS_ACCESS_KEY_ID of backend s3"),
                                                   QStringLiteral("AWS_SECRET_ACCESS_KEY of backend s3"),
                                                   QStringLiteral("AWS_SESSION_TOKEN of backend s3"),
                                                   QStringLiteral("AWS_SSE_CUSTOMER_KEY of backend s3")}));
    configuration.providers.clear();
    configuration.backend = QStringLiteral("pg");
    EXPECT_EQ(namesOf(configuration), QStringList({QStringLiteral("PG_CONN_STR of backend pg")}));
    configuration.backend = QStringLiteral("local");
    EXPECT_EQ(namesOf(configuration), QStringList());
}

TEST(ProviderTokens, NameTheTokenOfTerraformCloudByItsHost)
{
    Configuration configuration;
    configuration.backend = QStringLiteral("cloud");
    EXPECT_EQ(namesOf(configuration),
              QStringList({QStringLiteral("TF_TOKEN_app_terraform_io of backend cloud")}));
    configuration.backendHost = QStringLiteral("Tfe-1.example.com");
    EXPECT_EQ(namesOf(configuration),
              QStringList({QStringLiteral("TF_TOKEN_tfe__1_example_com of backend cloud")}));
    configuration.backend = QStringLiteral("remote");
    configuration.backendHost = QStringLiteral("localhost:8443");
    EXPECT_EQ(namesOf(configuration),
              QStringList({QStringLiteral("TF_TOKEN_localhost:8443 of backend remote")}));
}

} // namespace
} // namespace envdeck::terraform
