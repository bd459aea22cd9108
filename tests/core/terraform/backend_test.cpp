// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/backend.h"

#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::terraform {
namespace {

Backend backendOf(const QByteArray &type, const QByteArray &config)
{
    const QByteArray text =
        R"({"version":3,"backend":{"type":")" + type + R"(","config":)" + config + R"(,"hash":1}})";
    const Result<Backend> backend = backendFrom(text, QStringLiteral("/export/terraform/environments/dev"));
    EXPECT_TRUE(backend);
    return backend ? backend.value() : Backend();
}

TEST(Backend, NoLabelHoldsACredential)
{
    const Backend pg = backendOf(
        "pg",
        R"({"conn_str":"postgres://u:SECRETPW@db.example.test/tf?password=SECRETPW","schema_name":"dev"})");
    EXPECT_EQ(pg.label(), QStringLiteral("pg postgres://db.example.test/tf schema dev"));
    EXPECT_TRUE(pg.storesCredentials);
    const Backend words = backendOf("pg", R"({"conn_str":"host=db user=u password=SECRETPW dbname=tf"})");
    EXPECT_EQ(words.label(), QStringLiteral("pg host=db dbname=tf"));
    EXPECT_TRUE(words.storesCredentials);
    const Backend s3 = backendOf(
        "s3",
        R"({"bucket":"acme","key":"dev/terraform.tfstate","region":"eu","secret_key":"SECRETPW","access_key":"A"})");
    EXPECT_EQ(s3.label(), QStringLiteral("s3 acme dev/terraform.tfstate eu"));
    EXPECT_TRUE(s3.storesCredentials);
    const Backend http = backendOf(
        "http", R"({"address":"https://u:SECRETPW@state.example.test/dev?token=SECRETPW","password":null})");
    EXPECT_EQ(http.label(), QStringLiteral("http https://state.example.test/dev"));
}

TEST(Backend, WithoutCredentialsNoneAreReported)
{
    EXPECT_FALSE(
        backendOf("s3", R"({"bucket":"acme","key":"dev","secret_key":null,"token":""})").storesCredentials);
    EXPECT_FALSE(backendOf("pg", R"({"conn_str":"postgres://db/tf"})").storesCredentials);
}

// As Terraform 1.11.4 writes them: the same bucket of another server, another workspace, are other states.
TEST(Backend, WhatStandsInNestedBlocksTellsStatesApart)
{
    const Backend s3 = backendOf(
        "s3",
        R"({"bucket":"acme","key":"dev","endpoints":{"dynamodb":null,"s3":"https://u:SECRETPW@s3.example.test"},"token":null})");
    EXPECT_EQ(s3.label(), QStringLiteral("s3 acme dev https://s3.example.test"));
    EXPECT_TRUE(s3.storesCredentials);
    const Backend cloud = backendOf(
        "cloud",
        R"({"hostname":"tfe.example.test","organization":"acme","token":null,"workspaces":{"name":"dev","project":null,"tags":null}})");
    EXPECT_EQ(cloud.label(), QStringLiteral("cloud tfe.example.test acme dev"));
    EXPECT_FALSE(cloud.storesCredentials);
    const Backend tagged = backendOf("cloud", R"({"organization":"acme","workspaces":{"tags":["a","b"]}})");
    EXPECT_EQ(tagged.label(), QStringLiteral("cloud acme a b"));
}

TEST(Backend, ALocalStateInTheExportIsToldFromOneElsewhere)
{
    EXPECT_TRUE(backendOf("local", R"({"path":null})").insideConfiguration);
    EXPECT_TRUE(backendOf("local", R"({"path":"../../state/dev.tfstate"})").insideConfiguration);
    EXPECT_TRUE(
        backendOf("local", R"({"path":"/export/terraform/environments/dev/x.tfstate"})").insideConfiguration);
    const Backend elsewhere = backendOf("local", R"({"path":"/srv/state/dev.tfstate"})");
    EXPECT_FALSE(elsewhere.insideConfiguration);
    EXPECT_EQ(elsewhere.label(), QStringLiteral("local /srv/state/dev.tfstate"));
}

TEST(Backend, WithoutAFileTheStateLiesBesideTheConfiguration)
{
    const QTemporaryDir folder;
    const Result<Backend> backend = readBackend(folder.path(), QStringLiteral("/export"));
    ASSERT_TRUE(backend);
    EXPECT_EQ(backend.value().type, QStringLiteral("local"));
    EXPECT_TRUE(backend.value().insideConfiguration);
}

TEST(Backend, ABrokenFileIsAnErrorNotALocalState)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("terraform.tfstate")));
    for (const QByteArray &text : {QByteArray(), QByteArray("{\"backend\":"), QByteArray("[1]")}) {
        ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
        file.close();
        const Result<Backend> backend = readBackend(folder.path(), QStringLiteral("/export"));
        ASSERT_FALSE(backend);
        EXPECT_EQ(backend.error().code, ErrorCode::BadResponse);
    }
}

} // namespace
} // namespace envdeck::terraform
