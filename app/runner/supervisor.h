// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runner/handover.h"
#include "app/runner/program.h"
#include "app/runner/run_files.h"

#include <QStringList>

namespace envdeck::runner {

// Leads its own session, starts one program, passes on one interrupt and writes down how it ended.
// It never ends the program by itself and has no time limit.
class Supervisor {
public:
    Supervisor(RunFiles files, QStringList argv) : m_files(std::move(files)), m_argv(std::move(argv)) {}

    // After it the program runs, or an Error says that it never did.
    Result<void> start(SecretEnvironment &secrets);
    // Returns when the program has ended and exit.json is on disk.
    void supervise();

private:
    Result<void> enterSession();
    Result<void> openStreams();
    void passOnInterrupt();
    void writeEnd(const End &end) const;

    RunFiles m_files;
    QStringList m_argv;
    Program::Streams m_streams;
    Program m_program;
    bool m_interrupted = false;
};

} // namespace envdeck::runner
