// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/redactor.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <gtest/gtest.h>

namespace envdeck {
namespace {

const QByteArray plain = "s3cr\"t/+ t\\k\xc3\xa4y";

Redactor knowing(const QByteArray &secret)
{
    Redactor redactor;
    redactor.learn(Secret(secret));
    return redactor;
}

QString redacted(const Redactor &redactor, const QByteArray &text)
{
    return redactor.redacted(QString::fromUtf8(text));
}

TEST(Redactor, HidesALiveSecretInEveryForm)
{
    const Redactor redactor = knowing(plain);
    const QByteArray json = QJsonDocument(QJsonObject{{QStringLiteral("k"), QString::fromUtf8(plain)}})
                                .toJson(QJsonDocument::Compact);
    for (const QByteArray &form : {plain, plain.toBase64(), plain.toBase64(QByteArray::Base64UrlEncoding),
                                   plain.toPercentEncoding()}) {
        const QString text = redacted(redactor, "before " + form + " after");
        EXPECT_TRUE(text.startsWith(QStringLiteral("before ******"))) << form.toStdString();
        EXPECT_TRUE(text.endsWith(QStringLiteral(" after"))) << form.toStdString();
        EXPECT_FALSE(text.contains(QString::fromUtf8(form))) << form.toStdString();
    }
    EXPECT_EQ(redacted(redactor, json), QStringLiteral("{\"k\":\"******\"}"));
    EXPECT_EQ(redacted(redactor, "%2b s3cr%22t%2f%2b%20t%5ck%c3%a4y"),
              QStringLiteral("%2b ******")); // lower case
}

// As a program in Go writes a document into a text of a document.
TEST(Redactor, HidesASecretThatGoQuotedTwice)
{
    const Redactor redactor = knowing("p&ss<\"w>rd");
    EXPECT_EQ(redacted(redactor, R"({"k":"p\u0026ss\u003c\"w\u003erd"})"),
              QStringLiteral(R"({"k":"******"})"));
    EXPECT_EQ(redacted(redactor, R"("{\"k\":\"p\\u0026ss\\u003c\\\"w\\u003erd\"}")"),
              QStringLiteral(R"("{\"k\":\"******\"}")"));
    EXPECT_EQ(redacted(redactor, R"("{\"k\":\"p&ss<\\\"w>rd\"}")"),
              QStringLiteral(R"("{\"k\":\"******\"}")"));
}

TEST(Redactor, HidesASecretWithinALongerEncodedText)
{
    const QByteArray token = "correct-horse-battery";
    const Redactor redactor = knowing(token);
    for (const QByteArray &user :
         {QByteArray(), QByteArray("a"), QByteArray("bo"), QByteArray("eve"), QByteArray("root")}) {
        const QByteArray encoded = (user + ":" + token + "!").toBase64();
        const QString text = redacted(redactor, encoded);
        EXPECT_TRUE(text.contains(QStringLiteral("******"))) << user.toStdString();
        const QByteArray left = QByteArray::fromBase64(text.toLatin1().split('*').last());
        EXPECT_LT(left.size(), 4) << user.toStdString(); // at most the last of its bytes and what followed
    }
}

TEST(Redactor, HidesEachLineOfAKey)
{
    const QByteArray key =
        "-----BEGIN PRIVATE "
        "KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcw\nggSjAgEAAoIBAQC7VJTUt9Us8cKj\nshort\n-----END "
        "PRIVATE KEY-----\n";
    const Redactor redactor = knowing(key);
    EXPECT_EQ(redacted(redactor, "line MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcw"), QStringLiteral("line ******"));
    EXPECT_EQ(redacted(redactor, "  ggSjAgEAAoIBAQC7VJTUt9Us8cKj\r"), QStringLiteral("  ******\r"));
    EXPECT_EQ(redacted(redactor, "short words stay"), QStringLiteral("short words stay"));
    EXPECT_FALSE(redacted(redactor, "{\"key\":\"" + QByteArray(key).replace("\n", "\\n") + "\"}")
                     .contains(QLatin1String("MIIE")));
}

TEST(Redactor, HidesTheLongerOfTwoSecretsWhole)
{
    Redactor redactor;
    redactor.learn(Secret("abcdef"));
    redactor.learn(Secret("abcdefghij"));
    EXPECT_EQ(redacted(redactor, "abcdefghij abcdef"), QStringLiteral("****** ******"));
}

TEST(Redactor, ShortSecretsWouldHideOrdinaryWords)
{
    EXPECT_EQ(redacted(knowing("abcde"), "abcde"), QStringLiteral("abcde"));
    EXPECT_EQ(redacted(knowing(""), "nothing"), QStringLiteral("nothing"));
}

TEST(Redactor, LearningAgainChangesNothing)
{
    Redactor redactor = knowing(plain);
    const auto count = redactor.needles().size();
    for (int i = 0; i < 10; ++i)
        redactor.learn(Secret(plain));
    EXPECT_EQ(redactor.needles().size(), count);
}

struct Row {
    const char *text;
    const char *redacted;
};

TEST(Redactor, HidesWhatLooksLikeASecret)
{
    for (const Row &row : std::initializer_list<Row>{
             {"Authorization: Bearer abc.def", "Authorization: Bearer ******"},
             {"authorization: token abc", "authorization: token ******"},
             {"Authorization:  Basic   YTpi", "Authorization:  Basic   ******"},
             {"Authorization: abc", "Authorization: ******"},
             {"{\"x-api-key\": \"abc\", \"a\": 1}", "{\"x-api-key\": \"******\", \"a\": 1}"},
             {"X-API-KEY=abc next", "X-API-KEY=****** next"},
             {"SIGNOZ-API-KEY: abc", "SIGNOZ-API-KEY: ******"},
             {"https://me:pw@host/x", "https://******@host/x"},
             {"https://token@host/x", "https://******@host/x"},
             {"https://me:p@ss@host/x", "https://******@host/x"},
             {"postgres://u:p@db:5432/x", "postgres://******@db:5432/x"},
             {"git+ssh://git@host/x", "git+ssh://******@host/x"},
             {"ghp_0123456789abcdefghij", "******"},
             {"github_pat_0123456789abcdefghij_x", "******"},
             {"key AKIAIOSFODNN7EXAMPLE.", "key ******."},
             {"POST /api/deploy/compose/AbCd-1234_x ok", "POST /api/deploy/compose/****** ok"},
             {"a -----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY----- b", "a ****** b"},
             {"cut -----BEGIN OPENSSH PRIVATE KEY-----\nMII\nMII", "cut ******"},
         })
        EXPECT_EQ(redacted(Redactor(), row.text).toStdString(), row.redacted);
}

TEST(Redactor, LeavesTheRestAlone)
{
    for (const char *text :
         {"https://host/a@b", "https://host?mail=a@b", "mail a@example.com", "authorization failed",
          "-----BEGIN CERTIFICATE-----\nMII", "sha256:0123456789abcdef", "the x-api-key header is missing",
          "/api/deploy/", "v1.3.8 \xe5\x9b\x9e\xe6\xbb\x9a"})
        EXPECT_EQ(redacted(Redactor(), text).toStdString(), text);
}

TEST(Redactor, ACopyIsIndependent)
{
    Redactor first = knowing("first-secret");
    const Redactor copy = first;
    first.learn(Secret("second-secret"));
    EXPECT_EQ(redacted(copy, "first-secret second-secret"), QStringLiteral("****** second-secret"));
    EXPECT_EQ(first.redacted(QByteArray("second-secret")), QByteArray("******"));
}

} // namespace
} // namespace envdeck
