// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/api.h"

#include "tests/standins/signoz/query_answer.h"
#include "tests/standins/signoz/refusal.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUuid>

namespace envdeck::standins::signoz {

namespace {

const QByteArray webPage =
    "<!doctype html><html><head><title>SigNoz</title></head><body><div id=\"root\"></div></body></html>\n";

QJsonObject readiness()
{
    const QJsonArray running{QStringLiteral("alertmanager"), QStringLiteral("analytics"),
                             QStringLiteral("cache"), QStringLiteral("ruler"),
                             QStringLiteral("telemetrystore")};
    return {{QStringLiteral("healthy"), true},
            {QStringLiteral("services"), QJsonObject{{QStringLiteral("running"), running}}}};
}

QJsonObject serviceAccount(const QDateTime &at)
{
    const QString time = at.toString(Qt::ISODate);
    const QString account = QStringLiteral("01a10b2c-5d3e-7f40-9014-6c7d8e9fa014");
    const QString organisation = QStringLiteral("01a10b2c-5d3e-7f40-8a51-6c7d8e9fa0b1");
    const QString roleId = QStringLiteral("01a10b2c-5d3e-7f40-900b-6c7d8e9fa00b");
    const auto dated = [&time](QJsonObject object) {
        object.insert(QStringLiteral("createdAt"), time);
        object.insert(QStringLiteral("updatedAt"), time);
        return object;
    };
    const QJsonObject role = dated({{QStringLiteral("id"), roleId},
                                    {QStringLiteral("name"), QStringLiteral("signoz-editor")},
                                    {QStringLiteral("description"), QString()},
                                    {QStringLiteral("type"), QStringLiteral("managed")},
                                    {QStringLiteral("orgId"), organisation},
                                    {QStringLiteral("transactionGroups"), QJsonArray()}});
    const QJsonObject assigned =
        dated({{QStringLiteral("id"), QStringLiteral("01a10b2c-5d3e-7f40-9015-6c7d8e9fa015")},
               {QStringLiteral("serviceAccountId"), account},
               {QStringLiteral("roleId"), roleId},
               {QStringLiteral("role"), role}});
    return dated({{QStringLiteral("id"), account},
                  {QStringLiteral("name"), QStringLiteral("envdeck")},
                  {QStringLiteral("email"), QStringLiteral("envdeck@signozserviceaccount.com")},
                  {QStringLiteral("status"), QStringLiteral("active")},
                  {QStringLiteral("orgId"), organisation},
                  {QStringLiteral("serviceAccountRoles"), QJsonArray{assigned}}});
}

} // namespace

QJsonObject bodyOf(const Request &request)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(request.body, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        throw invalidInput(QStringLiteral("failed to decode request body: %1").arg(error.errorString()));
    return document.object();
}

Answer success(const QJsonValue &data, int status)
{
    return Answer::json(
        QJsonObject{{QStringLiteral("status"), QStringLiteral("success")}, {QStringLiteral("data"), data}},
        status);
}

Api::Api(SignozOptions options, const Clock &clock)
    : m_options(std::move(options)), m_clock(clock), m_version(m_options.version),
      m_history(m_options.releases, m_options.historyUntil.toMSecsSinceEpoch(), m_options.seed),
      m_live(m_options.historyUntil.toMSecsSinceEpoch()), m_lines(m_options.samplesFolder),
      m_hosts(m_options.hosts, m_options.historyUntil.toMSecsSinceEpoch(), m_options.seed)
{
}

Result<void> Api::begin()
{
    constexpr int replayedMinutes = 60;
    readSamples();
    for (const QJsonObject &body : m_options.rules) {
        const QString name = body.value(QLatin1String("alert")).toString();
        try {
            const auto id = QUuid::createUuidV5(QUuid(), name).toString(QUuid::WithoutBraces);
            m_rules.emplace_back(id, body, channelNames(),
                                 m_options.historyUntil.toMSecsSinceEpoch() - historyMs);
            for (int minutes = replayedMinutes; minutes > 0; --minutes)
                m_rules.back().evaluate(telemetryAt(now() - minutes * minuteMs), m_options.pendingFor);
        } catch (const Refusal &refusal) {
            return Error{ErrorCode::BadInput, name,
                         refusal.message + QStringLiteral(": ") + refusal.errors.join(QLatin1Char(' ')), 0};
        }
    }
    tick();
    return {};
}

void Api::tick()
{
    readSamples();
    for (Rule &rule : m_rules)
        rule.evaluate(telemetry(), m_options.pendingFor);
}

void Api::readSamples()
{
    for (const QByteArray &line : m_lines.next())
        m_live.add(line);
    m_live.compact(now());
}

bool Api::isOpen(const QString &path)
{
    return path == QLatin1String("/api/v1/version") || path == QLatin1String("/api/v1/health") ||
           path == QLatin1String("/api/v2/readyz") || !path.startsWith(QLatin1String("/api/"));
}

Answer Api::answer(const Request &request)
{
    try {
        if (!isOpen(request.path)) {
            const QByteArray key = request.header("SIGNOZ-API-KEY");
            if (m_options.apiKey.isEmpty() || key != m_options.apiKey)
                throw unauthenticated();
        }
        readSamples();
        for (const auto handler :
             {&Api::system, &Api::queries, &Api::services, &Api::hosts, &Api::rules, &Api::alerting}) {
            if (const auto answer = (this->*handler)(request))
                return *answer;
        }
        return Answer{200, webPage, "text/html; charset=utf-8"};
    } catch (const Refusal &refusal) {
        return Answer::json(refusal.toJson(), refusal.status);
    }
}

std::optional<Answer> Api::system(const Request &request)
{
    if (request.method != "GET")
        return std::nullopt;
    if (request.path == QLatin1String("/api/v1/version"))
        return Answer::json(QJsonObject{{QStringLiteral("version"), m_options.version},
                                        {QStringLiteral("ee"), QStringLiteral("Y")},
                                        {QStringLiteral("setupCompleted"), true}});
    if (request.path == QLatin1String("/api/v1/health"))
        return Answer::json(QJsonObject{{QStringLiteral("status"), QStringLiteral("ok")}});
    if (request.path == QLatin1String("/api/v2/readyz") && m_version.isAtLeast(117))
        return success(readiness());
    if (request.path == QLatin1String("/api/v1/service_accounts/me") && m_version.isAtLeast(118))
        return success(serviceAccount(m_options.historyUntil));
    return std::nullopt;
}

std::optional<Answer> Api::queries(const Request &request)
{
    if (request.method != "POST" || request.path != QLatin1String("/api/v5/query_range") ||
        !m_version.isAtLeast(92))
        return std::nullopt;
    return Answer::json(queryAnswer(bodyOf(request), telemetry(), m_version));
}

} // namespace envdeck::standins::signoz
