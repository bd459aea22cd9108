// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/git/log.h"
#include "core/git/mirror.h"
#include "core/git/run.h"

#include <QHash>
#include <QSet>
#include <algorithm>

namespace envdeck::git {

namespace {

const QLatin1String operationTrailer("Envdeck-Operation:");

// A merge that brought in what a commit of ours made: the trailers stand on that commit.
bool needsMergedMessage(const FileVersion &version)
{
    return version.present && version.commit.parents.size() > 1 &&
           !version.commit.message.contains(operationTrailer);
}

QStringList blobsOf(const FileHistory &history)
{
    QStringList names;
    QSet<QString> seen;
    for (const FileVersion &version : history.versions) {
        if (version.present && !seen.contains(version.blob)) {
            names.append(version.blob);
            seen.insert(version.blob);
        }
    }
    return names;
}

FileHistory historyOf(const QString &head, const QList<LogEntry> &entries, int limit)
{
    FileHistory history;
    history.head = head;
    history.complete = entries.size() <= limit;
    for (const LogEntry &entry : entries.first(std::min(entries.size(), qsizetype(limit))))
        history.versions.append({entry.commit, entry.present, entry.blob, {}, {}});
    return history;
}

FileHistory withContents(FileHistory history, const QList<std::optional<Blob>> &blobs)
{
    QHash<QString, QByteArray> contents;
    for (const auto &blob : blobs) {
        if (blob)
            contents.insert(blob->sha, blob->content);
    }
    for (FileVersion &version : history.versions)
        version.content = contents.value(version.blob);
    return history;
}

FileHistory withMergedMessages(FileHistory history, const QList<LogEntry> &ours)
{
    QHash<QString, QString> messages; // by content; the log is newest first, so the newest stays
    for (const LogEntry &entry : ours) {
        if (entry.present && !messages.contains(entry.blob))
            messages.insert(entry.blob, entry.commit.message);
    }
    for (FileVersion &version : history.versions) {
        if (needsMergedMessage(version))
            version.mergedMessage = messages.value(version.blob);
    }
    return history;
}

} // namespace

Async<FileHistory> Mirror::readHistory(const QString &commit, const QString &path, int limit, int skip,
                                       std::stop_token stop)
{
    if (!isSha(commit) || !isRepositoryPath(path) || limit < 1 || skip < 0)
        return ready<FileHistory>(Error{ErrorCode::BadInput, path, QStringLiteral("bad-name"), 0});
    const QStringList raw{QStringLiteral("--raw"), QStringLiteral("--no-abbrev"),
                          QStringLiteral("--no-renames"), QStringLiteral("-z"), logFormat};
    // One more than asked for tells whether older ones exist.
    const QStringList line =
        QStringList{QStringLiteral("log"), QStringLiteral("--first-parent"),
                    QStringLiteral("--diff-merges=first-parent"),
                    QStringLiteral("--max-count=%1").arg(limit + 1), QStringLiteral("--skip=%1").arg(skip)} +
        raw + QStringList{commit, QStringLiteral("--"), path};
    const auto first = andThen(read(line, path, stop), m_home.get(), [commit, limit](const QByteArray &out) {
        return ready<FileHistory>(historyOf(commit, parseLog(out, true), limit));
    });
    const auto filled = andThen(first, m_home.get(), [this, stop](const FileHistory &history) {
        return andThen(readBlobs(blobsOf(history), stop), m_home.get(),
                       [history](const QList<std::optional<Blob>> &blobs) {
                           return ready<FileHistory>(withContents(history, blobs));
                       });
    });
    return andThen(filled, m_home.get(), [this, raw, commit, path, stop](const FileHistory &history) {
        if (std::none_of(history.versions.cbegin(), history.versions.cend(), needsMergedMessage))
            return ready<FileHistory>(history);
        const QStringList ours = QStringList{QStringLiteral("log"), QStringLiteral("--full-history"),
                                             QStringLiteral("--no-merges"), QStringLiteral("--fixed-strings"),
                                             QStringLiteral("--grep=") + operationTrailer} +
                                 raw + QStringList{commit, QStringLiteral("--"), path};
        return andThen(read(ours, path, stop), m_home.get(), [history](const QByteArray &out) {
            return ready<FileHistory>(withMergedMessages(history, parseLog(out, true)));
        });
    });
}

Async<std::optional<Commit>> Mirror::fetchOperation(const QString &branch, const QString &operation,
                                                    std::stop_token stop)
{
    using Found = std::optional<Commit>;
    if (!isBranchName(branch) || operation.isEmpty() || operation.contains(QLatin1Char('\n')))
        return ready<Found>(Error{ErrorCode::BadInput, branch, QStringLiteral("bad-name"), 0});
    const QString trailer = operationTrailer + QLatin1Char(' ') + operation;
    auto promise = std::make_shared<QPromise<Result<Found>>>();
    promise->start();
    const auto answer = [promise](const Result<Found> &found) {
        promise->addResult(found);
        promise->finish();
    };
    whenDone(fetch(stop), m_home.get(), [this, branch, trailer, answer, stop](const Result<void> &fetched) {
        if (!fetched)
            return answer(fetched.error());
        const auto out = read({QStringLiteral("log"), QStringLiteral("-z"), logFormat,
                               QStringLiteral("--fixed-strings"), QStringLiteral("--grep=") + trailer,
                               QStringLiteral("refs/heads/") + branch, QStringLiteral("--")},
                              branch, stop);
        whenDone(out, m_home.get(), [trailer, answer](const Result<QByteArray> &result) {
            if (!result)
                return answer(result.error());
            for (const LogEntry &entry : parseLog(result.value(), false)) {
                if (entry.commit.message.split(QLatin1Char('\n'))
                        .contains(trailer)) // not quoted inside another line
                    return answer(Found(entry.commit));
            }
            answer(Found());
        });
    });
    return promise->future();
}

} // namespace envdeck::git
