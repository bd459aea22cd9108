// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/github/branches.h"

#include "tests/standins/base/git_program.h"

#include <QCryptographicHash>

#include <algorithm>

namespace envdeck::standins::github {

namespace {

QString reference(const QString &branch)
{
    return QStringLiteral("refs/heads/") + branch;
}

} // namespace

QString Branches::git(const QStringList &arguments, const QByteArray &input) const
{
    const QStringList whole =
        QStringList{QStringLiteral("-C"), m_folder,
                    QStringLiteral("-c"), QStringLiteral("user.name=GitHub"),
                    QStringLiteral("-c"), QStringLiteral("user.email=noreply@github.com")} +
        arguments;
    const auto out = runGit(whole, input);
    return out ? QString::fromUtf8(out.value()).trimmed() : QString();
}

void Branches::setHead(const QString &branch, const QString &sha)
{
    m_heads.insert(branch, sha);
}

QString Branches::head(const QString &branch) const
{
    if (m_folder.isEmpty())
        return m_heads.value(branch);
    return git({QStringLiteral("rev-parse"), QStringLiteral("--verify"), QStringLiteral("--quiet"),
                reference(branch)});
}

void Branches::remove(const QString &branch)
{
    if (m_folder.isEmpty())
        m_heads.remove(branch);
    else
        git({QStringLiteral("update-ref"), QStringLiteral("-d"), reference(branch)});
}

bool Branches::differ(const QString &head, const QString &base) const
{
    if (m_folder.isEmpty())
        return m_heads.value(head) != m_heads.value(base);
    return git({QStringLiteral("rev-list"), QStringLiteral("--count"),
                reference(base) + QStringLiteral("..") + reference(head)}) != QLatin1String("0");
}

std::optional<QList<Branches::Commit>> Branches::between(const QString &base, const QString &head) const
{
    const auto at = [this](const QString &sha) {
        const auto found = std::find_if(m_commits.cbegin(), m_commits.cend(),
                                        [&](const Commit &commit) { return commit.sha == sha; });
        return found - m_commits.cbegin();
    };
    const auto from = at(base), to = at(head);
    if (from == m_commits.size() || to == m_commits.size())
        return std::nullopt;
    return to > from ? m_commits.mid(from + 1, to - from) : QList<Commit>();
}

bool Branches::cameWith(const QString &commit, const QString &merged) const
{
    if (commit == merged || m_folder.isEmpty() || merged.isEmpty())
        return commit == merged && !commit.isEmpty();
    return git({QStringLiteral("rev-list"), merged, QLatin1Char('^') + merged + QStringLiteral("^1")})
        .split(QLatin1Char('\n'))
        .contains(commit);
}

QString Branches::merge(const QString &headBranch, const QString &base, const QString &method,
                        const QString &message)
{
    const QString ours = head(base);
    const QString theirs = head(headBranch);
    if (m_folder.isEmpty()) {
        const QString merged = QString::fromLatin1(
            QCryptographicHash::hash((ours + theirs + message).toUtf8(), QCryptographicHash::Sha1).toHex());
        m_heads.insert(base, merged);
        return merged;
    }
    const QString tree = git({QStringLiteral("merge-tree"), QStringLiteral("--write-tree"), ours, theirs})
                             .section(QLatin1Char('\n'), 0, 0);
    if (tree.isEmpty())
        return {};
    QStringList command{QStringLiteral("commit-tree"), tree, QStringLiteral("-p"), ours};
    if (method == QLatin1String("merge"))
        command << QStringLiteral("-p") << theirs;
    const QString text =
        method == QLatin1String("rebase")
            ? git({QStringLiteral("log"), QStringLiteral("-1"), QStringLiteral("--format=%B"), theirs})
            : message;
    const QString merged = git(command, text.toUtf8());
    if (!merged.isEmpty())
        git({QStringLiteral("update-ref"), reference(base), merged, ours});
    return merged;
}

} // namespace envdeck::standins::github
