// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standins/github/branches.h"
#include "tests/standins/github/pulls.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QUrl>

namespace envdeck::standins::github {

// A pull request as it is seen now.
struct PullView {
    Pull pull;
    QString headCommit;
    QString baseCommit;
    bool blocked = false;  // by the rules of the base
    bool unstable = false; // a check that is not required has failed or runs
};

// The answers of GitHub, the fields that a client may want; each is in GitHub's own description.
QJsonObject userBody(const QString &login);
QJsonObject repositoryBody(const QString &owner, const QString &name, const QString &branch, const QUrl &site,
                           bool mayPush);
QJsonObject pullBody(const PullView &view, const QString &owner, const QString &name, const QUrl &site,
                     bool inList);
QJsonArray reviewBodies(const QList<GivenReview> &reviews);
QJsonObject checkRunsBody(const QString &commit, const QList<CheckRun> &runs);
QJsonObject statusBody(const QString &commit, const QList<std::pair<QString, QString>> &statuses);
// One page of what `head` has that `base` has not.
QJsonObject compareBody(const QList<Branches::Commit> &page, int ahead, int behind, const QString &owner,
                        const QString &name, const QUrl &site, const QString &range);
QJsonArray rulesBody(int approvals, const QStringList &checks);
QJsonObject protectionBody(int approvals, const QStringList &checks);

} // namespace envdeck::standins::github
