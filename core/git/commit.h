// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

namespace envdeck::git {

// A commit as the log tells it. Names and words in it were written by others: data, never markup.
struct Commit {
    QString sha; // full
    QStringList parents;
    QString author;
    QString email;
    QDateTime at;    // UTC, when it was committed
    QString message; // whole, first line first
    friend bool operator==(const Commit &, const Commit &) = default;
};

QString subjectOf(const Commit &commit); // first line of the message

struct Branch {
    QString name;
    Commit head;
    friend bool operator==(const Branch &, const Branch &) = default;
};

// What one commit made of one file.
struct FileVersion {
    Commit commit;
    bool present = true; // false: the commit removed the file
    QString blob;        // name of the content in git; empty when removed
    QByteArray content;
    // For a merge without trailers of its own: the message of the commit on the merged side that has
    // Envdeck's trailers and made this very content. Empty otherwise.
    QString mergedMessage;
    friend bool operator==(const FileVersion &, const FileVersion &) = default;
};

// How one file went along the first parents of a branch: what the branch said, when. Newest first.
struct FileHistory {
    QString head; // commit it was read from
    QList<FileVersion> versions;
    bool complete = false; // reaches the first version; otherwise older ones exist
    friend bool operator==(const FileHistory &, const FileHistory &) = default;
};

// Full, lower case: what git prints and what we accept wherever a commit is named.
bool isSha(QStringView text);
// A branch name that git takes (git-check-ref-format), and that no command can read as an option.
bool isBranchName(QStringView text);
// A path inside a repository: relative, "/" between parts, no "." or ".." or ".git" part, no control
// characters.
bool isRepositoryPath(QStringView text);

} // namespace envdeck::git
