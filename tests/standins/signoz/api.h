// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standins/signoz/history.h"
#include "tests/standins/signoz/live_samples.h"
#include "tests/standins/signoz/rule.h"
#include "tests/standins/signoz/sample_lines.h"
#include "tests/standins/signoz/server_version.h"
#include "tests/standins/signoz/signoz.h"

#include <memory>
#include <optional>

namespace envdeck::standins::signoz {

// The endpoints, without the wire. A handler answers nothing when the path is not its own; it throws a
// Refusal, which answer() turns into the server's error shape.
class Api {
public:
    Api(SignozOptions options, const Clock &clock);

    Result<void> begin();
    void tick();
    Answer answer(const Request &request);

    static bool isOpen(const QString &path); // answers without a key

private:
    std::optional<Answer> system(const Request &request);
    std::optional<Answer> queries(const Request &request);
    std::optional<Answer> services(const Request &request);
    std::optional<Answer> hosts(const Request &request);
    std::optional<Answer> rules(const Request &request);
    std::optional<Answer> alerting(const Request &request);

    Answer servicesAnswer(const Request &request, bool enveloped) const;
    Answer serviceNames() const;
    QJsonObject stats() const;
    QJsonObject hostRecord(const QString &host, qint64 start, qint64 end) const;
    Answer changeRule(const Request &request, const QString &id);
    Answer createRule(const QJsonObject &body);
    Answer testRule(const QJsonObject &body) const;
    QJsonArray firingAlerts(const Request &request) const;

    Telemetry telemetry() const { return telemetryAt(now()); }
    Telemetry telemetryAt(qint64 at) const { return {{&m_history, &m_live}, m_hosts, at}; }
    qint64 now() const { return m_clock.now().toMSecsSinceEpoch(); }
    Rule *rule(const QString &id);
    void readSamples();

    const SignozOptions m_options;
    const Clock &m_clock;
    const ServerVersion m_version;
    History m_history;
    LiveSamples m_live;
    SampleLines m_lines;
    HostMetrics m_hosts;
    std::vector<Rule> m_rules;
};

QJsonObject bodyOf(const Request &request); // throws a Refusal for what is no JSON object
Answer success(const QJsonValue &data, int status = 200);
QStringList channelNames();

} // namespace envdeck::standins::signoz
