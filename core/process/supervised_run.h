// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/process/run_folder.h"
#include "core/process/spec.h"

#include <QFile>
#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>
#include <memory>

namespace envdeck::process {

class LineBuffer;

// A program under envdeck-runner: it survives this process, and a later process attaches to its folder.
// Lives in the thread that made it. Destroying it only stops the watching.
class SupervisedRun : public QObject {
    Q_OBJECT
public:
    enum class State {
        Idle,
        Starting,
        Running, // also when the runner was killed and the program itself still lives
        Exited,  // exit() says how
        Refused, // the program never ran: error() says why
        Lost,    // no exit.json and no process: error() is OutcomeUnknown
    };
    Q_ENUM(State)

    explicit SupervisedRun(QString folder, QObject *parent = nullptr);
    ~SupervisedRun() override;

    // Starts spec.program in a new run folder (0700; must not exist or be empty) and follows it. `runner` is
    // the path of envdeck-runner, see findRunner(); empty when it was not found, which then refuses as
    // ToolMissing "envdeck-runner". Spec::secrets travel over the runner's stdin and are
    // written nowhere. Spec's input, stopPolicy, deadline and outputCap have no meaning here: stdin is
    // /dev/null, the policy is InterruptOnce and there is no limit.
    void start(const Spec &spec, const QString &runner);

    // Follows a run that this or an earlier process started. All lines are delivered again from the first.
    void attach();

    // One SIGINT to the program, by way of the runner, after pid, start ticks and boot id were compared.
    // Whoever asks again sends nothing more. Errors: NotFound when it does not run.
    Result<void> interrupt();

    State state() const { return m_state; }
    const QString &folder() const { return m_folder; }
    const RunExit &exit() const { return m_exit; }             // when Exited
    const Error &error() const { return m_error; }             // when Refused or Lost
    const RunIdentity &identity() const { return m_identity; } // once Running

Q_SIGNALS:
    void outputLine(const QByteArray &line); // complete lines without their line end, raw
    void errorLine(const QByteArray &line);
    void started(); // run.json is on disk
    void ended();   // once, after the last line, never from within start() or attach()

private:
    struct Stream {
        QFile file;
        std::unique_ptr<LineBuffer> lines;
    };
    using LineSignal = void (SupervisedRun::*)(const QByteArray &);

    void poll();
    bool readSome(Stream &stream, LineSignal line);
    void settle(const RunExit &exit);
    Error unknownOutcome() const;
    void end(State state, const Error &error);
    void endSoon(State state, const Error &error);

    QString m_folder;
    State m_state = State::Idle;
    RunIdentity m_identity;
    RunExit m_exit;
    Error m_error;
    Stream m_out;
    Stream m_err;
    QFileSystemWatcher m_watcher;
    QTimer m_timer;
};

// envdeck-runner beside this program, in the build tree, in libexec or in PATH. Errors: ToolMissing.
Result<QString> findRunner();

} // namespace envdeck::process
