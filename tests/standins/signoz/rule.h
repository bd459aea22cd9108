// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standins/signoz/evaluate.h"

#include <QDateTime>
#include <QJsonArray>
#include <chrono>
#include <map>

namespace envdeck::standins::signoz {

// A threshold rule of schema v2alpha1: what it asks, and what its alerts are doing.
class Rule {
public:
    // Checks the body as POST does; throws a Refusal. `channels` are those that exist.
    Rule(const QString &id, const QJsonObject &body, const QStringList &channels, qint64 now);

    const QString &id() const { return m_id; }
    QJsonObject body() const { return m_body; } // as it was posted
    QJsonObject toJson(bool oldNames) const; // with id, state, times; before 0.120 these are named otherwise
    QJsonArray firing(qint64 now) const;     // entries of GET /api/v1/alerts
    int firingCount() const;

    // Replaces what it asks; alerts start anew.
    void replace(const QJsonObject &body, const QStringList &channels, qint64 now);
    // Evaluates at telemetry.now. A threshold that is crossed for `pendingFor` fires; one that is not is
    // forgotten.
    void evaluate(const Telemetry &telemetry, std::chrono::milliseconds pendingFor);
    // How many alerts it would raise now, without raising any.
    int matches(const Telemetry &telemetry) const;

private:
    struct Threshold {
        QString name;
        double target = 0; // in the unit of the query
        double written = 0;
        QString op;
        QString matchType;
        QJsonArray channels;
    };
    struct Alert {
        QMap<QString, QString> group; // labels of the series
        double value = 0;
        qint64 since = 0;
        qint64 firedAt = 0; // 0: pending
    };
    using Key = std::pair<QStringList, qsizetype>; // group and threshold

    std::map<Key, Alert> crossed(const Telemetry &telemetry) const;
    QJsonObject alertJson(const Threshold &threshold, const Alert &alert, qint64 now) const;
    QString state() const;

    QString m_id;
    QJsonObject m_body;
    qint64 m_created = 0;
    qint64 m_updated = 0;
    bool m_disabled = false;
    QueryRequest m_query;
    QString m_selected;
    qint64 m_windowMs = 0;
    QList<Threshold> m_thresholds;
    std::map<Key, Alert> m_alerts;
};

} // namespace envdeck::standins::signoz
