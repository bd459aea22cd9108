// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/git/mirror.h"
#include "core/git/run.h"

#include <QMap>
#include <algorithm>

namespace envdeck::git {

namespace {

QString folderOf(const QString &path)
{
    return path.left(path.lastIndexOf(QLatin1Char('/')) + 1);
}

bool isVariables(const QString &path)
{
    return path.endsWith(QLatin1String(".tfvars")) || path.endsWith(QLatin1String(".tfvars.json"));
}

bool isTerraform(const QString &path)
{
    return path.endsWith(QLatin1String(".tf"));
}

void add(QList<Leak> *leaks, const Leak &leak)
{
    if (!leaks->contains(leak))
        leaks->append(leak);
}

// The variable files of the tree and the terraform files beside them: what sensitive declarations are read
// from.
QStringList terraformFiles(const QStringList &paths)
{
    QStringList folders;
    for (const QString &path : paths) {
        if (isVariables(path))
            folders.append(folderOf(path));
    }
    QStringList files;
    for (const QString &path : paths) {
        if ((isVariables(path) || isTerraform(path)) && folders.contains(folderOf(path)) &&
            isRepositoryPath(path))
            files.append(path);
    }
    return files;
}

void addSensitive(const QMap<QString, QByteArray> &contents, QList<Leak> *leaks)
{
    QMap<QString, QByteArray> declarations; // by folder
    for (auto file = contents.cbegin(); file != contents.cend(); ++file) {
        if (isTerraform(file.key()))
            declarations[folderOf(file.key())] += file.value() + '\n';
    }
    for (auto file = contents.cbegin(); file != contents.cend(); ++file) {
        if (isVariables(file.key()) && !isSecretFileName(file.key()) &&
            !sensitiveVariablesSet(declarations.value(folderOf(file.key())), file.value()).isEmpty())
            add(leaks, {LeakKind::SensitiveVariable, file.key(), 0});
    }
}

// What can be said from names and contents; `before` holds the files of the commit by path.
QList<Leak> leaksIn(const QStringList &tree, QMap<QString, QByteArray> before, const QList<FileEdit> &edits,
                    const Redactor &live)
{
    QList<Leak> leaks;
    for (const QString &path : tree) {
        if (isSecretFileName(path))
            add(&leaks, {LeakKind::SecretFile, path, 0});
    }
    for (const FileEdit &edit : edits) {
        if (isSecretFileName(edit.path))
            add(&leaks, {LeakKind::SecretFile, edit.path, 0});
        if (isSecretContent(edit.content))
            add(&leaks, {LeakKind::SecretContent, edit.path, 0});
        for (const Leak &leak : leaksOf(edit.path, before.value(edit.path), edit.content, live))
            add(&leaks, leak);
        before.insert(edit.path, edit.content);
    }
    addSensitive(before, &leaks);
    return leaks;
}

// Longest line of a secret that spans several: git searches line by line.
QByteArray searchable(const Secret &needle)
{
    QByteArray longest;
    for (const QByteArray &line : needle.reveal().toByteArray().split('\n')) {
        if (line.trimmed().size() > longest.size())
            longest = line.trimmed();
    }
    return longest;
}

// "<commit>:<path>", as git grep names what it found in a commit.
QStringList pathsFound(const QByteArray &out)
{
    QStringList paths;
    for (const QString &name : namesIn(out))
        paths.append(name.section(QLatin1Char(':'), 1));
    return paths;
}

} // namespace

Async<QList<Leak>> Mirror::readTreeLeaks(const QString &commit, const QList<FileEdit> &edits,
                                         std::stop_token stop) const
{
    return andThen(
        readTree(commit, {}, true, stop), m_home.get(), [this, commit, edits, stop](const QByteArray &out) {
            const QStringList tree = namesIn(out);
            QStringList candidates = tree;
            for (const FileEdit &edit : edits)
                candidates.append(edit.path);
            QStringList paths = terraformFiles(candidates);
            for (const FileEdit &edit : edits)
                paths.append(edit.path);
            QStringList objects;
            for (const QString &path : paths)
                objects.append(commit + QLatin1Char(':') + path);
            return andThen(readBlobs(objects, stop), m_home.get(),
                           [tree, paths, edits, live = m_live](const QList<std::optional<Blob>> &blobs) {
                               QMap<QString, QByteArray> before;
                               for (qsizetype i = 0; i < paths.size(); ++i) {
                                   if (blobs.at(i))
                                       before.insert(paths.at(i), blobs.at(i)->content);
                               }
                               return ready<QList<Leak>>(leaksIn(tree, before, edits, live));
                           });
        });
}

Async<QList<Leak>> Mirror::readHistoryLeaks(std::stop_token stop) const
{
    Run run{spec(QStringList{QStringLiteral("log"), QStringLiteral("--all"), QStringLiteral("-c"),
                             QStringLiteral("--diff-filter=AM"), QStringLiteral("--no-renames"),
                             QStringLiteral("--name-only"), QStringLiteral("-z"), QStringLiteral("--format="),
                             QStringLiteral("--")} +
                 secretFilePatterns()),
            m_folder, objectError};
    run.spec.environment.remove(QStringLiteral("GIT_LITERAL_PATHSPECS"));
    return andThen(runGit(run, m_home.get(), stop), m_home.get(), [](const QByteArray &out) {
        QList<Leak> leaks;
        for (const QString &path : namesIn(out)) {
            if (isSecretFileName(path))
                add(&leaks, {LeakKind::InHistory, path, 0});
        }
        return ready<QList<Leak>>(leaks);
    });
}

Async<QList<Leak>> Mirror::readContentLeaks(const QString &commit, std::stop_token stop) const
{
    Run run{spec({QStringLiteral("grep"), QStringLiteral("-z"), QStringLiteral("-l"), QStringLiteral("-I"),
                  QStringLiteral("-F"), QStringLiteral("-e"), QStringLiteral("PRIVATE KEY-----"),
                  QStringLiteral("-e"), QStringLiteral("\"terraform_version\""), commit}),
            m_folder, objectError, 1};
    return andThen(runGit(run, m_home.get(), stop), m_home.get(),
                   [this, commit, stop](const QByteArray &out) {
                       QStringList paths = pathsFound(out);
                       paths.removeIf([](const QString &path) { return !isRepositoryPath(path); });
                       QStringList objects;
                       for (const QString &path : paths)
                           objects.append(commit + QLatin1Char(':') + path);
                       return andThen(readBlobs(objects, stop), m_home.get(),
                                      [paths](const QList<std::optional<Blob>> &blobs) {
                                          QList<Leak> leaks;
                                          for (qsizetype i = 0; i < paths.size(); ++i) {
                                              if (blobs.at(i) && isSecretContent(blobs.at(i)->content) &&
                                                  !isSecretFileName(paths.at(i)))
                                                  leaks.append({LeakKind::SecretContent, paths.at(i), 0});
                                          }
                                          return ready<QList<Leak>>(leaks);
                                      });
                   });
}

Async<QList<Leak>> Mirror::readTrackedSecrets(const QString &commit, std::stop_token stop) const
{
    QByteArray needles;
    for (const Secret &needle : m_live.needles()) {
        if (const QByteArray line = searchable(needle); !line.isEmpty())
            needles += line + '\n';
    }
    if (needles.isEmpty())
        return ready<QList<Leak>>(QList<Leak>());
    Run run{spec({QStringLiteral("grep"), QStringLiteral("-z"), QStringLiteral("-l"), QStringLiteral("-a"),
                  QStringLiteral("-F"), QStringLiteral("-f"), QStringLiteral("-"),
                  commit}), // over standard input: arguments are seen by everybody
            m_folder, objectError, 1};
    run.spec.input = Secret(needles);
    return andThen(runGit(run, m_home.get(), stop), m_home.get(), [](const QByteArray &out) {
        QList<Leak> leaks;
        for (const QString &path : pathsFound(out))
            leaks.append({LeakKind::TrackedSecret, path, 0});
        return ready<QList<Leak>>(leaks);
    });
}

Async<QList<Leak>> Mirror::readLeaks(const QString &commit, const QList<FileEdit> &edits,
                                     std::stop_token stop)
{
    const auto bad = std::find_if(edits.cbegin(), edits.cend(),
                                  [](const FileEdit &edit) { return !isRepositoryPath(edit.path); });
    if (!isSha(commit) || bad != edits.cend())
        return ready<QList<Leak>>(
            Error{ErrorCode::BadInput, isSha(commit) ? bad->path : commit, QStringLiteral("bad-name"), 0});
    const QList<Async<QList<Leak>>> searches{readTreeLeaks(commit, edits, stop),
                                             readContentLeaks(commit, stop), readTrackedSecrets(commit, stop),
                                             readHistoryLeaks(stop)};
    return andThen(joined(m_home.get(), searches), m_home.get(),
                   [](const QList<Result<QList<Leak>>> &results) {
                       QList<Leak> leaks;
                       for (const auto &result : results) {
                           if (!result)
                               return ready<QList<Leak>>(result.error());
                           for (const Leak &leak : result.value()) {
                               const bool isKnown =
                                   std::any_of(leaks.cbegin(), leaks.cend(), [&leak](const Leak &known) {
                                       return known.path == leak.path &&
                                              (known.kind == leak.kind || leak.kind == LeakKind::InHistory);
                                   });
                               if (!isKnown || leak.line > 0)
                                   add(&leaks, leak);
                           }
                       }
                       return ready<QList<Leak>>(leaks);
                   });
}

} // namespace envdeck::git
