// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/tool.h"

#include "core/base/paths.h"
#include "core/process/process.h"
#include "core/terraform/commands.h"
#include "core/terraform/message_reader.h"
#include "core/terraform/plan_reader.h"

#include <QFile>
#include <QPointer>

namespace envdeck::terraform {

namespace {

using process::Outcome;

Error textFailure(const Target &target, const Outcome &outcome)
{
    const QString said = QString::fromUtf8(outcome.err.trimmed().isEmpty() ? outcome.out : outcome.err);
    return failureFrom({}, outcome.exitCode, target.redactor().redacted(said));
}

Result<Tool::Initialised> initialisedFrom(const Target &target, const Outcome &outcome)
{
    Tool::Initialised done;
    MessageReader reader(target.redactor());
    for (const QByteArray &line : outcome.out.split('\n')) {
        if (const auto message = reader.read(line))
            done.messages.append(*message);
    }
    if (!outcome.succeeded()) {
        if (reader.diagnostics().isEmpty())
            return textFailure(target, outcome);
        return failureFrom(reader.diagnostics(), outcome.exitCode);
    }
    const Result<Backend> backend = readBackend(target.dataFolder(), target.configuration);
    if (!backend)
        return backend.error();
    done.backend = backend.value();
    return done;
}

Result<QList<Diagnostic>> validatedFrom(const Target &target, const Outcome &outcome)
{
    const auto diagnostics = diagnosticsFromValidate(outcome.out, target.redactor());
    if (outcome.succeeded())
        return diagnostics;
    return diagnostics ? failureFrom(diagnostics.value(), outcome.exitCode) : textFailure(target, outcome);
}

template <typename T>
Result<T> answerFrom(const Target &target, const Outcome &outcome, Result<T> (*parse)(const QByteArray &))
{
    return outcome.succeeded() ? parse(outcome.out) : Result<T>(textFailure(target, outcome));
}

} // namespace

Tool::Tool(Target target, Worker &worker)
    : m_target(std::move(target)), m_worker(worker), m_home(std::make_unique<QObject>())
{
}

Tool::~Tool() = default;

Async<Tool::Initialised> Tool::init(std::stop_token stop)
{
    for (const QString &folder : {m_target.work, m_target.dataFolder()}) {
        if (const Result<void> made = makePrivateFolder(folder); !made)
            return ready<Initialised>(made.error());
    }
    return andThen(process::run(initCommand(m_target), std::move(stop)), m_home.get(),
                   [target = m_target](const Outcome &outcome) {
                       return ready<Initialised>(initialisedFrom(target, outcome));
                   });
}

Async<QList<Diagnostic>> Tool::validate(std::stop_token stop)
{
    return andThen(process::run(validateCommand(m_target), std::move(stop)), m_home.get(),
                   [target = m_target](const Outcome &outcome) {
                       return ready<QList<Diagnostic>>(validatedFrom(target, outcome));
                   });
}

Async<QList<Diagnostic>> Tool::fetchDiagnostics(std::stop_token stop)
{
    return andThen(process::run(validateCommand(m_target), std::move(stop)), m_home.get(),
                   [target = m_target](const Outcome &outcome) {
                       const auto found = diagnosticsFromValidate(outcome.out, target.redactor());
                       return ready<QList<Diagnostic>>(
                           found ? found : Result<QList<Diagnostic>>(textFailure(target, outcome)));
                   });
}

Async<Formatting> Tool::fetchFormatting(const QString &folder, std::stop_token stop)
{
    return andThen(process::run(formatCheckCommand(m_target, folder), std::move(stop)), m_home.get(),
                   [target = m_target](const Outcome &outcome) {
                       // 3: something would be written differently. 2: it could not be read.
                       const bool isAnswer = outcome.succeeded() || outcome.exitCode == 3;
                       return ready<Formatting>(isAnswer ? formattingFrom(target.redactor().redacted(
                                                               QString::fromUtf8(outcome.out)))
                                                         : Result<Formatting>(textFailure(target, outcome)));
                   });
}

Async<void> Tool::format(const QString &folder, std::stop_token stop)
{
    return andThen(process::run(formatCommand(m_target, folder), std::move(stop)), m_home.get(),
                   [target = m_target](const Outcome &outcome) {
                       return ready<void>(outcome.succeeded() ? Result<void>()
                                                              : Result<void>(textFailure(target, outcome)));
                   });
}

Async<Plan> Tool::fetchPlan(const QString &planFile, std::stop_token stop)
{
    // Read while it arrives: the whole text, with every secret in clear, is never in one place.
    const auto reader = std::make_shared<PlanReader>(m_target.redactor());
    const auto feed = [this, home = QPointer<QObject>(m_home.get()), reader](QByteArray piece) {
        if (!home) // the program outlives us
            return;
        m_worker.run([reader, piece = std::move(piece)]() mutable {
            reader->feed(std::move(piece));
            return Result<void>();
        });
    };
    return andThen(process::run(showPlanCommand(m_target, planFile), feed, std::move(stop)), m_home.get(),
                   [this, reader](const Outcome &outcome) {
                       if (!outcome.succeeded())
                           return ready<Plan>(textFailure(m_target, outcome));
                       return m_worker.run([reader] { return reader->finish(); });
                   });
}

Async<StateSummary> Tool::fetchState(std::stop_token stop)
{
    return andThen(process::run(statePullCommand(m_target), std::move(stop)), m_home.get(),
                   [this](const Outcome &outcome) {
                       return m_worker.run([target = m_target, outcome] {
                           return answerFrom<StateSummary>(target, outcome, stateFrom);
                       });
                   });
}

Async<StateDetails> Tool::fetchStateDetails(std::stop_token stop)
{
    return andThen(process::run(statePullCommand(m_target), std::move(stop)), m_home.get(),
                   [this](const Outcome &outcome) {
                       return m_worker.run([target = m_target, outcome]() -> Result<StateDetails> {
                           if (!outcome.succeeded())
                               return textFailure(target, outcome);
                           return stateDetailsFrom(outcome.out, target.redactor());
                       });
                   });
}

Async<QList<Output>> Tool::fetchOutputs(std::stop_token stop)
{
    return andThen(process::run(outputCommand(m_target), std::move(stop)), m_home.get(),
                   [target = m_target](const Outcome &outcome) {
                       return ready<QList<Output>>(answerFrom<QList<Output>>(target, outcome, outputsFrom));
                   });
}

Async<ReviewRecord> Tool::fetchReview(const QString &planFile, const QString &commit,
                                      const PlanCounts &counts, std::stop_token stop)
{
    return andThen(fetchState(std::move(stop)), m_home.get(),
                   [this, planFile, commit, counts](const StateSummary &state) {
                       return m_worker.run([target = m_target, planFile, commit, counts,
                                            state]() -> Result<ReviewRecord> {
                           const Result<Backend> backend =
                               readBackend(target.dataFolder(), target.configuration);
                           if (!backend)
                               return backend.error();
                           return computeReview(target, planFile, {commit, backend.value(), state, counts});
                       });
                   });
}

Async<void> Tool::pushErroredState(std::stop_token stop)
{
    return andThen(process::run(statePushCommand(m_target, m_target.erroredState()), std::move(stop)),
                   m_home.get(), [target = m_target](const Outcome &outcome) {
                       if (!outcome.succeeded())
                           return ready<void>(textFailure(target, outcome));
                       QFile file(target.erroredState());
                       if (!file.remove())
                           return ready<void>(Error{ErrorCode::Io, file.fileName(), file.errorString(), 0});
                       return ready<void>(Result<void>());
                   });
}

Async<void> Tool::forceUnlock(const QString &lockId, std::stop_token stop)
{
    if (!isLockId(lockId))
        return ready<void>(Error{ErrorCode::BadInput, lockId, QStringLiteral("lock-id"), 0});
    return andThen(process::run(forceUnlockCommand(m_target, lockId), std::move(stop)), m_home.get(),
                   [target = m_target](const Outcome &outcome) {
                       return ready<void>(outcome.succeeded() ? Result<void>()
                                                              : Result<void>(textFailure(target, outcome)));
                   });
}

Async<void> Tool::lockIsFree(std::stop_token stop)
{
    return andThen(process::run(lockProbeCommand(m_target), std::move(stop)), m_home.get(),
                   [target = m_target](const Outcome &outcome) {
                       if (outcome.succeeded())
                           return ready<void>(Result<void>());
                       const Error error = textFailure(target, outcome);
                       // Where there is no state yet it says so after it had the lock.
                       const bool none = error.detail.contains(QLatin1String("No state file was found"));
                       return ready<void>(none ? Result<void>() : Result<void>(error));
                   });
}

} // namespace envdeck::terraform
