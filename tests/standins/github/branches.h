// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
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
    // Whether the commit came to its base by the merge commit, or squash, `merged`.
    bool cameWith(const QString &commit, const QString &merged) const;
    // Puts `head` onto `base` and answers the commit that stands there now; empty when they conflict.
    QString merge(const QString &head, const QString &base, const QString &method, const QString &message);

private:
    QString git(const QStringList &arguments, const QByteArray &input = {}) const;

    QString m_folder;
    QHash<QString, QString> m_heads;
};

} // namespace envdeck::standins::github
