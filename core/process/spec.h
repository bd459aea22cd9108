// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QMap>
#include <QProcessEnvironment>
#include <QStringList>
#include <chrono>

namespace envdeck::process {

// What a cancel does to the program.
enum class StopPolicy {
    EndGroup,      // SIGTERM to the process group, Spec::grace, SIGKILL to the group
    InterruptOnce, // one SIGINT to the program's own pid, then waiting without limit; never SIGKILL
};

// One program to run. Never a shell: every argument reaches the program byte for byte.
// The child gets its own process group, no core files, umask 077 and no open file but its three streams.
struct Spec {
    QString program; // absolute path, or a bare name that findProgram() finds
    QStringList arguments;
    QString workingFolder; // must exist; empty means the folder of this process

    // The child's whole environment: the few names of baseEnvironment(), those named in `inherit` where
    // this process has them, `environment`, and last `secrets`. Nothing else leaks in.
    QStringList inherit; // "SSH_AUTH_SOCK"
    QMap<QString, QString> environment;
    QMap<QString, Secret> secrets; // for this child alone; never logged, never in an argument

    Secret input; // written to the child's standard input, which is then closed; empty: reads end at once

    StopPolicy stopPolicy = StopPolicy::EndGroup;
    std::chrono::milliseconds grace = std::chrono::seconds(3);
    // EndGroup: the program is ended as by a cancel and the answer is Timeout. InterruptOnce: only our
    // waiting ends with Timeout, the program goes on. Zero: none.
    std::chrono::milliseconds deadline = std::chrono::minutes(2);
    qint64 outputCap = 16 * 1024 * 1024; // each of stdout and stderr, in bytes
};

// How a program ended. A non-zero exit is an Outcome, not an Error: only the caller knows what it means.
struct Outcome {
    int exitCode = 0; // meaningless when signal is set
    int signal = 0;   // the signal that ended it, 0 when it exited by itself
    QByteArray out;   // raw: may hold secrets, goes through the Redactor before anybody sees it
    QByteArray err;
    std::chrono::milliseconds took{0};

    bool succeeded() const { return exitCode == 0 && signal == 0; }
    friend bool operator==(const Outcome &, const Outcome &) = default;
};

// PATH, HOME, USER, LOGNAME, LANG, LC_*, TZ, TMPDIR as this process has them.
QProcessEnvironment baseEnvironment();
// The environment that the child of `spec` gets, without its secrets.
QProcessEnvironment plainEnvironment(const Spec &spec);

// An executable file of that name in PATH (relative entries of PATH are skipped), or the path itself when it
// is absolute and executable. Errors: ToolMissing with the name as subject.
Result<QString> findProgram(const QString &nameOrPath);

// BadInput when a NUL stands in an argument or value or an environment name is not one; NotFound when the
// working folder is not there; ToolMissing.
Result<void> check(const Spec &spec);

} // namespace envdeck::process
