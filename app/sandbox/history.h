// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/catalogue.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QString>

namespace envdeck::sandbox {

struct Person {
    QString name;
    QString email;
};

// One commit on main of the last fortnight. A deployment changes the image line of one app in one
// environment.
struct Event {
    QDateTime at;
    Person author;
    QString message;     // whole, trailers included
    QString environment; // of a deployment; empty otherwise
    QString app;
    QString tag;
    bool imageMissing = false; // the deployment failed, what ran before went on running
    QString change;            // of other commits: "server-type", "grafana-record"…; see WorkspaceFiles
    bool merged = false;       // stands on main as the merge commit of a pull request
};

// The fortnight before `created`, oldest first. `digests` are those of "api:v1.3.8" and so on.
QList<Event> story(const QDateTime &created, const QHash<QString, QString> &digests);

// The image tags of the first commit, by "dev/api".
QHash<QString, QString> firstTags();

// A version while it was live; `to` is null for what runs when the story ends.
struct LiveSpan {
    QString environment;
    QString app;
    QString tag;
    QDateTime from;
    QDateTime to;
};
QList<LiveSpan> liveSpans(const QDateTime &created);

} // namespace envdeck::sandbox
