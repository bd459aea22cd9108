// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/oci_registry.h"
#include "core/secrets/memory_store.h"
#include "tests/contract/registry/fake_registry.h"

#include <gtest/gtest.h>

namespace envdeck::platform {
namespace {

class ForgottenKeys : public ::testing::Test {
protected:
    ImageRef image(const char *tag = "v1") const
    {
        return {host() + QStringLiteral("/acme/api"), QString::fromLatin1(tag), {}};
    }
    QString host() const { return fake.server.url().authority(); }

    testing::FakeRegistry fake;
    Workspace workspace;
    secrets::Vault vault{std::make_unique<secrets::MemoryStore>()};
    OciRegistry registry{workspace, fake.http, vault};
};

// At every turn of the event loop between the question and its answer.
TEST_F(ForgottenKeys, AQuestionOnItsWayStillGetsItsAnswer)
{
    for (int turns = 0; turns < 12; ++turns) {
        const auto facts = registry.facts(image(), {});
        for (int turn = 0; turn < turns; ++turn)
            QCoreApplication::processEvents(QEventLoop::AllEvents);
        registry.forgetKeys();
        const auto answer = testing::answerOf(facts);
        ASSERT_TRUE(answer) << turns << ' ' << qPrintable(answer.error().detail);
        EXPECT_EQ(answer.value().digest, fake.indexDigest);
    }
}

TEST_F(ForgottenKeys, TheNextQuestionAsksTheVaultAgain)
{
    ASSERT_TRUE(testing::answerOf(registry.facts(image(), {})));
    registry.forgetKeys();
    registry.forgetKeys();
    EXPECT_TRUE(testing::answerOf(registry.facts(image(), {})));
}

} // namespace
} // namespace envdeck::platform
