// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/value_input.h"

#include "app/ctl/variable_secrets.h"

#include <cstdio>
#include <termios.h>
#include <unistd.h>

namespace envdeck::ctl {

namespace {

constexpr qsizetype longestTyped = 4096;

// The terminal's echo is off while this lives.
class Quiet {
public:
    explicit Quiet(int descriptor) : m_descriptor(descriptor)
    {
        m_known = ::tcgetattr(descriptor, &m_before) == 0;
        termios quiet = m_before;
        quiet.c_lflag &= ~tcflag_t(ECHO);
        if (m_known)
            ::tcsetattr(descriptor, TCSAFLUSH, &quiet);
    }
    ~Quiet()
    {
        if (m_known)
            ::tcsetattr(m_descriptor, TCSAFLUSH, &m_before);
    }
    Quiet(const Quiet &) = delete;
    Quiet &operator=(const Quiet &) = delete;

private:
    int m_descriptor;
    termios m_before = {};
    bool m_known = false;
};

} // namespace

Result<Secret> readOrAsk(int descriptor, const QString &prompt)
{
    if (!::isatty(descriptor))
        return readValue(descriptor);
    std::fputs(qPrintable(prompt), stderr);
    std::fflush(stderr);
    QByteArray typed;
    {
        const Quiet quiet(descriptor);
        char c = 0;
        while (typed.size() <= longestTyped && ::read(descriptor, &c, 1) == 1 && c != '\n')
            typed += c;
    }
    std::fputc('\n', stderr);
    if (typed.isEmpty() || typed.size() > longestTyped)
        return Error{ErrorCode::BadInput, QStringLiteral("stdin"),
                     typed.isEmpty() ? QStringLiteral("empty") : QStringLiteral("too-long"), 0};
    return Secret(typed);
}

} // namespace envdeck::ctl
