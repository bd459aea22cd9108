// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/pull_progress.h"

#include "core/domain/workspace.h"

#include <QRegularExpression>
#include <algorithm>
#include <array>

namespace envdeck {

namespace {

constexpr std::array names{"none",       "draft",         "conflicts", "changes-asked",  "reviews",
                           "checks-run", "checks-failed", "rules",     "checks-awaited", "computed"};

bool isPage(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty() &&
           (url.scheme() == QLatin1String("https") ||
            (url.scheme() == QLatin1String("http") && isLoopback(url)));
}

} // namespace

QString hindranceName(MergeHindrance hindrance)
{
    return QString::fromLatin1(names.at(std::size_t(hindrance)));
}

std::optional<MergeHindrance> hindranceFromName(QStringView name)
{
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (name == QLatin1String(names.at(i)))
            return MergeHindrance(i);
    }
    return {};
}

QString pullNote(const PullProgress &progress)
{
    const QString wanted =
        progress.approvalsWanted ? QString::number(*progress.approvalsWanted) : QStringLiteral("?");
    QString note = QStringLiteral("pull %1 %2/%3 %4/%5 %6")
                       .arg(progress.number)
                       .arg(progress.approvals)
                       .arg(wanted)
                       .arg(progress.checksPassed)
                       .arg(progress.checksTotal)
                       .arg(hindranceName(progress.hindrance));
    if (isPage(progress.page))
        note += QLatin1Char(' ') + QString::fromLatin1(progress.page.toEncoded());
    return note;
}

bool asksForPullRequests(const Workspace &workspace)
{
    return std::any_of(
        workspace.environments.cbegin(), workspace.environments.cend(), [](const Environment &environment) {
            const Policy &policy = environment.policy;
            return policy.deploy == ChangePath::PullRequest || policy.rollback == ChangePath::PullRequest ||
                   policy.apply == ApplyPath::PullRequest;
        });
}

std::optional<PullProgress> pullProgressOf(const QString &note)
{
    static const QRegularExpression form(QStringLiteral(
        "\\Apull (\\d{1,9}) (\\d{1,4})/(\\d{1,4}|\\?) (\\d{1,4})/(\\d{1,4}) ([a-z-]+)(?: (\\S+))?\\z"));
    const auto match = form.match(note);
    const auto hindrance = hindranceFromName(match.capturedView(6));
    if (!match.hasMatch() || !hindrance)
        return {};
    PullProgress progress;
    progress.number = match.captured(1).toInt();
    progress.approvals = match.captured(2).toInt();
    if (match.captured(3) != QLatin1String("?"))
        progress.approvalsWanted = match.captured(3).toInt();
    progress.checksPassed = match.captured(4).toInt();
    progress.checksTotal = match.captured(5).toInt();
    progress.hindrance = *hindrance;
    const QUrl page = QUrl::fromEncoded(match.captured(7).toUtf8(), QUrl::StrictMode);
    if (isPage(page))
        progress.page = page;
    return progress;
}

} // namespace envdeck
