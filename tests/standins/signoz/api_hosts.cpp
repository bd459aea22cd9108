// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/api.h"
#include "tests/standins/signoz/members.h"
#include "tests/standins/signoz/refusal.h"

#include <cmath>

namespace envdeck::standins::signoz {

namespace {

// Share of `numerator` in everything, or the mean of one metric without it; -1 when the host sent nothing.
double hostValue(const Telemetry &telemetry, qint64 start, qint64 end, const QString &host,
                 const QString &metric, const QString &numerator)
{
    double part = 0;
    double whole = 0;
    for (const Labels &labels : telemetry.hosts.series(metric)) {
        if (textOf(labels.value(QStringLiteral("host.name"))) != host)
            continue;
        for (qint64 at = start / minuteMs * minuteMs; at < std::min(end, telemetry.now); at += minuteMs) {
            const double value = telemetry.hosts.value(metric, labels, at);
            if (std::isnan(value))
                continue;
            const QString state = textOf(labels.value(QStringLiteral("state")));
            part += state == numerator || numerator.isEmpty() ? value : 0;
            whole += numerator.isEmpty() ? 1 : value;
        }
    }
    return whole > 0 ? rounded(part / whole) : -1;
}

} // namespace

std::optional<Answer> Api::hosts(const Request &request)
{
    if (request.method != "POST" || request.path != QLatin1String("/api/v2/infra_monitoring/hosts") ||
        !m_version.isAtLeast(121))
        return std::nullopt;
    const QJsonObject body = bodyOf(request);
    onlyMembers(body, words("start end limit offset filter groupBy orderBy"),
                QStringLiteral("hosts request"));
    const qint64 start = numberMember(body, QStringLiteral("start"));
    const qint64 end = numberMember(body, QStringLiteral("end"));
    const qint64 limit = numberMember(body, QStringLiteral("limit"));
    if (start >= end)
        throw invalidInput(QStringLiteral("start time must be before end time"));
    if (limit < 1 || limit > 5000)
        throw invalidInput(QStringLiteral("limit must be between 1 and 5000"));
    if (!objectsMember(body, QStringLiteral("groupBy")).isEmpty())
        throw unsupported(QStringLiteral("grouped hosts are not supported here"));
    const QJsonObject filter = objectMember(body, QStringLiteral("filter"));
    const Filter expression =
        Filter::parse(Signal::Metrics, textMember(filter, QStringLiteral("expression")));
    const QString status = textMember(filter, QStringLiteral("filterByStatus"));

    QList<QJsonObject> records;
    for (const QString &host : m_hosts.hosts()) {
        const Labels labels{{QStringLiteral("host.name"), host},
                            {QStringLiteral("os.type"), QStringLiteral("linux")},
                            {QStringLiteral("deployment.environment"), m_hosts.environmentOf(host)}};
        const QJsonObject record = hostRecord(host, start, end);
        if (expression.match(Signal::Metrics, labels) == Match::Yes &&
            (status.isEmpty() || record.value(QLatin1String("status")).toString() == status))
            records.append(record);
    }
    const QJsonObject order = objectMember(body, QStringLiteral("orderBy"));
    const QString key =
        textMember(objectMember(order, QStringLiteral("key")), QStringLiteral("name"), QStringLiteral("cpu"));
    if (!words("cpu memory wait load15").contains(key))
        throw unsupported(QStringLiteral("ordering hosts by %1 is not supported here").arg(key));
    const bool descending =
        textMember(order, QStringLiteral("direction"), QStringLiteral("desc")) == QLatin1String("desc");
    std::stable_sort(records.begin(), records.end(), [&](const QJsonObject &a, const QJsonObject &b) {
        return descending ? a.value(key).toDouble() > b.value(key).toDouble()
                          : a.value(key).toDouble() < b.value(key).toDouble();
    });
    QJsonArray page;
    for (const QJsonObject &record : records.mid(numberMember(body, QStringLiteral("offset")), limit))
        page.append(record);
    return success(QJsonObject{{QStringLiteral("type"), QStringLiteral("list")},
                               {QStringLiteral("records"), page.isEmpty() ? QJsonValue() : QJsonValue(page)},
                               {QStringLiteral("total"), records.size()},
                               {QStringLiteral("endTimeBeforeRetention"), false}});
}

QJsonObject Api::hostRecord(const QString &host, qint64 start, qint64 end) const
{
    const auto value = [&](const char *metric, const char *numerator) {
        return hostValue(telemetry(), start, end, host, QLatin1String(metric), QLatin1String(numerator));
    };
    const double idle = value("system.cpu.time", "idle");
    const bool active = idle >= 0;
    return {{QStringLiteral("hostName"), host},
            {QStringLiteral("status"), active ? QStringLiteral("active") : QStringLiteral("inactive")},
            {QStringLiteral("activeHostCount"), active ? 1 : 0},
            {QStringLiteral("inactiveHostCount"), active ? 0 : 1},
            {QStringLiteral("cpu"), active ? rounded(1 - idle) : -1},
            {QStringLiteral("memory"), value("system.memory.usage", "used")},
            {QStringLiteral("wait"), value("system.cpu.time", "wait")},
            {QStringLiteral("load15"), value("system.cpu.load_average.15m", "")},
            {QStringLiteral("diskUsage"), value("system.filesystem.usage", "used")},
            {QStringLiteral("meta"), QJsonObject{{QStringLiteral("host.name"), host},
                                                 {QStringLiteral("os.type"), QStringLiteral("linux")}}}};
}

} // namespace envdeck::standins::signoz
