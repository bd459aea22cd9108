// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secret.h"

#include <QDebug>
#include <gtest/gtest.h>

namespace envdeck {
namespace {

TEST(Secret, NothingPrintsIt)
{
    const Secret secret("hunter2-token");
    QString text;
    QDebug(&text) << secret;
    EXPECT_FALSE(text.contains(QStringLiteral("hunter2")));
    EXPECT_EQ(::testing::PrintToString(secret), "Secret(***)");
    EXPECT_EQ(secret.reveal(), QByteArrayView("hunter2-token"));
}

} // namespace
} // namespace envdeck
