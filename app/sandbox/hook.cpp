// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/hook.h"

#include "app/sandbox/settings.h"
#include "core/base/safe_file.h"
#include "tests/standins/base/git_program.h"
#include "tests/standins/base/poster.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QUuid>

namespace envdeck::sandbox {

using standins::runGit;

namespace {

const QString nothing(40, QLatin1Char('0'));
constexpr int mostCommits = 2048; // GitHub cuts there too

QJsonObject person(const QString &name, const QString &email)
{
    return {{QStringLiteral("name"), name},
            {QStringLiteral("email"), email},
            {QStringLiteral("username"), email.section(QLatin1Char('@'), 0, 0)}};
}

QJsonObject repositoryOf(const Folder &folder)
{
    return {{QStringLiteral("id"), 4711},
            {QStringLiteral("name"), QStringLiteral("infra")},
            {QStringLiteral("full_name"), QStringLiteral("acme/infra")},
            {QStringLiteral("private"), true},
            {QStringLiteral("owner"), QJsonObject{{QStringLiteral("name"), QStringLiteral("acme")},
                                                  {QStringLiteral("login"), QStringLiteral("acme")}}},
            {QStringLiteral("clone_url"), folder.remote()},
            {QStringLiteral("default_branch"), QStringLiteral("main")}};
}

// One commit of the payload, with the files that it touched.
QJsonObject commitOf(const QStringList &there, const QString &sha)
{
    const auto facts =
        runGit(there + QStringList{QStringLiteral("log"), QStringLiteral("-1"),
                                   QStringLiteral("--format=%T%n%an%n%ae%n%cn%n%ce%n%cI%n%B"), sha});
    const auto files =
        runGit(there + QStringList{QStringLiteral("diff-tree"), QStringLiteral("--no-commit-id"),
                                   QStringLiteral("--name-status"), QStringLiteral("--no-renames"),
                                   QStringLiteral("--root"), QStringLiteral("-r"), QStringLiteral("-m"),
                                   QStringLiteral("--first-parent"), QStringLiteral("-z"), sha});
    if (!facts || !files)
        return {};
    const QString text = QString::fromUtf8(facts.value());
    const auto line = [&](int at) { return text.section(QLatin1Char('\n'), at, at); };
    QJsonArray added;
    QJsonArray removed;
    QJsonArray modified;
    const QStringList changes = QString::fromUtf8(files.value()).split(QChar::Null);
    for (qsizetype i = 0; i + 1 < changes.size(); i += 2)
        (changes.at(i) == QLatin1String("A")   ? added
         : changes.at(i) == QLatin1String("D") ? removed
                                               : modified)
            .append(changes.at(i + 1));
    return {{QStringLiteral("id"), sha},
            {QStringLiteral("tree_id"), line(0)},
            {QStringLiteral("distinct"), true},
            {QStringLiteral("message"), text.section(QLatin1Char('\n'), 6).trimmed()},
            {QStringLiteral("timestamp"), line(5)},
            {QStringLiteral("author"), person(line(1), line(2))},
            {QStringLiteral("committer"), person(line(3), line(4))},
            {QStringLiteral("added"), added},
            {QStringLiteral("removed"), removed},
            {QStringLiteral("modified"), modified}};
}

void note(const Folder &folder, const QString &hook, int status, const QByteArray &body)
{
    QFile log(folder.run() + QStringLiteral("/deliveries.log"));
    if (log.open(QIODevice::WriteOnly | QIODevice::Append))
        log.write(QStringLiteral("%1 %2 %3 %4\n")
                      .arg(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs), hook)
                      .arg(status)
                      .arg(QString::fromUtf8(body.left(200)))
                      .toUtf8());
}

Result<void> handOver(const Folder &folder, const QJsonObject &payload)
{
    QDir().mkpath(folder.deliveries());
    const QString file = QStringLiteral("%1/%2.json")
                             .arg(folder.deliveries(), QUuid::createUuid().toString(QUuid::WithoutBraces));
    if (const auto written = writeFile(file, QJsonDocument(payload).toJson(QJsonDocument::Compact)); !written)
        return written.error();
    QProcess process;
    process.setProgram(QCoreApplication::applicationFilePath());
    process.setArguments(
        {QStringLiteral("deliver"), QStringLiteral("--dir"), folder.dir, QStringLiteral("--payload"), file});
    process.setWorkingDirectory(folder.dir);
    // Whoever pushed reads the hook's output until everyone who holds it has closed it.
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    if (!process.startDetached())
        return Error{ErrorCode::ToolFailed, process.program(), process.errorString(), 0};
    return {};
}

} // namespace

QJsonObject pushPayload(const Folder &folder, const QString &before, const QString &after, const QString &ref)
{
    if (after == nothing)
        return {};
    const QStringList there{QStringLiteral("--git-dir"), folder.remote()};
    const QString range = before == nothing ? after : before + QStringLiteral("..") + after;
    const auto listed = runGit(there + QStringList{QStringLiteral("rev-list"), QStringLiteral("--reverse"),
                                                   QStringLiteral("--max-count=%1").arg(mostCommits), range});
    if (!listed)
        return {};
    QJsonArray commits;
    for (const QString &sha :
         QString::fromLatin1(listed.value()).split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        commits.append(commitOf(there, sha));
    const QJsonObject head = commitOf(there, after);
    return {{QStringLiteral("ref"), ref},
            {QStringLiteral("before"), before},
            {QStringLiteral("after"), after},
            {QStringLiteral("repository"), repositoryOf(folder)},
            {QStringLiteral("pusher"), head.value(QLatin1String("committer"))},
            {QStringLiteral("sender"),
             QJsonObject{{QStringLiteral("login"),
                          head.value(QLatin1String("committer"))[QLatin1String("username")]}}},
            {QStringLiteral("created"), before == nothing},
            {QStringLiteral("deleted"), false},
            {QStringLiteral("forced"), false},
            {QStringLiteral("base_ref"), QJsonValue::Null},
            {QStringLiteral("compare"), QString()},
            {QStringLiteral("commits"), commits},
            {QStringLiteral("head_commit"), head}};
}

int runHook(const Folder &folder, const QByteArray &updates)
{
    for (const QByteArray &update : updates.split('\n')) {
        const QList<QByteArray> words = update.trimmed().split(' ');
        if (words.size() != 3 || !words.at(2).startsWith("refs/heads/"))
            continue;
        const QJsonObject payload =
            pushPayload(folder, QString::fromLatin1(words.at(0)), QString::fromLatin1(words.at(1)),
                        QString::fromUtf8(words.at(2)));
        if (payload.isEmpty())
            continue;
        // The push has happened, so the hook's own trouble does not fail it.
        if (const auto handed = handOver(folder, payload); !handed)
            qWarning("webhooks not told: %s", qPrintable(handed.error().detail));
    }
    return 0;
}

int deliver(const Folder &folder, const QString &payloadFile)
{
    const auto settings = readSettings(folder);
    const auto payload = readFile(payloadFile);
    if (!settings || !payload)
        return 1;
    const standins::Poster::Headers headers{
        {"Content-Type", "application/json"},
        {"User-Agent", "GitHub-Hookshot/44d9f3d"},
        {"X-GitHub-Event", "push"},
        {"X-GitHub-Delivery", QUuid::createUuid().toString(QUuid::WithoutBraces).toLatin1()}};
    standins::Poster poster;
    qsizetype open = settings.value().hooks.size();
    for (auto it = settings.value().hooks.cbegin(); it != settings.value().hooks.cend(); ++it) {
        QUrl url =
            settings.value().url(QStringLiteral("dokploy-") + it.key().section(QLatin1Char('/'), 0, 0));
        url.setPath(QStringLiteral("/api/deploy/compose/") + it.value());
        poster.ask("POST", url, headers, payload.value(),
                   [&folder, &open, hook = it.key()](const standins::PeerAnswer &answer) {
                       note(folder, hook, answer.status, answer.body);
                       if (--open == 0)
                           QCoreApplication::quit();
                   });
    }
    QCoreApplication::exec();
    QFile::remove(payloadFile);
    return 0;
}

} // namespace envdeck::sandbox
