// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/process/child.h"

#include "core/base/log.h"

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace envdeck::process {

namespace {

// Runs between fork and exec: only what is safe in a signal handler.
void prepareChild()
{
    ::setpgid(0, 0);
    const rlimit noCore{0, 0};
    ::setrlimit(RLIMIT_CORE, &noCore);
    ::umask(S_IRWXG | S_IRWXO);
    ::close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
}

QProcessEnvironment wholeEnvironment(const Spec &spec)
{
    QProcessEnvironment environment = plainEnvironment(spec);
    for (auto it = spec.secrets.cbegin(); it != spec.secrets.cend(); ++it)
        environment.insert(it.key(), QString::fromUtf8(it.value().reveal()));
    return environment;
}

} // namespace

Child::Child(Spec spec, Delivery delivery)
    : m_spec(std::move(spec)),
      m_delivery(delivery), m_out{{}, LineBuffer(m_spec.outputCap)}, m_err{{}, LineBuffer(m_spec.outputCap)}
{
    m_deadline.setSingleShot(true);
    m_grace.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &Child::deadlinePassed);
    connect(&m_grace, &QTimer::timeout, this, [this] { ::kill(-m_group, SIGKILL); });
    connect(&m_process, &QProcess::readyReadStandardOutput, this,
            [this] { readStream(QProcess::StandardOutput, m_out, &Child::outputLine); });
    connect(&m_process, &QProcess::readyReadStandardError, this,
            [this] { readStream(QProcess::StandardError, m_err, &Child::errorLine); });
    connect(&m_process, &QProcess::finished, this, &Child::ended);
    connect(
        &m_process, &QProcess::errorOccurred, this,
        [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                failedToStart(m_process.errorString());
        },
        Qt::QueuedConnection); // a failing fork reports from within start()
}

void Child::start()
{
    const Result<void> checked = check(m_spec);
    const Result<QString> program = findProgram(m_spec.program);
    if (checked && program)
        return launch(program.value());
    const Error error = checked ? program.error() : checked.error();
    QMetaObject::invokeMethod(
        this,
        [this, error] {
            answer(error);
            deleteLater();
        },
        Qt::QueuedConnection);
}

void Child::launch(const QString &program)
{
    m_startedAt = std::chrono::steady_clock::now();
    m_process.setProgram(program);
    m_process.setArguments(m_spec.arguments);
    m_process.setWorkingDirectory(m_spec.workingFolder);
    m_process.setProcessEnvironment(wholeEnvironment(m_spec));
    m_process.setChildProcessModifier(prepareChild);
    if (m_spec.input.isEmpty())
        m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.start();
    m_group = pid_t(pid());
    if (m_group > 0)
        ::setpgid(m_group, m_group); // the child does it too: a stop may come before it got there
    if (!m_spec.input.isEmpty()) {
        const QByteArrayView input = m_spec.input.reveal();
        m_process.write(input.data(), input.size());
        m_process.closeWriteChannel();
    }
    m_spec.secrets.clear();
    m_spec.input = {};
    if (m_spec.deadline.count() > 0)
        m_deadline.start(m_spec.deadline);
    qCDebug(lcProcess) << "started program=" << program << "pid=" << pid();
}

qint64 Child::pid() const
{
    return m_process.state() == QProcess::NotRunning ? 0 : m_process.processId();
}

void Child::stop(ErrorCode reason)
{
    if (m_stopReason || !pid())
        return;
    m_stopReason = reason;
    switch (m_spec.stopPolicy) {
    case StopPolicy::EndGroup:
        ::kill(-m_group, SIGTERM);
        m_grace.start(m_spec.grace);
        break;
    case StopPolicy::InterruptOnce: ::kill(m_group, SIGINT); break;
    }
}

void Child::readStream(QProcess::ProcessChannel channel, Stream &stream, LineSignal line)
{
    m_process.setReadChannel(channel);
    QByteArray bytes = m_process.readAll();
    if (m_onOutput && channel == QProcess::StandardOutput) {
        if (!bytes.isEmpty())
            m_onOutput(std::move(bytes));
        return;
    }
    if (m_delivery == Delivery::Whole)
        return collect(bytes, stream);
    stream.lines.append(bytes);
    while (const auto next = stream.lines.nextLine())
        Q_EMIT(this->*line)(*next);
}

void Child::collect(const QByteArray &bytes, Stream &stream)
{
    const qsizetype room = m_spec.outputCap - stream.whole.size();
    stream.whole.append(bytes.first(std::min(room, bytes.size())));
    if (bytes.size() <= room)
        return;
    m_overflowed = true;
    if (m_spec.stopPolicy == StopPolicy::EndGroup)
        stop(ErrorCode::BadResponse);
}

void Child::deadlinePassed()
{
    switch (m_spec.stopPolicy) {
    case StopPolicy::EndGroup: stop(ErrorCode::Timeout); break;
    case StopPolicy::InterruptOnce: answer(Error{ErrorCode::Timeout, m_spec.program, {}, 0}); break;
    }
}

void Child::ended()
{
    m_grace.stop();
    readStream(QProcess::StandardOutput, m_out, &Child::outputLine);
    readStream(QProcess::StandardError, m_err, &Child::errorLine);
    if (const auto last = m_out.lines.rest())
        Q_EMIT outputLine(*last);
    if (const auto last = m_err.lines.rest())
        Q_EMIT errorLine(*last);
    const bool killed = m_process.exitStatus() == QProcess::CrashExit;
    Outcome outcome{killed ? 0 : m_process.exitCode(), killed ? m_process.exitCode() : 0, m_out.whole,
                    m_err.whole,
                    std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                                          m_startedAt)};
    if (m_stopReason && m_spec.stopPolicy == StopPolicy::EndGroup)
        ::kill(-m_group, SIGKILL); // what it started and left behind
    if (m_stopReason || m_overflowed)
        answer(Error{m_stopReason.value_or(ErrorCode::BadResponse), m_spec.program, {}, outcome.exitCode});
    else
        answer(outcome);
    deleteLater();
}

void Child::failedToStart(const QString &why)
{
    answer(Error{ErrorCode::ToolMissing, m_spec.program, why, 0});
    deleteLater();
}

void Child::answer(const Result<Outcome> &result)
{
    if (m_answered)
        return;
    m_answered = true;
    m_deadline.stop();
    Q_EMIT finished(result);
}

} // namespace envdeck::process
