// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/github/types.h"
#include "core/base/result.h"

#include <QJsonValue>

namespace envdeck::github {

// Answers as values; BadResponse with the path of the first field that does not fit. `site` is where pages
// of people are: an address elsewhere is left out.
Result<QString> loginFrom(const QJsonValue &user, const QString &subject);
Result<RepositoryInfo> repositoryFrom(const QJsonValue &json, const QString &subject);
Result<PullRequest> pullRequestFrom(const QJsonValue &json, const QUrl &site, const QString &subject);
Result<Reviews> reviewsFrom(const QJsonValue &list, const QString &subject);
// `first` is the first page, `commits` those of all pages.
Result<Comparison> comparisonFrom(const QJsonValue &first, const QJsonValue &commits, const QUrl &site,
                                  const QString &subject);
// `runs` is the list of check runs, `statuses` that of the combined status.
Result<Checks> checksFrom(const QJsonValue &runs, const QJsonValue &statuses, const QString &subject);
// Rules of rulesets; of a protected branch.
Result<Requirements> rulesFrom(const QJsonValue &rules, const QString &subject);
Result<Requirements> protectionFrom(const QJsonValue &protection, const QString &subject);
// The stricter of both.
Requirements together(const Requirements &one, const Requirements &other);

} // namespace envdeck::github
