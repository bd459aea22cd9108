// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/plan_steps.h"

namespace envdeck::infrastructure {

namespace {

QString lineOf(const terraform::Diagnostic &diagnostic)
{
    QString line = diagnostic.summary;
    if (!diagnostic.file.isEmpty())
        line += QStringLiteral(" (%1:%2)").arg(diagnostic.file).arg(diagnostic.line);
    if (!diagnostic.detail.isEmpty())
        line += QLatin1Char('\n') + diagnostic.detail;
    return line;
}

} // namespace

SecretsFor secretsOf(SecretsFor chosen, bool wasStarted)
{
    return wasStarted && chosen != SecretsFor::Withheld ? SecretsFor::Following : chosen;
}

void followRun(terraform::Run &run, const jobs::Context &context)
{
    QObject::connect(
        &run, &terraform::Run::message, &run, [context, done = 0](const terraform::Message &message) mutable {
            using terraform::MessageKind;
            if (message.kind == MessageKind::ApplyComplete)
                context.note(QString::number(++done));
            else if (message.kind == MessageKind::ApplyStart || message.kind == MessageKind::ApplyProgress ||
                     message.kind == MessageKind::RefreshStart)
                context.note(message.address);
            const QString text = message.diagnostic ? lineOf(*message.diagnostic) : message.text;
            if (!text.isEmpty())
                context.log->write(text);
        });
}

std::shared_ptr<void> interruptOnStop(const std::shared_ptr<terraform::Run> &run,
                                      const jobs::Context &context)
{
    const auto interrupt = [weak = std::weak_ptr<terraform::Run>(run)] {
        if (const auto alive = weak.lock())
            QMetaObject::invokeMethod(
                alive.get(), [alive] { static_cast<void>(bool(alive->interrupt())); }, Qt::QueuedConnection);
    };
    return std::make_shared<std::stop_callback<decltype(interrupt)>>(context.stop, interrupt);
}

PlanSteps::PlanSteps(TerraformService &service, const EnvironmentId &environment, const QString &operation,
                     const PlanChoices &choices)
    : m_service(service), m_environment(environment), m_operation(operation), m_commit(choices.commit),
      m_branch(choices.branch), m_head(choices.head), m_mode(choices.mode), m_secrets(choices.secrets),
      m_patience(choices.patience)
{
}

bool PlanSteps::wasStarted() const
{
    return bool(process::readRunIdentity(m_service.places(m_environment).place(m_operation).planRun()));
}

// When terraform was done: its plan is of that moment, however late it is read.
QDateTime PlanSteps::planEnd() const
{
    const QDateTime now = m_service.outside().clock.now();
    const auto exit = process::readRunExit(m_service.places(m_environment).place(m_operation).planRun());
    return exit && exit.value().at.isValid() ? std::min(exit.value().at, now) : now;
}

Async<void> PlanSteps::fetch(const jobs::Context &context)
{
    if (wasStarted())
        return ready<void>({});
    return m_service.outside().mirror.fetch(context.stop);
}

Async<void> PlanSteps::exportCommit(const jobs::Context &context)
{
    if (wasStarted())
        return ready<void>({});
    return andThen(m_service.exportHead(m_environment, m_operation, context.stop, m_branch, m_head), this,
                   [this, context](const QString &commit) {
                       m_commit = commit;
                       m_service.runs().note(m_environment, m_operation,
                                             {commit, {}, {}, {}, m_branch, planModeOption(m_mode)});
                       context.note(commit.first(7));
                       return ready<void>({});
                   });
}

Async<void> PlanSteps::init(const jobs::Context &context)
{
    return andThen(
        m_service.tool(m_environment, m_operation, context.stop, secretsOf(m_secrets, wasStarted())), this,
        [this, context](const std::shared_ptr<terraform::Tool> &tool) {
            m_tool = tool;
            for (const QString &source : tool->target().secretSources)
                context.log->write(source);
            context.note(tool->target().program.name());
            m_service.runs().note(m_environment, m_operation, {{}, tool->target().program.name(), {}, {}});
            if (wasStarted())
                return ready<void>({});
            return andThen(
                tool->init(context.stop), this, [context](const terraform::Tool::Initialised &initialised) {
                    for (const terraform::Message &message : initialised.messages)
                        context.log->write(message.text);
                    if (initialised.backend.insideConfiguration) // each plan would start from nothing
                        return ready<void>(Error{ErrorCode::BadConfig, initialised.backend.address,
                                                 QStringLiteral("state-inside-configuration"), 0});
                    return ready<void>({});
                });
        });
}

Async<void> PlanSteps::validate(const jobs::Context &context)
{
    if (wasStarted())
        return ready<void>({});
    return andThen(m_tool->validate(context.stop), this,
                   [context](const QList<terraform::Diagnostic> &warnings) {
                       for (const terraform::Diagnostic &warning : warnings)
                           context.log->write(lineOf(warning));
                       return ready<void>({});
                   });
}

Async<void> PlanSteps::plan(const jobs::Context &context)
{
    terraform::Target target = m_tool->target();
    target.lockTimeout = m_patience.value_or(target.lockTimeout);
    m_run = std::make_shared<terraform::Run>(target, m_service.places(m_environment).place(m_operation),
                                             m_service.outside().runner);
    followRun(*m_run, context);
    const auto guard = interruptOnStop(m_run, context);
    if (wasStarted())
        m_run->attachPlan();
    else
        m_run->plan(m_mode);
    return andThen(m_run->done(), this,
                   [guard, run = m_run](const terraform::RunEnd &) { return ready<void>({}); });
}

Async<void> PlanSteps::show(const jobs::Context &context)
{
    const QString file = m_service.places(m_environment).place(m_operation).planFile();
    return andThen(m_tool->fetchPlan(file, context.stop), this, [this, file, context](const Plan &read) {
        const Plan plan = m_mode == PlanMode::RefreshOnly ? acceptedPlan(read) : read;
        return andThen(
            m_tool->fetchReview(file, m_commit, plan.counts, context.stop), this,
            [this, plan, context](const ReviewRecord &record) {
                const QDateTime made = planEnd();
                m_service.runs().note(m_environment, m_operation, {{}, {}, {}, plan.counts});
                context.note(QStringLiteral("+%1 ~%2 -/+%3 -%4")
                                 .arg(plan.counts.create)
                                 .arg(plan.counts.update)
                                 .arg(plan.counts.replace)
                                 .arg(plan.counts.destroy));
                const ReviewedPlan reviewed{
                    m_environment, m_operation, plan,
                    record,        made,        made.addSecs(std::chrono::seconds(planLife).count()),
                    m_branch,      m_mode,      m_secrets == SecretsFor::Withheld};
                m_service.hold(reviewed);
                return m_service.outside().journal.recordReview(
                    {m_environment, record, m_service.outside().actor, m_operation, made, m_branch, m_mode,
                     reviewed.withheld, destroyedBy(reviewed)});
            });
    });
}

} // namespace envdeck::infrastructure
