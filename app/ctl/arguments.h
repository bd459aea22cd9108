// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace envdeck::ctl {

// What was asked for on the command line.
struct Arguments {
    QStringList words; // as typed, without the program's name
    QString verb;      // "rollback", "workspace check"
    QString workspaceFolder;
    QString environment;
    QString app;
    QStringList moreApps; // deploy: of the same version, after it
    QString through;      // promote: on, environment after environment, up to this one
    QString to;
    QString from; // promote: the environment whose version is taken
    QString reason;
    QString confirm; // what the window would ask to type
    QString backupReason;
    QString folder; // new: where to, and for whom
    QString name;
    QString domain;
    QString provider;
    QString repository;
    QString variable; // variables set
    QString value;
    QString at;            // parity, variables: a commit; empty for the head of each branch
    bool checkout = false; // the files of the checkout instead
    QString operation;     // runs show
    QString lockId;        // unlock
    QString host;          // "prod-1", or "prod/prod-1"
    QString fingerprint;   // of a host's key
    QString reading;       // exec
    int limit = 20;
    QString container; // its name; logs: or "HOST NAME"; restart-container: or the beginning of its id
    QString since;     // "10m", or a time; empty for all
    QString level;     // the least
    QString grep;
    int tail = 200; // lines of each container; < 0: all
    bool follow = false;
    QString via;              // "push", "pull-request"; empty for what the policy says
    QString branch;           // plan, apply: another one than the environment's own
    bool setAside = false;    // push-state: not back, but out of the way
    bool destroy = false;     // plan
    bool refreshOnly = false; // plan
    bool merge = false;       // the pull request, as soon as it may be
    bool compared = false;    // the fingerprint, with what the provider shows
    bool dryRun = false;
    QString mail;               // bootstrap: of the first administrator
    QString installer;          // bootstrap: SHA-256 of the one that was read
    bool showInstaller = false; // bootstrap
    bool noUpdates = false, noFirewall = false, noSwap = false;
    QString until;        // hold: a day
    bool release = false; // hold
    bool list = false;    // deploy: the versions there are, and nothing is changed
    bool hold = false;
    bool wait = false;
    bool unchecked = false; // go on although no check could be made
    bool json = false;
    bool exitCode = false; // exit 2 when there is something to do
};

// Either the arguments, or help to print, or what is wrong with them and what was probably meant.
struct ParseResult {
    Arguments arguments; // as far as they were understood
    bool leave = false;
    int code = 0;
    QString text;
    QString next; // of a usage error: a command to type
};

ParseResult parse(const QStringList &words); // words[0] is the program

} // namespace envdeck::ctl
