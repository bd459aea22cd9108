// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/safe_file.h"
#include "core/ssh/connection.h"
#include "core/ssh/trust_store.h"
#include "tests/support/event_loop.h"
#include "tests/support/sshd.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::testing {

// The settings of a connection to `sshd` with its key file and a known_hosts file that knows it.
inline ssh::Settings settingsFor(const Sshd &sshd)
{
    ssh::Settings settings;
    settings.target = {{s("127.0.0.1"), sshd.port()}, Sshd::user()};
    settings.login.keyFile = sshd.keyFile();
    settings.knownHostsFile = sshd.folder() + s("/known/known_hosts");
    const QList<QByteArray> words = sshd.hostKeyLine().split(' ');
    const auto key = ssh::hostKeyFrom(words.value(0), words.value(1));
    const ssh::TrustStore store(settings.knownHostsFile);
    EXPECT_TRUE(
        key &&
        store.trust({settings.target.endpoint, *key, s("test"), QDateTime::currentDateTimeUtc(), true, {}}));
    return settings;
}

inline ssh::Command sh(const QByteArray &script, const QList<ssh::Value> &values = {})
{
    return ssh::command(script, values).value();
}

inline Result<ssh::Output> runOn(ssh::Connection &connection, const QByteArray &script,
                                 const ssh::Limits &limits = {})
{
    return answerOf(connection.run(sh(script), limits), std::chrono::seconds(60));
}

struct SshTest : ::testing::Test {
    void SetUp() override
    {
        if (const QString why = Sshd::missing(); !why.isEmpty())
            GTEST_SKIP() << qPrintable(why);
    }
};

} // namespace envdeck::testing
