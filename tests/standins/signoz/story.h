// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace envdeck::standins {

// One version of one service that was live in one environment for a while. Stories of one service in one
// environment must not overlap; where there is none, there are no samples.
struct ReleaseStory {
    QString service = {};
    QString environment = {};
    QString version = {};
    QDateTime from = {}; // UTC, inclusive
    QDateTime to = {};   // UTC, exclusive; null: until the end of history
    double errorPercent = 0;
    double p95Ms = 0;
    double requestsPerMinute =
        0; // mean over a day; the daily rhythm moves it between a half and one and a half
};

// How busy a host was for a while; the rest as for ReleaseStory.
struct HostStory {
    QString host = {};
    QString environment = {};
    QDateTime from = {};
    QDateTime to = {};
    double cpuPercent = 0; // mean over a day
    double memoryPercent = 0;
    double diskPercent = 0;
};

// Rules in the shape that POST /api/v2/rules takes (schemaVersion v2alpha1). They are evaluated like any
// other rule: over the samples, never by a switch. Each fires per service (or host) when the mean over
// `window` ("5m") is above the limit, and carries deployment.environment as a label.
QJsonObject errorRateRule(const QString &environment, double percent, const QString &severity,
                          const QString &window = QStringLiteral("5m"));
QJsonObject p95Rule(const QString &environment, double milliseconds, const QString &severity,
                    const QString &window = QStringLiteral("5m"));
QJsonObject hostCpuRule(const QString &environment, double percent, const QString &severity,
                        const QString &window = QStringLiteral("5m"));

} // namespace envdeck::standins
