// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bootstrap/look.h"
#include "core/bootstrap/outside.h"
#include "core/bootstrap/root_script.h"
#include "core/bootstrap/wishes.h"
#include "core/jobs/job.h"

#include <QObject>

namespace envdeck::bootstrap {

// How a program that was begun on a host stands.
struct RunState {
    enum class Kind { Absent, Running, Ended, Gone };
    Kind kind = Kind::Absent;
    int exitCode = 0;  // of one that ended
    QByteArray output; // since the byte that was asked for
    qint64 next = 0;   // byte to ask for next time
    bool more = false; // there is more of it already
};

// One bootstrap of one host: what its steps share. Lives with the last step that holds it.
class Run final : public QObject {
public:
    Run(Outside &outside, Wishes wishes, QString operation);

    // Everything that still waits is answered no more: what it works with goes away.
    void forget() { qDeleteAll(QObjectList(children())); }

    Outside &outside;
    const Wishes wishes;
    const QString operation; // names what runs on the host, so that a next process finds it again
    HostId host() const { return wishes.host; }

    Async<Look> look(const jobs::Context &context);
    // As root, to change something; what it says goes to the log. Errors: Forbidden "no-sudo", ToolFailed,
    // and the shell's.
    Async<platform::ShellOutput> root(const QByteArray &body, const jobs::Context &context,
                                      std::chrono::milliseconds deadline = std::chrono::minutes(1));
    // Begins `body` on the host unless this operation did so before, and follows it to its end, through lost
    // connections too. Its exit code; ToolFailed "interrupted" when it was ended on the way; OutcomeUnknown
    // "goes-on" for a cancel, which ends nothing there.
    enum class Repeat { Never, AfterFailure };
    Async<int> program(const QString &name, const QByteArray &body, Repeat repeat,
                       const jobs::Context &context);
    // The same for one that may have been begun before: nothing is begun.
    Async<RunState> state(const QString &name, qint64 from, std::stop_token stop);
    Async<int> followed(const QString &name, const jobs::Context &context);
    QString lastLine() const { return m_lastLine; } // of the program that was followed

    QByteArray places() const { return placesText(outside.places); } // to stand before a script

private:
    QString m_lastLine;
};
using RunPointer = std::shared_ptr<Run>;

// Calls `ask` until it answers true; Canceled, its error, or `late` when `limit` passes.
Async<void> until(QObject *home, std::chrono::milliseconds every, std::chrono::milliseconds limit,
                  std::stop_token stop, const std::function<Async<bool>()> &ask,
                  const std::function<Error()> &late);

} // namespace envdeck::bootstrap
