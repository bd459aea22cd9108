// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reliability row R-32: who cannot prove to be the server gets no byte of a request.
#include "tests/core/http/requests.h"

#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::http {
namespace {

using namespace testing;

class Tls : public ::testing::Test {
protected:
    void SetUp() override
    {
        if (!makeTlsIdentity())
            GTEST_SKIP() << "the openssl program is not installed";
    }
    static void expectRefused(const TlsIdentity &identity, const QString &caFile, const char *what)
    {
        HttpServer server(identity);
        server.onAny([](const ReceivedRequest &) { return jsonReply("{}"); });
        Client client(quickly());
        ASSERT_TRUE(client.allow(server.url(), caFile));
        const auto read = answerOf(client.get(readOf(server.url())));
        ASSERT_FALSE(read) << what;
        EXPECT_EQ(read.error().code, ErrorCode::Tls) << what << qPrintable(read.error().detail);
        const auto change = answerOf(client.send(changeOf(server.url())));
        ASSERT_FALSE(change) << what;
        EXPECT_EQ(change.error().code, ErrorCode::Tls) << what;
        EXPECT_TRUE(server.allBytes().isEmpty()) << what;
    }
};

TEST_F(Tls, APrivateAuthorityOfTheOriginIsTrusted)
{
    const auto identity = makeTlsIdentity();
    HttpServer server(identity);
    server.onAny([](const ReceivedRequest &) { return jsonReply("{\"ok\":true}"); });
    Client client(quickly());
    ASSERT_TRUE(client.allow(server.url(), identity->caFile));
    EXPECT_TRUE(answerOf(client.get(readOf(server.url()))));
    EXPECT_TRUE(answerOf(client.send(changeOf(server.url()))));
}

TEST_F(Tls, AnAuthorityIsTrustedForItsOwnOriginOnly)
{
    const auto identity = makeTlsIdentity();
    HttpServer known(identity);
    HttpServer other(identity);
    Client client(quickly());
    ASSERT_TRUE(client.allow(known.url(), identity->caFile));
    ASSERT_TRUE(client.allow(other.url()));
    EXPECT_EQ(answerOf(client.get(readOf(other.url()))).error().code, ErrorCode::Tls);
    EXPECT_TRUE(other.allBytes().isEmpty());
}

TEST_F(Tls, UnknownAuthorityWrongNameAndExpiredAreRefused)
{
    expectRefused(*makeTlsIdentity(), {}, "unknown authority");
    const auto wrongName = makeTlsIdentity("DNS:other.example.com");
    expectRefused(*wrongName, wrongName->caFile, "wrong name");
    const auto expired = makeTlsIdentity("IP:127.0.0.1", -1);
    if (expired) // some versions of openssl refuse to make one
        expectRefused(*expired, expired->caFile, "expired");
}

TEST_F(Tls, AFileWithoutAnAuthorityIsAConfigurationError)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("ca.pem")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("no certificate");
    file.close();
    Client client;
    const QUrl url(QStringLiteral("https://dokploy.example.com"));
    EXPECT_EQ(client.allow(url, file.fileName()).error().code, ErrorCode::BadConfig);
    EXPECT_EQ(client.allow(url, folder.filePath(QStringLiteral("none.pem"))).error().code, ErrorCode::Io);
    EXPECT_FALSE(client.allows(url));
}

} // namespace
} // namespace envdeck::http
