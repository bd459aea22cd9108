// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/run.h"

#include "core/base/paths.h"
#include "core/terraform/review.h"
#include "core/terraform/tfvars.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

namespace envdeck::terraform {

namespace {

using State = process::SupervisedRun::State;

constexpr qsizetype restKept = 8 * 1024; // of stderr: where it matters it is a page of text

Result<void> removeFile(const QString &path)
{
    QFile file(path);
    if (!file.exists() || file.remove())
        return {};
    return Error{ErrorCode::Io, path, file.errorString(), 0};
}

// Where a workspace of Terraform Cloud makes its plans there, the file only names one (JSON); a plan is a
// zip. What is there cannot be bound by a digest, and so not be reviewed.
bool isBookmark(const QString &planFile)
{
    QFile file(planFile);
    return file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) && file.read(1) == "{";
}

} // namespace

QString RunPlace::planFile() const
{
    return folder + QStringLiteral("/plan");
}

QString RunPlace::planRun() const
{
    return folder + QStringLiteral("/plan-run");
}

QString RunPlace::applyRun() const
{
    return folder + QStringLiteral("/apply-run");
}

Run::Run(Target target, RunPlace place, QString runner, QObject *parent)
    : QObject(parent), m_target(std::move(target)), m_place(std::move(place)), m_runner(std::move(runner)),
      m_reader(m_target.redactor()), m_disk(QStringLiteral("plan-file"))
{
    m_promise.start();
}

Run::~Run()
{
    m_leaving.request_stop(); // or leaving would wait for the rest of a large plan file
}

void Run::plan(PlanMode mode, StateLocking locking)
{
    for (const QString &folder : {m_target.work, m_target.dataFolder(), m_place.folder}) {
        if (const Result<void> made = makePrivateFolder(folder); !made)
            return answer(made.error());
    }
    if (const Result<void> checked = checkVariables(m_target); !checked)
        return answer(checked.error());
    follow(Command::Plan, m_place.planRun());
    m_run->start(planCommand(m_target, m_place.planFile(), mode, locking), m_runner);
}

void Run::apply(const ReviewRecord &reviewed)
{
    if (const QString file = m_target.erroredState(); QFileInfo::exists(file))
        return answer(Error{ErrorCode::Io, file, {}, 0});
    // Plans are not signed: one that was unpacked, edited and packed again is applied without complaint.
    const auto digest = m_disk.run(
        [file = m_place.planFile(), stop = m_leaving.get_token()] { return digestOf(file, stop); });
    whenDone(digest, this, [this, reviewed](const Result<QByteArray> &now) {
        if (!now)
            return answer(now.error());
        if (now.value() != reviewed.planDigest || reviewed.planDigest.isEmpty())
            return answer(Error{ErrorCode::Conflict, m_place.planFile(), {}, 0});
        if (m_interrupted)
            return answer(Error{ErrorCode::Canceled, m_place.planFile(), {}, 0});
        follow(Command::Apply, m_place.applyRun());
        m_run->start(applyCommand(m_target, m_place.planFile()), m_runner);
    });
}

void Run::attachPlan()
{
    follow(Command::Plan, m_place.planRun());
    m_run->attach();
}

void Run::attachApply()
{
    follow(Command::Apply, m_place.applyRun());
    m_run->attach();
}

void Run::follow(Command command, const QString &folder)
{
    m_command = command;
    m_run = std::make_unique<process::SupervisedRun>(folder);
    connect(m_run.get(), &process::SupervisedRun::started, this, &Run::started);
    connect(m_run.get(), &process::SupervisedRun::outputLine, this, &Run::readOutput);
    connect(m_run.get(), &process::SupervisedRun::errorLine, this, &Run::readError);
    connect(m_run.get(), &process::SupervisedRun::ended, this, &Run::finish);
}

Result<void> Run::interrupt()
{
    m_interrupted = true;
    return m_run ? m_run->interrupt() : Result<void>();
}

State Run::state() const
{
    return m_run ? m_run->state() : State::Idle;
}

void Run::readOutput(const QByteArray &line)
{
    if (const auto read = m_reader.read(line))
        Q_EMIT message(*read);
}

// Terraform says there what comes before its stream: a broken CLI configuration, a crash.
void Run::readError(const QByteArray &line)
{
    const auto read = m_reader.read(line);
    if (!read)
        return;
    m_rest = (m_rest + read->text + u'\n').right(restKept);
    Q_EMIT message(*read);
}

void Run::finish()
{
    if (m_command == Command::Apply)
        keepErroredState();
    if (m_run->state() == State::Exited)
        return answer(m_command == Command::Plan ? planResult(m_run->exit()) : applyResult(m_run->exit()));
    if (m_run->state() == State::Lost)
        dropPlan(); // cut off in the middle, or used up
    answer(m_run->error());
}

Result<RunEnd> Run::planResult(const process::RunExit &exit)
{
    const bool good = exit.signal == 0 && (exit.exitCode == 0 || exit.exitCode == 2);
    const bool isElsewhere = good && isBookmark(m_place.planFile());
    if (good && !exit.interrupted && !isElsewhere)
        return end(exit);
    dropPlan();
    if (isElsewhere && !exit.interrupted)
        return Error{ErrorCode::BadConfig, {}, QStringLiteral("remote-execution"), 0};
    Error error = failureFrom(m_reader.diagnostics(), exit.exitCode, m_rest);
    if (exit.interrupted)
        error.code = ErrorCode::Canceled; // an interrupted plan may well end with 0
    return error;
}

Result<RunEnd> Run::applyResult(const process::RunExit &exit)
{
    dropPlan();
    if (exit.succeeded())
        return end(exit);
    Error error = failureFrom(m_reader.diagnostics(), exit.exitCode, m_rest);
    if (QFileInfo::exists(m_target.erroredState())) {
        error.code = ErrorCode::Io;
        error.subject = m_target.erroredState();
    } else if (exit.signal != 0) {
        error.code = ErrorCode::OutcomeUnknown; // killed: what its providers were doing is in no state
    } else if (exit.interrupted) {
        error.code = ErrorCode::Canceled;
    }
    return error;
}

RunEnd Run::end(const process::RunExit &exit) const
{
    RunEnd end;
    end.changes = m_command == Command::Plan && exit.exitCode == 2;
    end.interrupted = exit.interrupted;
    end.summary = m_reader.summary();
    for (const Diagnostic &diagnostic : m_reader.diagnostics()) {
        if (diagnostic.severity == Severity::Warning)
            end.warnings.append(diagnostic);
    }
    return end;
}

// One that cannot be removed must not hide how the run ended; discardPlansBefore() comes by again.
void Run::dropPlan()
{
    QFile::remove(m_place.planFile());
}

// It lies in the working folder, which goes with the commit's export; it may be the only copy of what was
// done.
void Run::keepErroredState()
{
    const QString left = m_target.configuration + QStringLiteral("/errored.tfstate");
    if (QFileInfo::exists(left) && !QFileInfo::exists(m_target.erroredState()))
        QFile::rename(left, m_target.erroredState());
}

void Run::answer(const Result<RunEnd> &result)
{
    if (m_promise.future().isFinished())
        return;
    m_promise.addResult(result);
    m_promise.finish();
}

Result<void> discardPlan(const RunPlace &place)
{
    return removeFile(place.planFile());
}

Result<void> discardPlansBefore(const QString &folder, const QDateTime &time)
{
    QDirIterator operations(folder, QDir::Dirs | QDir::NoDotAndDotDot);
    Result<void> all;
    while (operations.hasNext()) {
        const RunPlace place{operations.next()};
        const QFileInfo plan(place.planFile());
        if (!plan.exists() || plan.lastModified() >= time)
            continue;
        if (Result<void> removed = discardPlan(place); !removed)
            all = removed;
    }
    return all;
}

} // namespace envdeck::terraform
