// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/pull_checks.h"

#include "app/sandbox/hook.h"
#include "core/base/safe_file.h"
#include "tests/standins/base/git_program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace envdeck::sandbox {

namespace {

constexpr int lookMs = 500;
constexpr int registeredMs = 1500; // as a CI takes a moment to hear of a push
constexpr int doneMs = 6000;
const QString checkName = QStringLiteral("terraform validate");

using standins::github::Pull;

int mergedOf(const QList<Pull> &pulls)
{
    return int(std::count_if(pulls.cbegin(), pulls.cend(), [](const Pull &pull) { return pull.merged; }));
}

QJsonObject toJson(const Pull &pull)
{
    return {{QStringLiteral("number"), pull.number},
            {QStringLiteral("title"), pull.title},
            {QStringLiteral("body"), pull.body},
            {QStringLiteral("author"), pull.author},
            {QStringLiteral("head"), pull.head},
            {QStringLiteral("base"), pull.base},
            {QStringLiteral("lastHead"), pull.lastHead},
            {QStringLiteral("open"), pull.open},
            {QStringLiteral("merged"), pull.merged},
            {QStringLiteral("mergedCommit"), pull.mergedCommit},
            {QStringLiteral("created"), pull.created.toString(Qt::ISODateWithMs)}};
}

Pull pullFrom(const QJsonObject &json)
{
    const auto text = [&json](const char *key) { return json.value(QLatin1String(key)).toString(); };
    Pull pull;
    pull.number = json.value(QLatin1String("number")).toInt();
    pull.title = text("title");
    pull.body = text("body");
    pull.author = text("author");
    pull.head = text("head");
    pull.base = text("base");
    pull.lastHead = text("lastHead");
    pull.open = json.value(QLatin1String("open")).toBool();
    pull.merged = json.value(QLatin1String("merged")).toBool();
    pull.mergedCommit = text("mergedCommit");
    pull.created = QDateTime::fromString(text("created"), Qt::ISODateWithMs);
    return pull;
}

} // namespace

PullChecks::PullChecks(standins::Github &github, const Folder &folder) : m_github(github), m_folder(folder)
{
    read();
    connect(&m_timer, &QTimer::timeout, this, &PullChecks::look);
    m_timer.start(lookMs);
}

void PullChecks::look()
{
    int merged = 0;
    const QList<Pull> pulls = m_github.pulls().all();
    for (const Pull &pull : pulls) {
        if (pull.open)
            check(pull);
        else if (pull.merged && ++merged > m_merged)
            tellMerge(pull);
    }
    m_merged = mergedOf(pulls);
    write();
}

void PullChecks::check(const Pull &pull)
{
    const QString head = m_github.branches().head(pull.head);
    if (head.isEmpty())
        return;
    QElapsedTimer &seen = m_seen[head];
    if (!seen.isValid())
        seen.start();
    if (seen.hasExpired(doneMs))
        m_github.pulls().setCheck(head, {checkName, QStringLiteral("completed"), QStringLiteral("success")});
    else if (seen.hasExpired(registeredMs))
        m_github.pulls().setCheck(head, {checkName, QStringLiteral("in_progress"), {}});
}

// The stand-in moves the branch by itself, and git runs no hook for that.
void PullChecks::tellMerge(const Pull &pull)
{
    const auto before =
        standins::runGit({QStringLiteral("-C"), m_folder.remote(), QStringLiteral("rev-parse"),
                          pull.mergedCommit + QStringLiteral("^1")});
    if (before)
        runHook(m_folder, before.value().trimmed() + ' ' + pull.mergedCommit.toLatin1() + " refs/heads/" +
                              pull.base.toUtf8() + '\n');
}

void PullChecks::read()
{
    const auto bytes = readFile(m_folder.pulls());
    if (!bytes)
        return;
    QList<Pull> pulls;
    const QJsonArray rows = QJsonDocument::fromJson(bytes.value()).array();
    for (const QJsonValue &row : rows)
        pulls.append(pullFrom(row.toObject()));
    m_github.pulls().restore(pulls);
    m_merged = mergedOf(pulls);
    m_written = bytes.value();
}

void PullChecks::write()
{
    QJsonArray rows;
    for (const Pull &pull : m_github.pulls().all())
        rows.append(toJson(pull));
    const QByteArray bytes = QJsonDocument(rows).toJson();
    if (bytes == m_written || (rows.isEmpty() && m_written.isEmpty()))
        return;
    if (const auto written = writeFile(m_folder.pulls(), bytes); !written)
        qWarning("pull requests: %s", qPrintable(written.error().detail));
    m_written = bytes;
}

} // namespace envdeck::sandbox
