// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/error_map.h"

#include <gtest/gtest.h>

namespace envdeck::http {
namespace {

Response answer(const QByteArray &type, const QByteArray &body)
{
    return {400, {{"Content-Type", type}}, body};
}

TEST(ErrorMap, StatusesBecomeCodes)
{
    const QList<std::pair<int, ErrorCode>> table{
        {400, ErrorCode::BadInput},   {401, ErrorCode::Unauthorized}, {403, ErrorCode::Forbidden},
        {404, ErrorCode::NotFound},   {405, ErrorCode::BadResponse},  {408, ErrorCode::Timeout},
        {409, ErrorCode::Conflict},   {410, ErrorCode::NotFound},     {412, ErrorCode::Conflict},
        {413, ErrorCode::BadInput},   {415, ErrorCode::BadInput},     {422, ErrorCode::BadInput},
        {423, ErrorCode::Locked},     {429, ErrorCode::RateLimited},  {500, ErrorCode::ToolFailed},
        {501, ErrorCode::ToolFailed}, {502, ErrorCode::Unreachable},  {503, ErrorCode::Unreachable},
        {504, ErrorCode::Timeout},    {302, ErrorCode::BadResponse},  {700, ErrorCode::ToolFailed},
    };
    for (const auto &[status, code] : table)
        EXPECT_EQ(codeOfStatus(status), code) << status;
}

TEST(ErrorMap, TheMessageOfAnErrorBodyIsTheExcerpt)
{
    const Redactor none;
    EXPECT_EQ(
        excerpt(answer("application/json", "{\"message\":\"Application not found\",\"code\":\"NOT_FOUND\"}"),
                none),
        QStringLiteral("Application not found"));
    EXPECT_EQ(
        excerpt(answer("application/json", "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"no access\"}]}"),
                none),
        QStringLiteral("no access"));
    EXPECT_EQ(excerpt(answer("application/json", "{\"error\":{\"message\":\"bad filter\"}}"), none),
              QStringLiteral("bad filter"));
    EXPECT_EQ(excerpt(answer("application/json", "{\"x\":1}"), none), QStringLiteral("{\"x\":1}"));
    EXPECT_EQ(excerpt(answer("text/html; charset=utf-8",
                             "<html><head><TITLE>\n502 Bad Gateway</TITLE></head><body>x"),
                      none),
              QStringLiteral("502 Bad Gateway"));
    EXPECT_EQ(excerpt(answer("text/html", "<h1>Sign <b>in</b></h1>"), none), QStringLiteral("Sign in"));
}

TEST(ErrorMap, TheExcerptIsShortPlainAndRedacted)
{
    Redactor redactor;
    redactor.learn(Secret("canary-4711"));
    const QString cut =
        excerpt(answer("text/plain", "key canary-4711 \x1b[31mred\r\n" + QByteArray(1000, 'x')), redactor);
    EXPECT_FALSE(cut.contains(QStringLiteral("4711")));
    EXPECT_FALSE(cut.contains(QChar(0x1b)));
    EXPECT_EQ(cut.size(), excerptLength);
    // A secret across the cut must not survive in half.
    const QString edge =
        excerpt(answer("text/plain", QByteArray(excerptLength - 5, 'x') + "canary-4711"), redactor);
    EXPECT_FALSE(edge.contains(QStringLiteral("canar")));
}

TEST(ErrorMap, RetryAfterInBothForms)
{
    const QDateTime now(QDate(2026, 11, 23), QTime(8, 0, 0), Qt::UTC);
    const auto wait = [&](const QByteArray &value) {
        return retryAfter({429, {{"Retry-After", value}}, {}}, now);
    };
    EXPECT_EQ(wait("120"), std::chrono::seconds(120));
    EXPECT_EQ(wait("Mon, 23 Nov 2026 08:02:00 GMT"), std::chrono::seconds(120));
    EXPECT_EQ(wait("Mon, 23 Nov 2026 07:00:00 GMT"), std::chrono::seconds(0));
    EXPECT_EQ(wait("-5"), std::chrono::seconds(0));
    EXPECT_EQ(wait("soon"), std::nullopt);
    EXPECT_EQ(wait(""), std::nullopt);
}

TEST(ErrorMap, ThePathOfAWebhookIsNotShown)
{
    const QString place =
        placeOf(QUrl(QStringLiteral("https://d.example.com/api/deploy/compose/YwVSjp6LfdcdXgkqQh0MC?x=1")));
    EXPECT_FALSE(place.contains(QStringLiteral("YwVSjp6L")));
    EXPECT_FALSE(place.contains(QLatin1Char('?')));
}

} // namespace
} // namespace envdeck::http
