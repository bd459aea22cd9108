// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/configuration/threshold_facts.h"
#include "core/git/mirror.h"
#include "core/jobs/job.h"

#include <QObject>

namespace envdeck::configuration {

// The steps of a job that changes thresholds. Each looks at the remote first and may run again.
class ThresholdSteps final : public QObject {
public:
    ThresholdSteps(git::Mirror &mirror, const ThresholdFacts &facts);

    Async<void> recheck(const jobs::Context &context);
    Async<void> commit(const jobs::Context &context);
    Async<void> push(const jobs::Context &context);

private:
    Async<void> edited(const jobs::Context &context);
    Async<void> readBack();
    QString message() const;

    git::Mirror &m_mirror;
    ThresholdFacts m_facts;
    QString m_head;
    QByteArray m_content; // of the file, edited
    QString m_commit;
    bool m_pushed = false;
};

} // namespace envdeck::configuration
