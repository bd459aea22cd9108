// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/git/log.h"

namespace envdeck::git {

// Fields end with NUL, which stands in no message. The last one closes the message and is cut off.
const QString logFormat = QStringLiteral("--format=%H%x00%P%x00%an%x00%ae%x00%cI%x00%B%x00");

const QString branchFormat =
    QStringLiteral("--format=%(refname:lstrip=2)%00%(objectname)%00%(parent)%00%(authorname)%00%(authoremail)"
                   "%00%(committerdate:iso-strict)%00%(contents)%00");

namespace {

constexpr qsizetype fieldCount = 7; // those of the format, and the empty one that -z ends it with

Commit commitOf(const QList<QByteArray> &fields, qsizetype at)
{
    Commit commit;
    commit.sha = QString::fromLatin1(fields.at(at));
    commit.parents = QString::fromLatin1(fields.at(at + 1)).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    commit.author = QString::fromUtf8(fields.at(at + 2));
    commit.email = QString::fromUtf8(fields.at(at + 3));
    commit.at = QDateTime::fromString(QString::fromLatin1(fields.at(at + 4)), Qt::ISODate).toUTC();
    commit.message = QString::fromUtf8(fields.at(at + 5));
    return commit;
}

} // namespace

QList<Branch> parseBranches(const QByteArray &out)
{
    QList<Branch> branches;
    const QList<QByteArray> fields = out.split('\0');
    for (qsizetype at = 0; at + fieldCount < fields.size(); at += fieldCount) { // a line break is the rest
        Branch branch{QString::fromUtf8(fields.at(at).trimmed()), commitOf(fields, at + 1)};
        if (branch.head.email.startsWith(QLatin1Char('<')) && branch.head.email.endsWith(QLatin1Char('>')))
            branch.head.email = branch.head.email.mid(1).chopped(1);
        branches.append(branch);
    }
    return branches;
}

QList<LogEntry> parseLog(const QByteArray &out, bool raw)
{
    QList<LogEntry> entries;
    const QList<QByteArray> fields = out.split('\0');
    const qsizetype step = raw ? fieldCount + 2 : fieldCount;
    for (qsizetype at = 0; at + step <= fields.size(); at += step) {
        LogEntry entry{commitOf(fields, at), {}, true};
        if (raw) { // "\n:<old mode> <mode> <old sha> <sha> <status>" and the path
            const QList<QByteArray> words = fields.at(at + fieldCount).trimmed().split(' ');
            if (words.size() != 5)
                break;
            entry.present = words.last() != "D";
            entry.blob = entry.present ? QString::fromLatin1(words.at(3)) : QString();
        }
        entries.append(entry);
    }
    return entries;
}

} // namespace envdeck::git
