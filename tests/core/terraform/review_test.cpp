// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/review.h"

#include <QFile>
#include <QTemporaryDir>
#include <functional>
#include <gtest/gtest.h>

namespace envdeck::terraform {
namespace {

class ReviewTest : public ::testing::Test {
protected:
    ReviewTest()
    {
        target.program = {Product::Terraform, QStringLiteral("/usr/bin/terraform"), QVersionNumber(1, 11, 4)};
        target.configuration = m_folder.path();
        target.secrets.insert(QStringLiteral("TF_VAR_token"), Secret("s3cret"));
        target.variables.insert(QStringLiteral("size"), QStringLiteral("big"));
        facts.commit = QStringLiteral("c0ffee");
        facts.backend.address = QStringLiteral("/srv/state");
        facts.state.lineage = QStringLiteral("line");
        facts.state.serial = 4;
        facts.counts.create = 1;
        write(QStringLiteral("plan"), "PK plan");
        write(QStringLiteral(".terraform.lock.hcl"), "lock");
        write(QStringLiteral("env.auto.tfvars"), "region = \"eu\"\n");
    }

    void write(const QString &name, const QByteArray &text)
    {
        QFile file(m_folder.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
    }
    QString planFile() const { return m_folder.filePath(QStringLiteral("plan")); }
    ReviewRecord record() const
    {
        const Result<ReviewRecord> computed = computeReview(target, planFile(), facts);
        EXPECT_TRUE(computed);
        return computed ? computed.value() : ReviewRecord();
    }

    QTemporaryDir m_folder;
    Target target;
    ReviewFacts facts;
};

TEST_F(ReviewTest, NothingChangedMeansNoDifference)
{
    EXPECT_EQ(firstDifference(record(), record()), std::nullopt);
}

TEST_F(ReviewTest, EachThingThatMovesIsNamed)
{
    const ReviewRecord reviewed = record();
    const QList<std::pair<ReviewField, std::function<void()>>> moves{
        {ReviewField::PlanFile, [&] { write(QStringLiteral("plan"), "PK plaN"); }},
        {ReviewField::LockFile, [&] { write(QStringLiteral(".terraform.lock.hcl"), "lock2"); }},
        {ReviewField::LockFile,
         [&] { QFile::remove(m_folder.filePath(QStringLiteral(".terraform.lock.hcl"))); }},
        {ReviewField::Variables, [&] { write(QStringLiteral("env.auto.tfvars"), "region = \"us\"\n"); }},
        {ReviewField::Variables, [&] { write(QStringLiteral("terraform.tfvars"), ""); }},
        {ReviewField::Variables, [&] { target.secrets[QStringLiteral("TF_VAR_token")] = Secret("other"); }},
        {ReviewField::Variables, [&] { target.variables[QStringLiteral("size")] = QStringLiteral("small"); }},
        {ReviewField::Commit, [&] { facts.commit = QStringLiteral("beef"); }},
        {ReviewField::Workspace, [&] { target.workspace = QStringLiteral("other"); }},
        {ReviewField::Backend, [&] { facts.backend.address = QStringLiteral("/elsewhere"); }},
        {ReviewField::Lineage, [&] { facts.state.lineage = QStringLiteral("other"); }},
        {ReviewField::Serial, [&] { facts.state.serial = 5; }},
        {ReviewField::Program, [&] { target.program.version = QVersionNumber(1, 12, 0); }},
        {ReviewField::Counts, [&] { facts.counts.destroy = 1; }},
    };
    for (const auto &[field, move] : moves) {
        const Target target0 = target;
        const ReviewFacts facts0 = facts;
        move();
        EXPECT_EQ(firstDifference(reviewed, record()), field) << int(field);
        target = target0;
        facts = facts0;
        write(QStringLiteral("plan"), "PK plan");
        write(QStringLiteral(".terraform.lock.hcl"), "lock");
        write(QStringLiteral("env.auto.tfvars"), "region = \"eu\"\n");
        QFile::remove(m_folder.filePath(QStringLiteral("terraform.tfvars")));
        ASSERT_EQ(firstDifference(reviewed, record()), std::nullopt);
    }
}

TEST_F(ReviewTest, ValuesCannotBeShiftedBetweenNames)
{
    target.secrets.clear();
    target.variables = {{QStringLiteral("a"), QStringLiteral("bc")}};
    const ReviewRecord one = record();
    target.variables = {{QStringLiteral("ab"), QStringLiteral("c")}};
    EXPECT_EQ(firstDifference(one, record()), ReviewField::Variables);
}

TEST_F(ReviewTest, AMissingPlanIsNotFound)
{
    QFile::remove(planFile());
    EXPECT_EQ(computeReview(target, planFile(), facts).error().code, ErrorCode::NotFound);
}

TEST_F(ReviewTest, TheRecordHoldsNoSecret)
{
    const ReviewRecord kept = record();
    EXPECT_FALSE(kept.variablesDigest.contains("s3cret"));
    EXPECT_EQ(kept.variablesDigest.size(), 64);
    EXPECT_EQ(kept.planDigest.size(), 64);
}

} // namespace
} // namespace envdeck::terraform
