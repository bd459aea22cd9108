// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/base/redactor.h"
#include "core/process/spec.h"

#include <QObject>
#include <functional>
#include <stop_token>

namespace envdeck::process {

class Child;

// Runs a program to its end and collects its output. Call it from a thread with an event loop; it returns at
// once and everything happens in that loop.
// Errors: BadInput, NotFound, ToolMissing (see check() of spec.h, and when it would not start), Canceled
// after `stop` (answered when the program is gone, by Spec::stopPolicy), Timeout, BadResponse when the output
// was larger than Spec::outputCap (EndGroup: the program is ended; InterruptOnce: the rest is dropped).
Async<Outcome> run(const Spec &spec, std::stop_token stop = {});
// The same, and each piece of stdout goes to `onOutput` in the calling thread as it arrives; Outcome::out is
// empty and has no cap. For output that may be large or secret.
Async<Outcome> run(const Spec &spec, std::function<void(QByteArray piece)> onOutput, std::stop_token stop);

// ToolFailed with the last words of stderr (stdout when that is empty), redacted, and the exit code as
// status.
Error failureOf(const Outcome &outcome, const QString &subject, const Redactor &redactor = {});

// The same program with its output line by line, for long ones. Lives in the thread that made it.
// Destroying it while the program runs ends the program by its policy, without waiting and without signals.
class Process : public QObject {
    Q_OBJECT
public:
    explicit Process(Spec spec, QObject *parent = nullptr);
    ~Process() override;

    void start(); // once
    void stop();  // follows Spec::stopPolicy; finished() then says Canceled. Harmless when not running.
    bool isRunning() const;
    qint64 pid() const; // 0 when not running

Q_SIGNALS:
    // Complete lines without their line end. The last one may lack it. A line longer than Spec::outputCap
    // arrives in pieces of that size.
    void outputLine(const QByteArray &line);
    void errorLine(const QByteArray &line);
    // Once, after the last line; never from within start(). The Outcome's out and err are empty.
    void finished(const envdeck::Result<envdeck::process::Outcome> &result);

private:
    Child *m_child = nullptr; // owns itself and outlives us until the program is gone; null once it is
};

} // namespace envdeck::process
