// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standins/signoz/signoz.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fetch.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <gtest/gtest.h>

namespace envdeck::testing {

// The SigNoz stand-in on a port, at a time that stands still: 2026-08-20 10:00 UTC, the end of the
// recordings' range.
class Served {
public:
    explicit Served(standins::SignozOptions options) : m_signoz(prepared(std::move(options)), m_clock)
    {
        m_clock.set(end());
        const auto begun = m_signoz.begin();
        EXPECT_TRUE(begun) << (begun ? "" : qPrintable(begun.error().detail));
        EXPECT_TRUE(m_signoz.start());
    }

    static QDateTime end() { return QDateTime(QDate(2026, 8, 20), QTime(10, 0), Qt::UTC); }
    static QByteArray key() { return "0123456789abcdef"; }

    Fetched ask(const QByteArray &method, const QString &pathAndQuery, const QByteArray &body = {},
                const QByteArray &apiKey = key())
    {
        return fetch(method, QUrl(m_signoz.url().toString() + pathAndQuery),
                     {{"SIGNOZ-API-KEY", apiKey}, {"Content-Type", "application/json"}}, body);
    }
    QJsonValue data(const QByteArray &method, const QString &pathAndQuery, const QJsonObject &body = {})
    {
        const Fetched answer =
            ask(method, pathAndQuery, body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson());
        EXPECT_LT(answer.status, 300) << answer.body.constData();
        return QJsonDocument::fromJson(answer.body).object().value(QLatin1String("data"));
    }

    FakeClock m_clock;
    standins::Signoz m_signoz;

private:
    static standins::SignozOptions prepared(standins::SignozOptions options)
    {
        options.apiKey = key();
        if (!options.historyUntil.isValid())
            options.historyUntil = end();
        return options;
    }
};

} // namespace envdeck::testing
