// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/base/redactor.h"
#include "core/process/process.h"

#include <QObject>

namespace envdeck::git {

// Runs the command and answers its standard output when it exits 0 (or with `alsoFine`).
// Errors: as process::run(); ToolFailed, or what `classify` makes of the outcome.
using Classify = Error (*)(const process::Outcome &outcome, const QString &subject, const Redactor &live);
Error toolError(const process::Outcome &outcome, const QString &subject, const Redactor &live);
// A revision, path or repository that is not there reads as NotFound.
Error objectError(const process::Outcome &outcome, const QString &subject, const Redactor &live);
// What talking to a remote ended in, by the words of git, ssh and curl (git 2.39 to 2.47, in the C locale).
Error remoteError(const process::Outcome &outcome, const QString &subject, const Redactor &live);
// Whether a failed push says that it ended before anything was changed at the remote.
bool wasNothingSent(const process::Outcome &outcome);

struct Run {
    process::Spec spec;
    QString subject;
    Classify classify = toolError;
    int alsoFine = 0; // an exit status that is no failure: `git grep` without a hit answers 1
    Redactor live = {};
};
Result<QByteArray> answerOf(const Run &run, const process::Outcome &outcome);
Async<QByteArray> runGit(const Run &run, QObject *context, std::stop_token stop);

// NUL separated names, as -z prints them.
QStringList namesIn(const QByteArray &out);

// One answer of `cat-file --batch`; nothing for an object that is not there.
struct Blob {
    QString sha;
    QByteArray content;
};
QList<std::optional<Blob>> blobsIn(const QByteArray &out);

// One line of `ls-tree -z`.
struct TreeEntry {
    QByteArray mode; // "100644", "100755", "120000" for a link, "160000" for another repository
    QString sha;
    QString path;
};
QList<TreeEntry> entriesIn(const QByteArray &out);

} // namespace envdeck::git
