// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/deployment.h"

#include <QJsonObject>

namespace envdeck::deployments {

// Everything a change job needs, in a form that survives the process: its payload in the journal.
struct ChangeFacts {
    QString operation;
    Action action = Action::Deploy;
    Target target;
    ImageRef from; // the line as reviewed; empty for a job that does not touch it
    ImageRef to;   // with the digest at confirm time where the registry answered
    QString branch;
    QString file;
    QString reason;
    std::optional<Hold> hold; // written in the same commit
    bool releasesHold = false;
    ChangePath path = ChangePath::Push;
    bool asked = false;            // the platform was asked to deploy by an earlier run of this job
    QStringList rowsBefore = {};   // ids of the platform's deployments when it was
    QString pushed = {};           // pulls::Errand::pushed
    std::chrono::seconds watch{0}; // for how long to look; zero: as the workspace says

    bool changesImage() const { return !to.repository.isEmpty(); }
    friend bool operator==(const ChangeFacts &, const ChangeFacts &) = default;
};

QString
titleOf(const ChangeFacts &facts); // "Roll back api to v1.3.7": how the commit and the platform name it
QJsonObject toJson(const ChangeFacts &facts);
Result<ChangeFacts> changeFactsFrom(const QJsonObject &json); // BadInput names the field

} // namespace envdeck::deployments
