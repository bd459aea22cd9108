// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/redactor.h"
#include "core/http/request.h"

#include <QDateTime>
#include <QStringList>
#include <chrono>
#include <optional>

namespace envdeck::github {

// A refusal of GitHub's as an Error. `detail` begins with one of these words where one applies, then ": " and
// what GitHub said:
//   rate-limit N       RateLimited: the hour's requests are used up; N seconds until there are new ones
//   secondary-limit N  RateLimited: too much at once; N seconds until asking again is welcome
//   missing-scope      Forbidden, also for a 404 that hides a repository: scopes of a classic token
//   missing-permission Forbidden: permissions of a fine-grained token
//   sso-required       Forbidden: the organisation wants the token authorised for single sign-on
//   not-mergeable      Forbidden (405): the branch's rules, a missing review or a failed check keep it
//   head-moved         Conflict (409): the branch is not at the commit that was reviewed
//   already-exists, no-commits   BadInput (422)
// Names of scopes and permissions stand after the word: "missing-scope repo: …".
Error refusalOf(const http::Response &response, const QString &subject, const Redactor &redactor,
                const QDateTime &now);

struct Limit {
    bool secondary = false;
    std::chrono::seconds wait{0};
    friend bool operator==(const Limit &, const Limit &) = default;
};
std::optional<Limit> limitOf(const Error &error); // nothing for an error that is no limit

// Scopes or permissions that a refusal named; empty when it named none.
QStringList missingRights(const Error &error);

QString refusalWord(const Error &error); // "rate-limit"; empty when the detail begins with none of them

// "repo, workflow" of one header.
QStringList listed(const QByteArray &header);

// The path and query of rel="next" of Link headers; empty on the last page.
QByteArray nextPage(const QList<QByteArray> &links);

} // namespace envdeck::github
