// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArray>
#include <QList>

namespace envdeck::ssh {

// A value that a template gets as "$1", "$2"…; never pasted into its text. Which of them may begin with a
// hyphen is the template's matter: it ends options with "--".
struct Value {
    static Value text(const QByteArray &bytes) { return {bytes, bytes.contains('\0') ? "nul" : nullptr}; }
    static Value number(qint64 number) { return {QByteArray::number(number), nullptr}; }
    static Value path(const QString &path); // absolute, without NUL and line break
    static Value
    name(const QString &name); // of a container, service or unit: [A-Za-z0-9][A-Za-z0-9_.@-]{0,254}

    QByteArray bytes;
    const char *bad = nullptr; // why it is none
};

// What goes to a server.
struct Command {
    QByteArray line;      // for the login shell, whichever it is
    Secret input;         // on its standard input, which is then closed
    bool changes = false; // what is not known of it after it was sent is OutcomeUnknown
    // Its standard input is then kept for us: "keep" in a line says that it runs on when we are lost, another
    // line or its end that it is to end.
    bool heeds = false;
};

// `script` is POSIX sh of ours with "$1"… for the values. The line holds no character that sh, bash, dash,
// fish, or csh read differently within single quotes. Errors: BadInput with the kind of value as detail,
// "too-long" for more than a server takes as one argument (about 100 KiB).
// Such a command can be ended: a server signals nothing where root logs in, so it watches for our word
// itself.
Result<Command> command(const QByteArray &script, const QList<Value> &values = {});
// The same for a script that reads what the caller puts in as `input`; it ends with that or by itself.
Result<Command> readingCommand(const QByteArray &script, const QList<Value> &values = {});
// The script itself on standard input, so that no list of processes shows it; half of it does nothing. It
// reads nothing else from there.
Command scriptCommand(const QByteArray &script);

// 'it'\''s'
QByteArray quoted(const QByteArray &value);

} // namespace envdeck::ssh
