// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/api.h"
#include "tests/standins/signoz/refusal.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QUuid>

namespace envdeck::standins::signoz {

namespace {

QJsonObject channel(const QString &id, const QString &name, const QString &type, const QJsonObject &config,
                    const QString &at)
{
    const QJsonObject data{{QStringLiteral("name"), name},
                           {type + QStringLiteral("_configs"), QJsonArray{config}}};
    return {{QStringLiteral("id"), id},
            {QStringLiteral("name"), name},
            {QStringLiteral("type"), type},
            {QStringLiteral("data"), QString::fromUtf8(QJsonDocument(data).toJson(QJsonDocument::Compact))},
            {QStringLiteral("orgId"), QStringLiteral("01a10b2c-5d3e-7f40-8a51-6c7d8e9fa0b1")},
            {QStringLiteral("createdAt"), at},
            {QStringLiteral("updatedAt"), at}};
}

bool isOff(const Request &request, const QString &parameter)
{
    return request.parameter(parameter) == QLatin1String("false");
}

// Alertmanager's matchers, as far as a client of labels needs them: name="value" and name!="value".
bool matchesAll(const QJsonObject &labels, const QStringList &matchers)
{
    static const QRegularExpression form(QRegularExpression::anchoredPattern(
        QStringLiteral("\\s*\"?([\\w.]+)\"?\\s*(!?=)\\s*\"?([^\"]*)\"?\\s*")));
    for (const QString &matcher : matchers) {
        const auto match = form.match(matcher);
        if (!match.hasMatch())
            throw unsupported(QStringLiteral("the matcher %1 is not supported here").arg(matcher));
        const bool equal = labels.value(match.captured(1)).toString() == match.captured(3);
        if (equal != (match.captured(2) == QLatin1String("=")))
            return false;
    }
    return true;
}

} // namespace

QStringList channelNames()
{
    return {QStringLiteral("ops-webhook"), QStringLiteral("ops-email")};
}

Rule *Api::rule(const QString &id)
{
    const auto found =
        std::find_if(m_rules.begin(), m_rules.end(), [&](const Rule &one) { return one.id() == id; });
    return found == m_rules.end() ? nullptr : &*found;
}

std::optional<Answer> Api::rules(const Request &request)
{
    static const QRegularExpression form(
        QRegularExpression::anchoredPattern(QStringLiteral("/api/v([12])/rules(?:/([^/]+))?")));
    const auto match = form.match(request.path);
    const bool old = match.captured(1) == QLatin1String("1");
    if (!match.hasMatch() || (!old && !m_version.isAtLeast(120)))
        return std::nullopt;
    const QString id = match.captured(2);
    if (request.method == "POST" && id == QLatin1String("test"))
        return testRule(bodyOf(request));
    if (request.method == "POST" && id.isEmpty())
        return createRule(bodyOf(request));
    if (!id.isEmpty() && request.method != "GET")
        return changeRule(request, id);
    if (request.method != "GET")
        return std::nullopt;
    if (!id.isEmpty()) {
        const Rule *found = rule(id);
        return found ? success(found->toJson(old)) : throw notFound(QStringLiteral("rule not found"));
    }
    QJsonArray list;
    for (const Rule &one : m_rules)
        list.append(one.toJson(old));
    return old ? success(QJsonObject{{QStringLiteral("rules"), list}}) : success(list);
}

Answer Api::createRule(const QJsonObject &body)
{
    Rule created(QUuid::createUuid().toString(QUuid::WithoutBraces), body, channelNames(), now());
    created.matches(telemetry()); // what cannot be evaluated is refused now, not every five seconds
    m_rules.push_back(created);
    return success(created.toJson(false), 201);
}

Answer Api::testRule(const QJsonObject &body) const
{
    const Rule tried(QString(), body, channelNames(), now());
    return success(QJsonObject{{QStringLiteral("alertCount"), tried.matches(telemetry())},
                               {QStringLiteral("message"), QStringLiteral("notification sent")}});
}

Answer Api::changeRule(const Request &request, const QString &id)
{
    Rule *found = rule(id);
    if (!found)
        throw notFound(QStringLiteral("rule not found"));
    const Answer nothing{204, {}, {}};
    if (request.method == "DELETE") {
        std::erase_if(m_rules, [&](const Rule &one) { return one.id() == id; });
        return nothing;
    }
    QJsonObject body = bodyOf(request);
    if (request.method == "PUT") {
        found->replace(body, channelNames(), now());
        return nothing;
    }
    if (request.method != "PATCH")
        throw unsupported(QStringLiteral("the method is not supported here"));
    QJsonObject merged = found->body();
    for (auto it = body.begin(); it != body.end(); ++it)
        merged.insert(it.key(), it.value());
    found->replace(merged, channelNames(), now());
    return success(found->toJson(false));
}

std::optional<Answer> Api::alerting(const Request &request)
{
    if (request.method != "GET")
        return std::nullopt;
    if (request.path == QLatin1String("/api/v1/alerts"))
        return success(firingAlerts(request));
    if (request.path != QLatin1String("/api/v1/channels"))
        return std::nullopt;
    const QString at = m_options.historyUntil.toString(Qt::ISODate);
    const QJsonObject webhook{{QStringLiteral("send_resolved"), true},
                              {QStringLiteral("url"), QStringLiteral("http://127.0.0.1:9/hook")}};
    const QJsonObject email{{QStringLiteral("send_resolved"), true},
                            {QStringLiteral("to"), QStringLiteral("ops@example.com")},
                            {QStringLiteral("html"), QString()},
                            {QStringLiteral("headers"), QJsonObject()}};
    return success(QJsonArray{channel(QStringLiteral("01a10b2c-5d3e-7f40-9078-6c7d8e9fa078"),
                                      channelNames().first(), QStringLiteral("webhook"), webhook, at),
                              channel(QStringLiteral("01a10b2c-5d3e-7f40-9079-6c7d8e9fa079"),
                                      channelNames().last(), QStringLiteral("email"), email, at)});
}

QJsonArray Api::firingAlerts(const Request &request) const
{
    QJsonArray list;
    if (isOff(request, QStringLiteral("active"))) // nothing here is ever silenced or inhibited
        return list;
    if (!request.parameter(QStringLiteral("receiver")).isEmpty())
        throw unsupported(QStringLiteral("alerts by receiver are not supported here"));
    const QStringList matchers =
        request.query.allQueryItemValues(QStringLiteral("filter"), QUrl::FullyDecoded);
    for (const Rule &one : m_rules) {
        for (const QJsonValue &alert : one.firing(now())) {
            if (matchesAll(alert[QLatin1String("labels")].toObject(), matchers))
                list.append(alert);
        }
    }
    return list;
}

} // namespace envdeck::standins::signoz
