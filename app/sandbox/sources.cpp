// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sources.h"

#include <QCryptographicHash>

#include <algorithm>

namespace envdeck::sandbox {

namespace {

const char *const subjects[] = {
    "Close idle connections after a minute", "Retry the payment call once",
    "Log the request id with every error",   "Cache prices for ten seconds",
    "Drop the unused import endpoint",       "Read the region from the environment",
    "Answer 404 for a deleted order",        "Raise the pool to twenty connections"};
const char *const people[] = {"Anna Berg", "Bo Lindqvist", "Carla Reyes"};

} // namespace

void addSources(standins::Github &github, const QList<Version> &catalogue, const QDateTime &created)
{
    QList<Version> oldestFirst = catalogue;
    std::stable_sort(oldestFirst.begin(), oldestFirst.end(), [](const Version &a, const Version &b) {
        return a.app != b.app ? a.app < b.app : a.daysOld > b.daysOld;
    });
    size_t drawn = 0;
    for (const Version &version : oldestFirst) {
        github.alsoServe(QStringLiteral("acme/") + version.app);
        const QDateTime built = created.addMSecs(-qint64(version.daysOld * 24 * 3600 * 1000));
        const QString revision = revisionOf(version);
        const int before = int(drawn % 4); // commits that lead to it
        for (int i = before; i >= 0; --i) {
            const QString sha =
                i == 0
                    ? revision
                    : QString::fromLatin1(QCryptographicHash::hash((revision + QString::number(i)).toUtf8(),
                                                                   QCryptographicHash::Sha1)
                                              .toHex());
            ++drawn;
            github.branches().add({sha, QString::fromLatin1(subjects[drawn % std::size(subjects)]),
                                   QString::fromLatin1(people[drawn % std::size(people)]),
                                   built.addSecs(-3600 * (i + 1))});
        }
        github.pulls().setCheck(
            revision, {QStringLiteral("build"), QStringLiteral("completed"), QStringLiteral("success")});
        github.pulls().setCheck(
            revision, {QStringLiteral("test"), QStringLiteral("completed"), QStringLiteral("success")});
    }
}

} // namespace envdeck::sandbox
