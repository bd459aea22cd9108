// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>
#include <vector>

namespace envdeck::runner {

// The supervised program between fork and exec, and after. It waits for release() before it runs anything, so
// that its pid can be on disk before it has done something.
class Program {
public:
    struct Streams {
        int in = -1;
        int out = -1;
        int err = -1;
    };

    ~Program();

    // Forks. argv and environment end with a null pointer; argv[0] is an absolute path. False when it cannot.
    bool fork(const std::vector<char *> &argv, const std::vector<char *> &environment, Streams streams);
    // Lets it run; 0, or the errno of an exec that failed.
    int release();
    pid_t pid() const { return m_pid; }

private:
    [[noreturn]] void become(const std::vector<char *> &argv, const std::vector<char *> &environment,
                             Streams streams) const;

    pid_t m_pid = -1;
    int m_gate[2] = {-1, -1};   // one byte from us: go. End of file: we died, do nothing
    int m_report[2] = {-1, -1}; // errno of exec from it. End of file: it runs
};

} // namespace envdeck::runner
