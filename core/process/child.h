// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/process/line_buffer.h"
#include "core/process/spec.h"

#include <QObject>
#include <QProcess>
#include <QTimer>
#include <chrono>
#include <functional>
#include <optional>
#include <sys/types.h>

namespace envdeck::process {

// One running program. Owns itself: it is deleted when the program is gone, not when its user is, because a
// QProcess that dies earlier would SIGKILL the program and wait for it.
class Child : public QObject {
    Q_OBJECT
public:
    enum class Delivery { Whole, Lines };

    Child(Spec spec, Delivery delivery);

    // Before start(): stdout goes there instead of into the Outcome. Nothing: it does not.
    void giveOutputTo(std::function<void(QByteArray)> taker) { m_onOutput = std::move(taker); }
    void start();
    void stop(ErrorCode reason);
    qint64 pid() const;

Q_SIGNALS:
    void outputLine(const QByteArray &line);
    void errorLine(const QByteArray &line);
    void finished(const envdeck::Result<envdeck::process::Outcome> &result); // once, never from start()

private:
    struct Stream {
        QByteArray whole;
        LineBuffer lines;
    };
    using LineSignal = void (Child::*)(const QByteArray &);

    void launch(const QString &program);
    void readStream(QProcess::ProcessChannel channel, Stream &stream, LineSignal line);
    void collect(const QByteArray &bytes, Stream &stream);
    void deadlinePassed();
    void ended();
    void failedToStart(const QString &why);
    void answer(const Result<Outcome> &result);

    Spec m_spec;
    Delivery m_delivery;
    std::function<void(QByteArray)> m_onOutput;
    QProcess m_process;
    QTimer m_deadline;
    QTimer m_grace;
    Stream m_out;
    Stream m_err;
    std::chrono::steady_clock::time_point m_startedAt;
    std::optional<ErrorCode> m_stopReason;
    bool m_overflowed = false;
    pid_t m_group = 0;
    bool m_answered = false;
};

} // namespace envdeck::process
