// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/rule.h"

#include "tests/standins/signoz/members.h"
#include "tests/standins/signoz/refusal.h"
#include "tests/standins/signoz/rule_check.h"

#include <QCryptographicHash>

namespace envdeck::standins::signoz {

namespace {

const QString author = QStringLiteral("envdeck@signozserviceaccount.com");
constexpr qint64 endsAfterMs = 4 * 60 * 1000; // an alert ends by itself when its rule says nothing more

QString inSeconds(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODate);
}

QString rendered(QString text, const QMap<QString, QString> &labels, double value, double threshold)
{
    text.replace(QStringLiteral("{{$value}}"), QString::number(rounded(value)));
    text.replace(QStringLiteral("{{$threshold}}"), QString::number(threshold));
    for (auto it = labels.begin(); it != labels.end(); ++it)
        text.replace(QStringLiteral("{{$%1}}").arg(it.key()), it.value());
    return text;
}

} // namespace

Rule::Rule(const QString &id, const QJsonObject &body, const QStringList &channels, qint64 now)
    : m_id(id), m_created(now)
{
    replace(body, channels, now);
}

void Rule::replace(const QJsonObject &body, const QStringList &channels, qint64 now)
{
    checkRule(body, channels);
    const QJsonObject condition = objectMember(body, QStringLiteral("condition"));
    const QJsonObject composite = objectMember(condition, QStringLiteral("compositeQuery"));
    const QueryRequest query = QueryRequest::fromRule(objectsMember(composite, QStringLiteral("queries")));
    const QString window =
        textMember(objectMember(objectMember(body, QStringLiteral("evaluation")), QStringLiteral("spec")),
                   QStringLiteral("evalWindow"));
    const auto windowMs = goDuration(window);
    if (!windowMs || *windowMs <= 0)
        throw unsupported(QStringLiteral("only rules with a rolling evalWindow are supported here"));
    QList<Threshold> thresholds;
    for (const QJsonObject &spec :
         objectsMember(objectMember(condition, QStringLiteral("thresholds")), QStringLiteral("spec"))) {
        const double written = spec.value(QLatin1String("target")).toDouble();
        thresholds.append({textMember(spec, QStringLiteral("name")),
                           converted(written, textMember(spec, QStringLiteral("targetUnit")),
                                     textMember(composite, QStringLiteral("unit"))),
                           written, textMember(spec, QStringLiteral("op")),
                           textMember(spec, QStringLiteral("matchType")),
                           spec.value(QLatin1String("channels")).toArray()});
        crosses(thresholds.last().op, 0, 0);
        windowValue(thresholds.last().matchType, thresholds.last().op, {0});
    }
    m_body = body;
    m_query = query;
    m_windowMs = *windowMs;
    m_thresholds = thresholds;
    m_selected = textMember(condition, QStringLiteral("selectedQueryName"));
    m_disabled = boolMember(body, QStringLiteral("disabled"));
    m_updated = now;
    m_alerts.clear();
}

void Rule::evaluate(const Telemetry &telemetry, std::chrono::milliseconds pendingFor)
{
    std::map<Key, Alert> alerts = m_disabled ? std::map<Key, Alert>() : crossed(telemetry);
    for (auto &[key, alert] : alerts) {
        if (const auto before = m_alerts.find(key); before != m_alerts.end()) {
            alert.since = before->second.since;
            alert.firedAt = before->second.firedAt;
        }
        if (alert.firedAt == 0 && telemetry.now - alert.since >= pendingFor.count())
            alert.firedAt = telemetry.now;
    }
    m_alerts = std::move(alerts);
}

int Rule::matches(const Telemetry &telemetry) const
{
    return int(crossed(telemetry).size());
}

std::map<Rule::Key, Rule::Alert> Rule::crossed(const Telemetry &telemetry) const
{
    QueryRequest request = m_query;
    request.start = telemetry.now - m_windowMs;
    request.end = telemetry.now;
    std::map<Key, Alert> alerts;
    for (const QueryResult &result : signoz::evaluate(request, telemetry)) {
        if (!m_selected.isEmpty() && result.name != m_selected)
            continue;
        for (const ResultSeries &series : result.aggregations.first().series) {
            std::vector<double> values;
            for (const Bucket &bucket : series.buckets)
                values.push_back(bucket.value);
            if (values.empty())
                continue;
            Alert alert{{}, 0, telemetry.now, 0};
            for (qsizetype i = 0; i < result.groupBy.size(); ++i)
                alert.group.insert(result.groupBy.at(i), series.group.at(i));
            for (qsizetype i = 0; i < m_thresholds.size(); ++i) {
                const Threshold &threshold = m_thresholds.at(i);
                alert.value = windowValue(threshold.matchType, threshold.op, values);
                if (crosses(threshold.op, alert.value, threshold.target))
                    alerts.emplace(Key{series.group, i}, alert);
            }
        }
    }
    return alerts;
}

QString Rule::state() const
{
    if (m_disabled)
        return QStringLiteral("disabled");
    if (firingCount() > 0)
        return QStringLiteral("firing");
    return m_alerts.empty() ? QStringLiteral("inactive") : QStringLiteral("pending");
}

int Rule::firingCount() const
{
    int count = 0;
    for (const auto &[key, alert] : m_alerts)
        count += alert.firedAt > 0 ? 1 : 0;
    return count;
}

QJsonObject Rule::toJson(bool oldNames) const
{
    const QString tail = oldNames ? QStringLiteral("e") : QStringLiteral("ed");
    QJsonObject json = completedRule(m_body);
    json.insert(QStringLiteral("id"), m_id);
    json.insert(QStringLiteral("state"), state());
    json.insert(QStringLiteral("disabled"), m_disabled);
    json.insert(QStringLiteral("creat%1At").arg(tail), inSeconds(m_created));
    json.insert(QStringLiteral("creat%1By").arg(tail), author);
    json.insert(QStringLiteral("updat%1At").arg(tail), inSeconds(m_updated));
    json.insert(QStringLiteral("updat%1By").arg(tail), author);
    return json;
}

QJsonArray Rule::firing(qint64 now) const
{
    QJsonArray list;
    for (const auto &[key, alert] : m_alerts) {
        if (alert.firedAt > 0)
            list.append(alertJson(m_thresholds.at(key.second), alert, now));
    }
    return list;
}

QJsonObject Rule::alertJson(const Threshold &threshold, const Alert &alert, qint64 now) const
{
    const QString link = QStringLiteral("http://localhost:8080/alerts/edit?ruleId=") + m_id;
    QJsonObject labels = m_body.value(QLatin1String("labels")).toObject();
    for (auto it = alert.group.begin(); it != alert.group.end(); ++it)
        labels.insert(it.key(), it.value());
    labels.insert(QStringLiteral("alertname"), m_body.value(QLatin1String("alert")));
    labels.insert(QStringLiteral("ruleId"), m_id);
    labels.insert(QStringLiteral("ruleSource"), link);
    labels.insert(QStringLiteral("severity"), threshold.name);
    labels.insert(QStringLiteral("threshold.name"), threshold.name);

    const double shown =
        threshold.target == 0 ? alert.value : alert.value * threshold.written / threshold.target;
    QJsonObject annotations;
    const QJsonObject written = m_body.value(QLatin1String("annotations")).toObject();
    for (auto it = written.begin(); it != written.end(); ++it)
        annotations.insert(it.key(), rendered(it.value().toString(), alert.group, shown, threshold.written));
    annotations.insert(QStringLiteral("value"), QString::number(rounded(shown)));
    annotations.insert(QStringLiteral("threshold.value"), QString::number(threshold.written));
    annotations.insert(QStringLiteral("compare_op"), threshold.op);
    annotations.insert(QStringLiteral("match_type"), threshold.matchType);

    QCryptographicHash fingerprint(QCryptographicHash::Sha256);
    for (auto it = labels.begin(); it != labels.end(); ++it)
        fingerprint.addData(
            (it.key() + QLatin1Char('=') + it.value().toString() + QLatin1Char('\n')).toUtf8());
    return {{QStringLiteral("labels"), labels},
            {QStringLiteral("annotations"), annotations},
            {QStringLiteral("startsAt"), inSeconds(alert.firedAt)},
            {QStringLiteral("endsAt"), inSeconds(now + endsAfterMs)},
            {QStringLiteral("generatorURL"), link},
            {QStringLiteral("fingerprint"), QString::fromLatin1(fingerprint.result().toHex().left(16))},
            {QStringLiteral("receivers"), threshold.channels},
            {QStringLiteral("status"), QJsonObject{{QStringLiteral("state"), QStringLiteral("active")},
                                                   {QStringLiteral("silencedBy"), QJsonArray()},
                                                   {QStringLiteral("inhibitedBy"), QJsonArray()}}}};
}

} // namespace envdeck::standins::signoz
