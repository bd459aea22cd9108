// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bootstrap/installer.h"

#include "tests/core/bootstrap/bootstrap_values.h"
#include "tests/support/event_loop.h"
#include "tests/support/http/http_server.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::testing {
namespace {

using namespace bootstrap;

TEST(Installer, IsKnownByItsDigestAlone)
{
    const QByteArray digest = installerFrom(someInstaller(), {}, {}).value().sha256.toLatin1();
    const auto known = knownInstallers("# words\n" + digest + " 2026-08-09, Dokploy 0.30\nabc too short\n" +
                                       digest.toUpper() + " no\n" + QByteArray(64, '0') + "\n");
    EXPECT_EQ(known.size(), 1);
    EXPECT_EQ(installerFrom(someInstaller(), known, {}).value().knownAs, s("2026-08-09, Dokploy 0.30"));
    EXPECT_FALSE(installerFrom(someInstaller("# more\n"), known, {}).value().isKnown());
    EXPECT_TRUE(knownInstallers().isEmpty() || knownInstallers().constBegin().key().size() == 64);
}

TEST(Installer, RefusesWhatIsNone)
{
    EXPECT_EQ(installerFrom(someInstaller().chopped(1), {}, {}).error().detail, s("truncated"));
    EXPECT_EQ(installerFrom("<html>dokploy docker swarm\n", {}, {}).error().detail, s("truncated"));
    EXPECT_EQ(installerFrom("#!/bin/sh\nrm -rf /\n", {}, {}).error().detail, s("not-an-installer"));
    EXPECT_EQ(installerFrom(QByteArray(), {}, {}).error().detail, s("truncated"));
}

TEST(Installer, IsComparedWithTheOneThatWasReadBefore)
{
    QTemporaryDir folder;
    HttpServer server;
    ScriptedReply reply;
    reply.type = "text/plain";
    reply.body = someInstaller("# two\n");
    server.on("GET /install.sh", {reply});
    http::Client http;
    InstallerSource source(http, server.url(s("/install.sh")), folder.filePath(s("read")), {});
    const auto first = answerOf(source.fetch({}));
    ASSERT_TRUE(first);
    EXPECT_TRUE(first.value().previous.isEmpty());
    ASSERT_TRUE(source.confirm(installerFrom(someInstaller(), {}, {}).value()));
    const auto second = answerOf(source.fetch({}));
    ASSERT_TRUE(second);
    EXPECT_EQ(second.value().previous, someInstaller());
    EXPECT_EQ(QFileInfo(folder.filePath(s("read/last.sh"))).permissions() &
                  (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther),
              QFile::Permissions());
}

} // namespace
} // namespace envdeck::testing
