// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcessEnvironment>
#include <QStringList>

namespace envdeck::testing {

// The shells of this machine that a host may have as its `sh`, each as a command: dash, bash, busybox sh.
QList<QStringList> shells();

struct Ran {
    QByteArray out;
    QByteArray err;
    int code = -1;   // -1: did not start, or was ended after a minute
    qint64 took = 0; // ms
};

// Gives a script to the standard input of a shell, as the way over SSH does.
Ran runScript(const QStringList &shell, const QByteArray &script,
              const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment());

} // namespace envdeck::testing
