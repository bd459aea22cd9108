// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/git/mirror.h"

#include "core/base/log.h"
#include "core/base/paths.h"
#include "core/base/safe_file.h"
#include "core/git/log.h"
#include "core/git/run.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <algorithm>

namespace envdeck::git {

namespace {

constexpr std::chrono::minutes fetchDeadline{10}; // the first one brings the whole history over a slow link
constexpr qint64 historyCap = 256 * 1024 * 1024;  // 1,000 versions of a large compose file
constexpr qint64 staleLockSeconds = 10 * 60;
constexpr int fetchAttempts = 3;

const QString stampName = QStringLiteral("envdeck-fetched");

// A lock that a killed git left behind: nobody holds one of our small repository for ten minutes.
bool removeStaleLock(const QString &folder, const QString &said)
{
    static const QRegularExpression named(QStringLiteral("Unable to create '([^']+\\.lock)'"));
    const QFileInfo lock(named.match(said).captured(1));
    const bool isOurs = lock.absoluteFilePath().startsWith(QDir(folder).absolutePath() + QLatin1Char('/'));
    const bool isStale =
        lock.exists() && lock.lastModified().secsTo(QDateTime::currentDateTime()) > staleLockSeconds;
    return isOurs && isStale && QFile::remove(lock.absoluteFilePath());
}

// Another process fetches, or makes the repository, at this moment.
bool isBusy(const QString &said)
{
    return said.contains(QLatin1String("cannot lock ref")) ||
           said.contains(QLatin1String("could not lock config file"));
}

// What a power cut leaves of a repository; everything in it is at the remote too.
bool isBroken(const QString &said)
{
    static const QRegularExpression words(QStringLiteral(
        "object file .* is empty|is corrupt|bad object refs/|not a git repository|unable to read tree"
        "|unable to parse|packfile .* (cannot be accessed|does not match)|bad config line"));
    return words.match(said).hasMatch();
}

Error badName(const QString &name)
{
    return Error{ErrorCode::BadInput, name.left(200), QStringLiteral("bad-name"), 0};
}

} // namespace

Mirror::Mirror(QString folder, Remote remote, Program program)
    : m_folder(std::move(folder)), m_remote(std::move(remote)), m_program(std::move(program)),
      m_disk(QStringLiteral("git-files")), m_home(std::make_unique<QObject>())
{
}

Mirror::~Mirror() = default;

QDateTime Mirror::lastFetch() const
{
    const QFileInfo stamp(m_folder + QLatin1Char('/') + stampName);
    return stamp.exists() ? stamp.lastModified().toUTC() : QDateTime();
}

process::Spec Mirror::spec(const QStringList &arguments) const
{
    return bareSpec(m_program, m_folder, arguments);
}

Async<QByteArray> Mirror::read(const QStringList &arguments, const QString &subject,
                               std::stop_token stop) const
{
    Run run{spec(arguments), subject, objectError};
    run.spec.outputCap = historyCap;
    return runGit(run, m_home.get(), stop);
}

Async<QByteArray> Mirror::initialise(std::stop_token stop)
{
    if (QFileInfo::exists(m_folder + QStringLiteral("/HEAD")))
        return ready<QByteArray>(QByteArray());
    if (const auto made = makePrivateFolder(m_folder); !made)
        return ready<QByteArray>(made.error());
    // No template: the user's may bring hooks.
    Run run{bareSpec(m_program, m_folder,
                     {QStringLiteral("init"), QStringLiteral("--quiet"), QStringLiteral("--bare"),
                      QStringLiteral("--template=")}),
            m_folder};
    return runGit(run, m_home.get(), stop);
}

Async<QByteArray> Mirror::initialised(std::stop_token stop)
{
    return andThen(m_confirmed, m_home.get(), [this, stop](Done) { return initialise(stop); });
}

Async<QByteArray> Mirror::fetchOnce(std::stop_token stop)
{
    return andThen(initialised(stop), m_home.get(), [this, stop](const QByteArray &) {
        Run run{
            spec({QStringLiteral("fetch"), QStringLiteral("--quiet"), QStringLiteral("--prune"),
                  QStringLiteral("--no-tags"), QStringLiteral("--no-write-fetch-head"),
                  QStringLiteral("--no-recurse-submodules"), QStringLiteral("--"), m_remote.text(),
                  QStringLiteral("+refs/heads/*:refs/heads/*"), QStringLiteral("+refs/tags/*:refs/tags/*")}),
            m_remote.text(), remoteError};
        run.live = m_live;
        run.spec.deadline = fetchDeadline;
        return andThen(talk(run.spec, stop), m_home.get(), [run](const process::Outcome &outcome) {
            return ready<QByteArray>(answerOf(run, outcome));
        });
    });
}

void Mirror::fetchAgain(const std::shared_ptr<QPromise<Result<void>>> &promise, int attempts,
                        std::stop_token stop)
{
    whenDone(fetchOnce(stop), m_home.get(),
             [this, promise, attempts, stop](const Result<QByteArray> &result) {
                 const auto answer = [&promise](const Result<void> &done) {
                     promise->addResult(done);
                     promise->finish();
                 };
                 if (result)
                     return answer(writeFile(m_folder + QLatin1Char('/') + stampName, QByteArray()));
                 const QString &said = result.error().detail;
                 if (attempts <= 1 || result.error().code != ErrorCode::ToolFailed)
                     return answer(result.error());
                 // Another process fetched at the same moment, or one of ours was killed: what it left is put
                 // in order.
                 if (removeStaleLock(m_folder, said) || isBusy(said)) {
                     fetchAgain(promise, attempts - 1, stop);
                 } else if (isBroken(said)) {
                     qCWarning(lcGit) << "mirror=broken action=clone-again folder=" << m_folder;
                     const auto removed = m_disk.run(
                         [folder = m_folder] { return Result<bool>(QDir(folder).removeRecursively()); });
                     whenDone(removed, m_home.get(), [this, promise, attempts, stop](const Result<bool> &) {
                         fetchAgain(promise, attempts - 1, stop);
                     });
                 } else {
                     answer(result.error());
                 }
             });
}

Async<void> Mirror::fetch(std::stop_token stop)
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    fetchAgain(promise, fetchAttempts, stop);
    return promise->future();
}

Async<QString> Mirror::readHead(const QString &branch, std::stop_token stop)
{
    if (!isBranchName(branch))
        return ready<QString>(badName(branch));
    const auto out = read({QStringLiteral("rev-parse"), QStringLiteral("--verify"),
                           QStringLiteral("refs/heads/%1^{commit}").arg(branch)},
                          branch, stop);
    return andThen(out, m_home.get(),
                   [](const QByteArray &sha) { return ready<QString>(QString::fromLatin1(sha.trimmed())); });
}

Async<QByteArray> Mirror::readFile(const QString &commit, const QString &path, std::stop_token stop)
{
    if (!isSha(commit) || !isRepositoryPath(path))
        return ready<QByteArray>(badName(isSha(commit) ? path : commit));
    return read({QStringLiteral("cat-file"), QStringLiteral("blob"), commit + QLatin1Char(':') + path}, path,
                stop);
}

Async<QString> Mirror::readTreeId(const QString &commit, const QString &folder, std::stop_token stop)
{
    if (!isSha(commit) || !isRepositoryPath(folder))
        return ready<QString>(badName(isSha(commit) ? folder : commit));
    const auto out =
        read({QStringLiteral("rev-parse"), QStringLiteral("--verify"), commit + QLatin1Char(':') + folder},
             folder, stop);
    return andThen(out, m_home.get(),
                   [](const QByteArray &id) { return ready<QString>(QString::fromLatin1(id.trimmed())); });
}

Async<QByteArray> Mirror::readTree(const QString &commit, const QString &folder, bool namesOnly,
                                   std::stop_token stop) const
{
    if (!isSha(commit) || (!folder.isEmpty() && !isRepositoryPath(folder)))
        return ready<QByteArray>(badName(isSha(commit) ? folder : commit));
    QStringList arguments{QStringLiteral("ls-tree"), QStringLiteral("-r"), QStringLiteral("-z"),
                          QStringLiteral("--full-tree")};
    if (namesOnly)
        arguments += QStringLiteral("--name-only");
    arguments += {commit, QStringLiteral("--")};
    if (!folder.isEmpty())
        arguments += folder + QLatin1Char('/');
    return read(arguments, commit.left(7) + QLatin1Char(':') + folder, stop);
}

Async<QStringList> Mirror::readPaths(const QString &commit, const QString &folder, std::stop_token stop)
{
    return andThen(readTree(commit, folder, true, stop), m_home.get(),
                   [](const QByteArray &out) { return ready<QStringList>(namesIn(out)); });
}

Async<QList<std::optional<Blob>>> Mirror::readBlobs(const QStringList &objects, std::stop_token stop) const
{
    if (objects.isEmpty())
        return ready<QList<std::optional<Blob>>>(QList<std::optional<Blob>>());
    Run run{spec({QStringLiteral("cat-file"), QStringLiteral("--batch")}), m_folder, objectError};
    run.spec.input = Secret(objects.join(QLatin1Char('\n')).toUtf8() + '\n');
    run.spec.outputCap = historyCap;
    const qsizetype wanted = objects.size();
    return andThen(
        runGit(run, m_home.get(), stop), m_home.get(), [wanted, folder = m_folder](const QByteArray &out) {
            const auto blobs = blobsIn(out);
            if (blobs.size() != wanted)
                return ready<QList<std::optional<Blob>>>(
                    Error{ErrorCode::BadResponse, folder, QStringLiteral("git cat-file ended early"), 0});
            return ready<QList<std::optional<Blob>>>(blobs);
        });
}

} // namespace envdeck::git
