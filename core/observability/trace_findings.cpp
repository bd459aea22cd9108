// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observability/trace_findings.h"

#include <algorithm>

namespace envdeck::observability {

namespace {

using platform::Operation;

constexpr qint64 withTheVersion = 15 * 60 * 1000; // ms after it
constexpr qint64 mostOperations = 5;
constexpr qint64 enoughToJudge = 5; // failures; fewer may be one visitor with a broken link

QString number(double value)
{
    return QString::number(value, 'f', 1);
}

double failedPercent(const Operation &operation)
{
    return operation.requests > 0 ? 100.0 * double(operation.failed) / double(operation.requests) : 0;
}

// "POST /pay 2400 ms 504 trace 4bf92f35…"
QString lineOf(const platform::Span &span)
{
    QStringList words{span.name, QStringLiteral("%1 ms").arg(span.ms, 0, 'f', 0)};
    if (!span.status.isEmpty())
        words.append(span.status);
    words.append(QStringLiteral("trace ") + span.traceId);
    return words.join(QLatin1Char(' '));
}

Finding about(const QString &service, Detector detector, const Operation &operation)
{
    Finding finding;
    finding.detector = detector;
    finding.verdict = FindingVerdict::Related;
    finding.subject = service;
    finding.facts = {{QStringLiteral("operation"), operation.name},
                     {QStringLiteral("requests"), QString::number(operation.requests)},
                     {QStringLiteral("count"), QString::number(operation.failed)},
                     {QStringLiteral("percent"), number(failedPercent(operation))}};
    if (operation.p95Ms)
        finding.facts.insert(QStringLiteral("p95Ms"), QString::number(qint64(*operation.p95Ms + 0.5)));
    finding.action = NextAction::OpenMetrics;
    return finding;
}

Finding failing(const platform::TraceFacts &facts, const QString &service, const Operation &operation,
                const Thresholds &limits, const Newest &newest)
{
    Finding finding = about(service, Detector::TraceErrors, operation);
    if (!facts.firstFailed)
        return finding;
    finding.facts.insert(QStringLiteral("first"), facts.firstFailed->at.toString(Qt::ISODate));
    finding.evidence.append(lineOf(*facts.firstFailed));
    if (!newest.at.isValid())
        return finding;
    const qint64 after = newest.at.msecsTo(facts.firstFailed->at);
    finding.facts.insert(QStringLiteral("afterDeployMs"), QString::number(after));
    if (!newest.version.isEmpty())
        finding.facts.insert(QStringLiteral("version"), newest.version);
    const bool wasWell = newest.errorPercentBefore.value_or(0) < limits.errorRatePercent;
    if (after >= 0 && after <= withTheVersion && operation.failed >= enoughToJudge && wasWell) {
        finding.verdict = FindingVerdict::LikelyCause;
        finding.cause = Cause::NewVersion;
        finding.action = NextAction::RollBack;
    }
    return finding;
}

Finding slow(const platform::TraceFacts &facts, const QString &service, const Operation &operation,
             const Thresholds &limits)
{
    Finding finding = about(service, Detector::SlowSpans, operation);
    finding.facts.insert(QStringLiteral("limitMs"), QString::number(qint64(limits.p95Ms)));
    for (const platform::Span &span : facts.slowest) {
        if (span.name == operation.name)
            finding.evidence.append(lineOf(span));
    }
    const auto slowest =
        std::find_if(facts.slowest.cbegin(), facts.slowest.cend(),
                     [&](const platform::Span &span) { return span.name == operation.name; });
    if (slowest != facts.slowest.cend())
        finding.facts.insert(QStringLiteral("slowestMs"), QString::number(qint64(slowest->ms + 0.5)));
    return finding;
}

} // namespace

QList<Finding> lookAtTraces(const platform::TraceFacts &facts, const QString &service,
                            const Thresholds &limits, const Newest &newest)
{
    QList<Finding> found;
    double p95 = 0;
    for (const Operation &operation : facts.operations) {
        p95 = std::max(p95, operation.p95Ms.value_or(0));
        if (found.size() >= mostOperations)
            continue;
        if (operation.failed > 0 && failedPercent(operation) >= limits.errorRatePercent)
            found.append(failing(facts, service, operation, limits, newest));
        if (operation.p95Ms && *operation.p95Ms > limits.p95Ms)
            found.append(slow(facts, service, operation, limits));
    }
    if (!found.isEmpty())
        return ranked(found);
    Finding fine;
    fine.detector = Detector::SlowSpans;
    fine.subject = service;
    fine.facts.insert(QStringLiteral("p95Ms"), QString::number(qint64(p95 + 0.5)));
    for (const platform::Span &span : facts.slowest)
        fine.evidence.append(lineOf(span));
    return {fine};
}

} // namespace envdeck::observability
