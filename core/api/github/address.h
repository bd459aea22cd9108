// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"

#include <QUrl>
#include <optional>

namespace envdeck::github {

// A repository as GitHub names it: "acme/infra".
struct RepositoryName {
    QString owner;
    QString name;
    QString text() const { return owner + QLatin1Char('/') + name; }
    friend bool operator==(const RepositoryName &, const RepositoryName &) = default;
};

std::optional<RepositoryName> repositoryName(const QString &text); // "acme/infra"

// What a git remote names: "https://host/acme/infra.git", "ssh://git@host:22/acme/infra",
// "git@host:acme/infra.git". Nothing for local paths and other forms.
std::optional<RepositoryName> repositoryOfRemote(const QString &remote);

// https://github.com, or the Enterprise server. Empty for a workspace without code host.
QUrl siteOf(const GitSpec &git);

// Where the API of a site is, always ending in "/": https://api.github.com/ for github.com,
// https://api.SUB.ghe.com/ for data residency, SITE/api/v3/ for an Enterprise server.
QUrl apiBaseOf(const QUrl &site);

struct Place {
    QUrl site; // where people look at it
    QUrl api;  // ends in "/"
};
inline Place placeOf(const QUrl &site)
{
    return {site, apiBaseOf(site)};
}

} // namespace envdeck::github
