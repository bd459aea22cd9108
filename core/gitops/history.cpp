// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gitops/history.h"

#include "core/gitops/compose_image.h"
#include "core/gitops/hold.h"
#include "core/gitops/trailers.h"

#include <QRegularExpression>
#include <QSet>
#include <algorithm>

namespace envdeck::gitops {

namespace {

// A deployment while the history is walked from the oldest version on.
struct Row {
    Deployment deployment;
    ImageRef written; // as the line says, without what the trailers add
    QDateTime ended;  // null while it is the newest
};

QString sourceOf(const git::Commit &commit)
{
    static const QRegularExpression merged(QStringLiteral("\\AMerge pull request #([0-9]+)\\b"));
    static const QRegularExpression squashed(QStringLiteral("\\(#([0-9]+)\\)\\s*\\z"));
    const QString subject = git::subjectOf(commit);
    for (const QRegularExpression &shape : {merged, squashed}) {
        if (const auto match = shape.match(subject); match.hasMatch())
            return QStringLiteral("PR #") + match.captured(1);
    }
    return commit.sha.left(7);
}

Trailers trailersFor(const Target &target, const git::FileVersion &version)
{
    for (const QString &message : {version.commit.message, version.mergedMessage}) {
        const Trailers trailers = trailersOf(message);
        if (trailers.target == target)
            return trailers;
    }
    return {};
}

Row rowOf(const Target &target, const git::FileVersion &version, const ImageRef &image)
{
    Row row;
    row.written = image;
    Deployment &deployment = row.deployment;
    deployment.pinned = !image.digest.isEmpty();
    const Trailers trailers = trailersFor(target, version);
    deployment.target = target;
    deployment.image = image;
    if (image.digest.isEmpty())
        deployment.image.digest = trailers.digest;
    deployment.commit = version.commit.sha;
    deployment.subject = git::subjectOf(version.commit);
    deployment.author = version.commit.author;
    deployment.at = version.commit.at;
    deployment.action = trailers.action;
    deployment.operation = trailers.operation;
    deployment.reason = trailers.reason;
    deployment.source = sourceOf(version.commit);
    return row;
}

void mark(QList<Row> &rows, const QDateTime &now)
{
    QSet<QString> earlier; // images of the rows before this one
    for (qsizetype i = 0; i < rows.size(); ++i) {
        Deployment &deployment = rows[i].deployment;
        const QDateTime end = rows.at(i).ended.isValid() ? rows.at(i).ended : now;
        deployment.current = !rows.at(i).ended.isValid();
        deployment.liveFor = std::chrono::milliseconds(std::max<qint64>(0, deployment.at.msecsTo(end)));
        if (i + 1 == rows.size() || deployment.current) {
            deployment.superseded = !deployment.current;
            earlier.insert(rows.at(i).written.text());
            continue;
        }
        const Row &next = rows.at(i + 1);
        const bool wentBack = earlier.contains(next.written.text());
        earlier.insert(rows.at(i).written.text());
        deployment.rolledBack = wentBack || next.deployment.action == Action::Rollback;
        deployment.superseded = !deployment.rolledBack;
    }
}

// What a hold in force says of the newest version: that it stays, or that it should not be here.
void markHold(Deployment *deployment, const git::FileVersion &newest, const QDateTime &now)
{
    const auto holds = holdsOf({QString(), newest.content});
    for (const Hold &hold : holds ? holds.value() : QList<Hold>()) {
        if (hold.app != deployment->target.app || !isInForce(hold, now.date()))
            continue;
        deployment->held = hold.version.isEmpty() || hold.version == deployment->image.tag;
        deployment->brokenHold = deployment->held ? QString() : hold.version;
    }
}

QList<Row> rowsOf(const Target &target, const QString &service, const git::FileHistory &history)
{
    QList<Row> rows;
    std::optional<ImageRef> last;
    bool baselineKnown = history.complete;
    for (auto version = history.versions.crbegin(); version != history.versions.crend(); ++version) {
        if (!version->present) {
            if (last && !rows.isEmpty())
                rows.last().ended = version->commit.at;
            last.reset();
            baselineKnown = true;
            continue;
        }
        const auto image = imageOf({QString(), version->content}, service);
        if (!image || last == image.value().image)
            continue;
        last = image.value().image;
        if (!std::exchange(baselineKnown, true))
            continue; // it may have been there long before
        if (!rows.isEmpty() && !rows.last().ended.isValid())
            rows.last().ended = version->commit.at;
        rows.append(rowOf(target, *version, *last));
    }
    return rows;
}

} // namespace

QList<Deployment> deploymentsOf(const Target &target, const QStringList &services,
                                const git::FileHistory &history, const QDateTime &now)
{
    if (services.isEmpty() || history.versions.isEmpty())
        return {};
    QList<Row> rows = rowsOf(target, services.first(), history);
    mark(rows, now);
    QList<Deployment> deployments;
    for (auto row = rows.crbegin(); row != rows.crend(); ++row)
        deployments.append(row->deployment);
    if (!deployments.isEmpty() && deployments.first().current)
        markHold(&deployments.first(), history.versions.first(), now);
    return deployments;
}

} // namespace envdeck::gitops
