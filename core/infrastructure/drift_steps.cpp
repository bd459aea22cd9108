// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/drift_steps.h"

#include "core/infrastructure/plan_steps.h"
#include "core/infrastructure/run_files.h"

#include <QDir>

namespace envdeck::infrastructure {

DriftSteps::DriftSteps(TerraformDrift &drift, TerraformService &terraform, const EnvironmentId &environment,
                       const QString &operation)
    : m_drift(drift), m_terraform(terraform), m_environment(environment), m_run(driftRun(operation))
{
    m_report.environment = environment;
}

Async<void> DriftSteps::cleared(const Result<void> &answer)
{
    const QString folder = m_terraform.places(m_environment).run(m_run);
    return m_terraform.worker().run([folder, answer]() -> Result<void> {
        QDir(folder).removeRecursively();
        return answer;
    });
}

Async<void> DriftSteps::clearedOnError(const Async<void> &step)
{
    return andThen(joined(this, step), this, [this](const std::tuple<Result<void>> &answer) {
        const Result<void> &end = std::get<0>(answer);
        return end ? ready<void>(end) : cleared(end);
    });
}

Async<void> DriftSteps::fetch(const jobs::Context &context)
{
    m_terraform.worker().run([places = m_terraform.places(m_environment)]() -> Result<void> {
        tidyDriftRuns(places); // what a process that died in the middle left
        return {};
    });
    return m_terraform.outside().mirror.fetch(context.stop);
}

Async<void> DriftSteps::exportCommit(const jobs::Context &context)
{
    const auto begun = m_terraform.worker().run(
        [places = m_terraform.places(m_environment), run = m_run] { return beginDriftRun(places, run); });
    return andThen(begun, this, [this, context](Done) {
        return andThen(m_terraform.exportHead(m_environment, m_run, context.stop), this,
                       [this, context](const QString &commit) {
                           m_report.commit = commit;
                           context.note(commit.first(7));
                           return ready<void>({});
                       });
    });
}

Async<void> DriftSteps::init(const jobs::Context &context)
{
    return andThen(m_terraform.tool(m_environment, m_run, context.stop, SecretsFor::Planning), this,
                   [this, context](const std::shared_ptr<terraform::Tool> &tool) {
                       // A data folder of its own: a plan that is begun meanwhile must not find init at work
                       // in it.
                       terraform::Target target = tool->target();
                       target.work = m_terraform.places(m_environment).folder + QStringLiteral("/drift");
                       m_tool = std::make_shared<terraform::Tool>(target, m_terraform.worker());
                       m_report.program = target.program.name();
                       for (const QString &source : target.secretSources)
                           context.log->write(source);
                       context.note(m_report.program);
                       return initialised(context);
                   });
}

Async<void> DriftSteps::initialised(const jobs::Context &context)
{
    return andThen(m_tool->init(context.stop), this,
                   [this, context](const terraform::Tool::Initialised &done) {
                       for (const terraform::Message &message : done.messages)
                           context.log->write(message.text);
                       if (done.backend.insideConfiguration) // there is never a state to compare with
                           return ready<void>(Error{ErrorCode::BadConfig, done.backend.address,
                                                    QStringLiteral("state-inside-configuration"), 0});
                       return andThen(m_tool->fetchState(context.stop), this,
                                      [this](const terraform::StateSummary &state) {
                                          m_report.hasState = state.exists;
                                          return ready<void>({});
                                      });
                   });
}

Async<void> DriftSteps::refresh(const jobs::Context &context)
{
    if (!m_report.hasState)
        return ready<void>({});
    m_following = std::make_shared<terraform::Run>(
        m_tool->target(), m_terraform.places(m_environment).place(m_run), m_terraform.outside().runner);
    followRun(*m_following, context);
    const auto guard = interruptOnStop(m_following, context);
    m_following->plan(PlanMode::RefreshOnly, terraform::StateLocking::None);
    return andThen(m_following->done(), this,
                   [this, guard, context, run = m_following](const terraform::RunEnd &) {
                       return context.stop.stop_requested() // too late for the program, not for its plan file
                                  ? ready<void>(Error{ErrorCode::Canceled, m_environment, {}, 0})
                                  : ready<void>({});
                   });
}

Async<void> DriftSteps::compare(const jobs::Context &context)
{
    const auto found = m_report.hasState ? read(context) : ready<DriftReport>(m_report);
    return andThen(found, this, [this, context](const DriftReport &report) {
        m_report = report;
        m_report.at = m_terraform.outside().clock.now();
        context.note(QString::number(m_report.resources.size()));
        // Spent, whether anybody remembers the report or not.
        return andThen(cleared({}), this, [this](Done) { return m_drift.keep(m_report); });
    });
}

Async<DriftReport> DriftSteps::read(const jobs::Context &context)
{
    const QString file = m_terraform.places(m_environment).place(m_run).planFile();
    return andThen(m_tool->fetchPlan(file, context.stop), this, [this](const Plan &plan) {
        DriftReport report = m_report;
        report.resources = driftIn(plan);
        const QString root = m_terraform.places(m_environment).exported(m_run);
        const QString prefix =
            m_terraform.outside().workspace.terraformFolder(m_environment).section(QLatin1Char('/'), 0, 0);
        const QString folder = m_tool->target().configuration;
        return m_terraform.worker().run([report, root, folder, prefix]() mutable -> Result<DriftReport> {
            addCode(report.resources, root, folder, prefix);
            return report;
        });
    });
}

} // namespace envdeck::infrastructure
