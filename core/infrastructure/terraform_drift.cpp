// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/terraform_drift.h"

#include "core/base/ids.h"
#include "core/infrastructure/drift_json.h"
#include "core/infrastructure/drift_steps.h"

#include <algorithm>

namespace envdeck::infrastructure {

namespace {

using namespace std::chrono_literals;

constexpr qsizetype longestValue = 80; // in the journal; the report has all of it

QString snapshotKey(const EnvironmentId &environment)
{
    return QStringLiteral("drift/") + environment;
}

QString shown(const QString &json, bool there)
{
    if (!there)
        return QStringLiteral("(nothing)");
    return json.size() <= longestValue ? json : json.first(longestValue - 1) + QChar(0x2026);
}

QString changeOf(const DriftedAttribute &attribute)
{
    return attribute.sensitive ? attribute.path + QStringLiteral(": (sensitive)")
                               : QStringLiteral("%1: %2 -> %3")
                                     .arg(attribute.path, shown(attribute.expected, attribute.hasExpected),
                                          shown(attribute.actual, attribute.hasActual));
}

jobs::Step step(const char *id, const std::shared_ptr<DriftSteps> &steps,
                Async<void> (DriftSteps::*run)(const jobs::Context &), std::chrono::milliseconds deadline)
{
    return {QString::fromLatin1(id), false, deadline, [steps, run](const jobs::Context &context) {
                return steps->clearedOnError((steps.get()->*run)(context));
            }};
}

} // namespace

QString driftSubject(const EnvironmentId &environment)
{
    return environment + QStringLiteral("/drift");
}

QList<journal::Entry> seenEntries(const DriftReport &report)
{
    QList<journal::Entry> entries;
    for (const DriftedResource &resource : report.resources) {
        QMap<QDateTime, QStringList> changes;
        for (const DriftedAttribute &attribute : resource.attributes)
            changes[attribute.firstSeen].append(changeOf(attribute));
        if (resource.deleted)
            changes[resource.firstSeen].append(QStringLiteral("deleted"));
        for (auto it = changes.cbegin(); it != changes.cend(); ++it) {
            journal::Entry entry;
            entry.kind = journal::Kind::Seen;
            entry.operation =
                QStringLiteral("drift:%1:%2:%3")
                    .arg(report.environment, resource.address, it.key().toString(Qt::ISODateWithMs));
            entry.action = QStringLiteral("drift");
            entry.environment = report.environment;
            entry.subject = report.environment + QLatin1Char('/') + resource.address;
            entry.detail = it.value().join(QStringLiteral(", "));
            entry.state = resource.deleted ? QStringLiteral("deleted") : QStringLiteral("changed");
            entries.append(entry);
        }
    }
    std::stable_sort(entries.begin(), entries.end(), [](const auto &a, const auto &b) {
        return a.operation.section(QLatin1Char(':'), -3) < b.operation.section(QLatin1Char(':'), -3);
    });
    return entries;
}

TerraformDrift::TerraformDrift(TerraformService &terraform, QObject *parent)
    : DriftService(parent), m_terraform(terraform)
{
}

std::optional<DriftReport> TerraformDrift::report(const EnvironmentId &environment) const
{
    const auto it = m_reports.find(environment);
    return it == m_reports.end() ? std::nullopt : std::optional<DriftReport>(it->second);
}

void TerraformDrift::hold(const DriftReport &report)
{
    m_reports.insert_or_assign(report.environment, report);
    Q_EMIT reportChanged(report.environment);
}

Async<std::optional<DriftReport>> TerraformDrift::restore(const EnvironmentId &environment)
{
    const auto read = m_terraform.outside().journal.snapshot(snapshotKey(environment));
    return andThen(joined(this, read), this,
                   [this, environment](const std::tuple<Result<journal::Snapshot>> &answer) {
                       const auto &snapshot = std::get<0>(answer);
                       const auto kept =
                           snapshot ? driftReportFrom(snapshot.value().value) : std::optional<DriftReport>();
                       const auto known = report(environment);
                       if (kept && kept->environment == environment && (!known || known->at < kept->at))
                           hold(*kept);
                       return ready<std::optional<DriftReport>>(report(environment));
                   });
}

Async<void> TerraformDrift::keep(const DriftReport &found)
{
    return andThen(restore(found.environment), this, [this, found](const std::optional<DriftReport> &before) {
        const DriftReport report = withFirstSeen(found, before);
        journal::Journal &journal = m_terraform.outside().journal;
        QList<Async<void>> written;
        for (const journal::Entry &entry : seenEntries(report))
            written.append(journal.recordSeen(entry));
        written.append(journal.saveSnapshot(snapshotKey(report.environment), toJson(report)));
        return andThen(joined(this, written), this, [this, report](const QList<Result<void>> &) {
            hold(report);
            return ready<void>({});
        });
    });
}

jobs::Job TerraformDrift::driftJob(const EnvironmentId &environment)
{
    const QString operation = newOperationId(m_terraform.outside().clock.now());
    const auto steps = std::make_shared<DriftSteps>(*this, m_terraform, environment, operation);
    jobs::Job job;
    job.operation = operation;
    job.kind = QStringLiteral("drift");
    job.environment = environment;
    job.subject = driftSubject(environment);
    job.risk = Risk::R0;
    job.steps = {step("fetch", steps, &DriftSteps::fetch, 2min),
                 step("export", steps, &DriftSteps::exportCommit, 2min),
                 step("init", steps, &DriftSteps::init, 10min),
                 step("refresh", steps, &DriftSteps::refresh, 60min),
                 step("compare", steps, &DriftSteps::compare, 10min)};
    return job;
}

} // namespace envdeck::infrastructure
