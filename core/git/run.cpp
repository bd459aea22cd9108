// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/git/run.h"

#include <algorithm>

namespace envdeck::git {

namespace {

struct Phrase {
    ErrorCode code;
    const char *words;
};

// The first that stands in the lower-cased answer decides: the specific ones come before the general ones.
constexpr Phrase phrases[] = {
    {ErrorCode::Unreachable, "could not resolve"},
    {ErrorCode::Unreachable, "connection refused"},
    {ErrorCode::Unreachable, "timed out"},
    {ErrorCode::Unreachable, "network is unreachable"},
    {ErrorCode::Unreachable, "no route to host"},
    {ErrorCode::Unreachable, "failed to connect"},
    {ErrorCode::Unreachable, "couldn't connect"},
    {ErrorCode::Tls, "host key verification failed"},
    {ErrorCode::Tls, "certificate"},
    {ErrorCode::Tls, "ssl "},
    {ErrorCode::Unauthorized, "permission denied ("}, // ssh lists the methods it tried
    {ErrorCode::Unauthorized, "authentication failed"},
    {ErrorCode::Unauthorized, "could not read username"},
    {ErrorCode::Unauthorized, "could not read password"},
    {ErrorCode::Unauthorized, "returned error: 401"},
    {ErrorCode::Forbidden, "returned error: 403"},
    {ErrorCode::Forbidden, "denied"},
    {ErrorCode::Forbidden, "not allowed to"},
    {ErrorCode::BadConfig, "transport '"},
    {ErrorCode::NotFound, "repository not found"},
    {ErrorCode::NotFound, "does not appear to be a git repository"},
    {ErrorCode::NotFound, "returned error: 404"},
    {ErrorCode::NotFound, "returned error: 30"}, // moved, and a token follows nowhere
    {ErrorCode::NotFound, "no such file or directory"},
    {ErrorCode::NotFound, "not found"},
};

// What git, ssh and curl say here, in lower case, without what hooks at the other end said.
QByteArray localWords(const QByteArray &err)
{
    QByteArray words;
    for (const QByteArray &line : err.toLower().split('\n')) {
        if (!line.startsWith("remote:"))
            words += line + '\n';
    }
    return words;
}

} // namespace

Error toolError(const process::Outcome &outcome, const QString &subject, const Redactor &live)
{
    return process::failureOf(outcome, subject, live);
}

Error objectError(const process::Outcome &outcome, const QString &subject, const Redactor &live)
{
    Error error = process::failureOf(outcome, subject, live);
    const QByteArray said = outcome.err.toLower();
    for (const char *words : {"does not exist in", "exists on disk, but not in", "not a valid object name",
                              "bad object", "bad revision", "unknown revision", "not a tree object",
                              "needed a single revision", "not a git repository", "invalid object name"}) {
        if (said.contains(words))
            error.code = ErrorCode::NotFound;
    }
    return error;
}

Error remoteError(const process::Outcome &outcome, const QString &subject, const Redactor &live)
{
    Error error = process::failureOf(outcome, subject, live);
    const QByteArray said = localWords(outcome.err);
    const auto phrase = std::find_if(std::begin(phrases), std::end(phrases),
                                     [&said](const Phrase &p) { return said.contains(p.words); });
    if (phrase != std::end(phrases))
        error.code = phrase->code;
    return error;
}

bool wasNothingSent(const process::Outcome &outcome)
{
    const QByteArray said = localWords(outcome.err);
    const auto has = [&said](std::initializer_list<const char *> words) {
        return std::any_of(words.begin(), words.end(),
                           [&said](const char *word) { return said.contains(word); });
    };
    const ErrorCode code = remoteError(outcome, {}, {}).code;
    if (code == ErrorCode::Unreachable) // and not in the middle of it
        return has({"could not resolve", "connection refused", "connect to host", "failed to connect",
                    "couldn't connect", "network is unreachable", "no route to host"});
    if (code == ErrorCode::Tls)
        return has({"certificate", "host key"});
    return code == ErrorCode::Unauthorized || code == ErrorCode::Forbidden || code == ErrorCode::NotFound ||
           code == ErrorCode::BadConfig;
}

Result<QByteArray> answerOf(const Run &run, const process::Outcome &outcome)
{
    const bool fine = outcome.signal == 0 && (outcome.exitCode == 0 || outcome.exitCode == run.alsoFine);
    if (!fine)
        return run.classify(outcome, run.subject, run.live);
    return outcome.out;
}

Async<QByteArray> runGit(const Run &run, QObject *context, std::stop_token stop)
{
    return andThen(process::run(run.spec, stop), context, [run](const process::Outcome &outcome) {
        return ready<QByteArray>(answerOf(run, outcome));
    });
}

QStringList namesIn(const QByteArray &out)
{
    QStringList names;
    for (const QByteArray &name : out.split('\0')) {
        if (!name.isEmpty())
            names.append(QString::fromUtf8(name));
    }
    return names;
}

QList<std::optional<Blob>> blobsIn(const QByteArray &out)
{
    QList<std::optional<Blob>> blobs;
    qsizetype at = 0;
    while (at < out.size()) { // "<sha> blob <size>\n<content>\n" or "<what was asked> missing\n"
        const qsizetype end = out.indexOf('\n', at);
        if (end < 0)
            break;
        const QByteArray head = out.mid(at, end - at);
        const QList<QByteArray> words = head.split(' ');
        bool isSize = false;
        const qsizetype size = words.last().toLongLong(&isSize);
        at = end + 1;
        if (words.size() == 3 && isSize && size <= out.size() - at) {
            blobs.append(Blob{QString::fromLatin1(words.first()), out.mid(at, size)});
            at += size + 1;
        } else {
            blobs.append(std::nullopt);
        }
    }
    return blobs;
}

QList<TreeEntry> entriesIn(const QByteArray &out)
{
    QList<TreeEntry> entries;
    for (const QByteArray &line : out.split('\0')) { // "<mode> <type> <sha>\t<path>"
        const qsizetype tab = line.indexOf('\t');
        const QList<QByteArray> words = line.left(tab).split(' ');
        if (tab > 0 && words.size() == 3)
            entries.append(
                {words.first(), QString::fromLatin1(words.last()), QString::fromUtf8(line.mid(tab + 1))});
    }
    return entries;
}

} // namespace envdeck::git
