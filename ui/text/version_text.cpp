// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/version_text.h"

#include "ui/text/error_text.h"
#include "ui/text/time_text.h"

#include <QCoreApplication>

namespace envdeck::ui {

struct VersionWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::VersionWords)
};

QString ciText(const platform::CiFacts &facts)
{
    switch (facts.state) {
    case platform::CiState::None: return VersionWords::tr("none");
    case platform::CiState::Running:
        return VersionWords::tr("running, %1 of %2").arg(facts.passed).arg(facts.total);
    case platform::CiState::Passed: return VersionWords::tr("passed");
    case platform::CiState::Failed:
        return VersionWords::tr("%1 of %2 failed").arg(facts.failed.size()).arg(facts.total);
    }
    Q_UNREACHABLE();
}

Severity ciSeverity(platform::CiState state)
{
    switch (state) {
    case platform::CiState::None: return Severity::None;
    case platform::CiState::Running: return Severity::Running;
    case platform::CiState::Passed: return Severity::Ok;
    case platform::CiState::Failed: return Severity::Critical;
    }
    Q_UNREACHABLE();
}

QString newsText(const deployments::VersionNews &news)
{
    const int ahead = news.comparison.ahead;
    const int behind = news.comparison.behind;
    if (ahead == 0 && behind == 0)
        return VersionWords::tr("Made of the same commit as %1, which runs now.").arg(news.since.tag);
    if (ahead == 0)
        return VersionWords::tr("%n commit(s) older than %1, which runs now.", nullptr, behind)
            .arg(news.since.tag);
    if (behind > 0)
        return VersionWords::tr("%n commit(s) that %1 does not have, and without some that it has.", nullptr,
                                ahead)
            .arg(news.since.tag);
    return VersionWords::tr("%n commit(s) since %1, which runs now:", nullptr, ahead).arg(news.since.tag);
}

QString commitText(const platform::CommitFact &commit, const QDateTime &now)
{
    return VersionWords::tr("%1  %2 (%3, %4)")
        .arg(commit.sha.left(7), commit.subject, commit.author, agoText(commit.at, now));
}

QString noNewsText(const Error &error)
{
    if (error.detail == QLatin1String("not-configured"))
        return {};
    return VersionWords::tr("What is new in it is not known: %1.").arg(causeText(error));
}

} // namespace envdeck::ui
