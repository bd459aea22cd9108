// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/process/supervised_run.h"

#include "core/base/log.h"
#include "core/process/line_buffer.h"
#include "core/process/process.h"

#include <QCoreApplication>
#include <QDir>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace envdeck::process {

namespace {

using namespace std::chrono_literals;

const QString runnerName = QStringLiteral("envdeck-runner");
constexpr auto aliveEvery = 500ms;        // nothing tells of a killed runner; its files announce the rest
constexpr auto startDeadline = 60s;       // three syncs on a busy disk
constexpr qint64 readAtOnce = 256 * 1024; // so that a burst does not hold up the event loop
constexpr qsizetype longestLine = 16 * 1024 * 1024;

// The NUL-separated KEY=VALUE that envdeck-runner reads.
Secret forStdin(const QMap<QString, Secret> &secrets)
{
    QByteArray text;
    for (auto it = secrets.cbegin(); it != secrets.cend(); ++it) {
        text += it.key().toUtf8() + '=';
        text.append(it.value().reveal());
        text += '\0';
    }
    return Secret(std::move(text));
}

} // namespace

SupervisedRun::SupervisedRun(QString folder, QObject *parent) : QObject(parent), m_folder(std::move(folder))
{
    m_out.file.setFileName(m_folder + QStringLiteral("/out"));
    m_err.file.setFileName(m_folder + QStringLiteral("/err"));
    m_timer.setInterval(aliveEvery);
    connect(&m_timer, &QTimer::timeout, this, &SupervisedRun::poll);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &SupervisedRun::poll);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &SupervisedRun::poll);
}

SupervisedRun::~SupervisedRun() = default;

void SupervisedRun::start(const Spec &spec, const QString &runner)
{
    m_state = State::Starting;
    if (runner.isEmpty()) // was not found: said as such, and not as a program without a name
        return endSoon(State::Refused, Error{ErrorCode::ToolMissing, runnerName, {}, 0});
    const Result<void> checked = check(spec);
    const Result<QString> program = findProgram(spec.program);
    if (!checked || !program)
        return endSoon(State::Refused, checked ? program.error() : checked.error());

    Spec starter = spec;
    starter.program = runner;
    starter.arguments =
        QStringList{QStringLiteral("--dir"), m_folder, QStringLiteral("--"), program.value()} +
        spec.arguments;
    starter.secrets.clear();
    starter.input = spec.secrets.isEmpty() ? Secret() : forStdin(spec.secrets);
    starter.stopPolicy = StopPolicy::EndGroup; // of the starter alone: the runner has left its group
    starter.deadline = startDeadline;
    whenDone(run(starter), this, [this](const Result<Outcome> &outcome) {
        if (!outcome) {
            if (outcome.error().code == ErrorCode::Timeout)
                return end(State::Lost, unknownOutcome());
            return end(State::Refused, outcome.error());
        }
        if (!outcome.value().succeeded())
            return end(State::Refused, failureOf(outcome.value(), m_folder));
        attach();
    });
}

void SupervisedRun::attach()
{
    const Result<RunIdentity> identity = readRunIdentity(m_folder);
    if (!identity) {
        // It is synced before the program starts: without it nothing ever ran.
        const bool neverRan = identity.error().code == ErrorCode::NotFound;
        return endSoon(neverRan ? State::Refused : State::Lost,
                       neverRan ? identity.error() : unknownOutcome());
    }
    m_identity = identity.value();
    m_state = State::Running;
    for (Stream *stream : {&m_out, &m_err}) {
        stream->lines = std::make_unique<LineBuffer>(longestLine);
        if (stream->file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            m_watcher.addPath(stream->file.fileName());
    }
    m_watcher.addPath(m_folder);
    m_timer.start();
    QTimer::singleShot(0, this, [this] {
        Q_EMIT started();
        poll();
    });
}

Result<void> SupervisedRun::interrupt()
{
    const Error notRunning{ErrorCode::NotFound, m_folder, {}, 0};
    if (m_state == State::Starting) {
        connect(
            this, &SupervisedRun::started, this, [this] { (void)interrupt(); }, Qt::SingleShotConnection);
        return {};
    }
    if (m_state != State::Running)
        return notRunning;
    if (isAlive(m_identity, m_identity.runner)) {
        ::kill(pid_t(m_identity.runner.pid), SIGINT);
        return {};
    }
    if (!isAlive(m_identity, m_identity.program))
        return notRunning;
    // The runner is gone and cannot count any more, so a file does.
    const QByteArray mark = QFile::encodeName(m_folder + QStringLiteral("/interrupted"));
    const int created = ::open(mark.constData(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (created < 0)
        return {};
    ::close(created);
    ::kill(pid_t(m_identity.program.pid), SIGINT);
    return {};
}

void SupervisedRun::poll()
{
    if (m_state != State::Running)
        return;
    Result<RunExit> exit = readRunExit(m_folder);
    const bool gone = !isAlive(m_identity);
    if (!exit && gone)
        exit = readRunExit(m_folder); // it may have been written between the two looks
    const bool more =
        readSome(m_out, &SupervisedRun::outputLine) | readSome(m_err, &SupervisedRun::errorLine);
    if (more)
        QTimer::singleShot(0, this, &SupervisedRun::poll);
    else if (exit)
        settle(exit.value());
    else if (gone)
        end(State::Lost, unknownOutcome());
}

bool SupervisedRun::readSome(Stream &stream, LineSignal line)
{
    const QByteArray bytes = stream.file.isOpen() ? stream.file.read(readAtOnce) : QByteArray();
    stream.lines->append(bytes);
    while (const auto next = stream.lines->nextLine())
        Q_EMIT(this->*line)(*next);
    return !bytes.isEmpty();
}

void SupervisedRun::settle(const RunExit &exit)
{
    m_exit = exit;
    if (exit.startError.isEmpty())
        end(State::Exited, {});
    else
        end(State::Refused,
            Error{ErrorCode::ToolMissing, m_identity.argv.constFirst(), exit.startError, exit.exitCode});
}

Error SupervisedRun::unknownOutcome() const
{
    return Error{ErrorCode::OutcomeUnknown, m_folder, {}, 0};
}

void SupervisedRun::end(State state, const Error &error)
{
    m_state = state;
    m_error = error;
    m_timer.stop();
    if (m_out.lines) {
        if (const auto last = m_out.lines->rest())
            Q_EMIT outputLine(*last);
        if (const auto last = m_err.lines->rest())
            Q_EMIT errorLine(*last);
    }
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    if (!watched.isEmpty())
        m_watcher.removePaths(watched);
    qCDebug(lcProcess) << "run ended folder=" << m_folder << "state=" << state << "exit=" << m_exit.exitCode;
    Q_EMIT ended();
}

void SupervisedRun::endSoon(State state, const Error &error)
{
    QTimer::singleShot(0, this, [this, state, error] { end(state, error); });
}

Result<QString> findRunner()
{
    const QString here = QCoreApplication::applicationDirPath();
    const QStringList places{here + QStringLiteral("/envdeck-runner"),
                             here + QStringLiteral("/../runner/envdeck-runner"),
                             here + QStringLiteral("/../libexec/envdeck/envdeck-runner"), runnerName};
    for (const QString &place : places) {
        if (const Result<QString> found = findProgram(place))
            return QDir::cleanPath(found.value());
    }
    return Error{ErrorCode::ToolMissing, runnerName, {}, 0};
}

} // namespace envdeck::process
