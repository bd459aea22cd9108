// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/folder.h"
#include "tests/standins/github/github.h"

#include <QElapsedTimer>
#include <QHash>
#include <QTimer>

namespace envdeck::sandbox {

// What runs beside GitHub: a check of every pull request, which begins a moment after it was opened and ends
// well; the remote's hook after a merge; and the pull requests themselves, kept in a file.
class PullChecks final : public QObject {
public:
    PullChecks(standins::Github &github, const Folder &folder); // both outlive it

private:
    void look();
    void check(const standins::github::Pull &pull);
    void tellMerge(const standins::github::Pull &pull);
    void read();
    void write();

    standins::Github &m_github;
    Folder m_folder;
    QTimer m_timer;
    QHash<QString, QElapsedTimer> m_seen; // by head commit
    QByteArray m_written;
    int m_merged = 0;
};

} // namespace envdeck::sandbox
