// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/answer.h"
#include "app/session/session.h"
#include "core/domain/pull_progress.h"

namespace envdeck::ctl {

// The way that --via names, else the policy's.
ChangePath wayOf(ChangePath policy, const Arguments &arguments);
// Why a change cannot go that way: the policy asks for a pull request, or none can be opened here.
std::optional<Problem> wayRefused(ChangePath policy, bool requestPossible, const Arguments &arguments);

bool goesThroughRequest(const jobs::Job &job);
// The same change, whose pull request an earlier process opened and left.
std::optional<JobStatus> openRequest(const QList<JobStatus> &jobs, const jobs::Job &job);
// The reason of --reason, where a freeze asks for one.
QString freezeReason(const Session &session, const Arguments &arguments);
// With --merge it is merged as soon as reviews and checks let it be.
void mergeWhenPossible(Session &session, const jobs::Job &job, const Arguments &arguments);

QJsonObject pullJson(const PullProgress &pull);
// What is said of a pull request that was opened and is not waited for.
QStringList openedLines(const Answer &answer, const QString &what);

} // namespace envdeck::ctl
