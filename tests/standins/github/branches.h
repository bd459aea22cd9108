// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QString>
#include <optional>

namespace envdeck::standins::github {

// The branches of the repository: those of a bare one on this machine, or heads that a test names.
class Branches {
public:
    explicit Branches(const QString &folder) : m_folder(folder) {}

    void setHead(const QString &branch, const QString &sha); // only without a folder
    QString head(const QString &branch) const;               // empty when there is none
    void remove(const QString &branch);
    bool differ(const QString &head, const QString &base) const; // `head` has what `base` has not
    // A line of commits that can be compared, each after the one before it.
    struct Commit {
        QString sha;
        QString subject;
        QString author;
        QDateTime at; // UTC
    };
    void add(const Commit &commit) { m_commits.append(commit); }
    // What `head` has that `base` has not, oldest first; nothing when one of them is not there.
    std::optional<QList<Commit>> between(const QString &base, const QString &head) const;
    // Whether the commit came to its base by the merge commit, or squash, `merged`.
    bool cameWith(const QString &commit, const QString &merged) const;
    // Puts `head` onto `base` and answers the commit that stands there now; empty when they conflict.
    QString merge(const QString &head, const QString &base, const QString &method, const QString &message);

private:
    QString git(const QStringList &arguments, const QByteArray &input = {}) const;

    QString m_folder;
    QHash<QString, QString> m_heads;
    QList<Commit> m_commits; // oldest first
};

} // namespace envdeck::standins::github
