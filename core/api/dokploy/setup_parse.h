// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/dokploy/setup.h"
#include "core/http/json.h"

namespace envdeck::dokploy {

// `key` is that of this run. BadResponse with the path of the first field that does not fit.
Result<Setup> setupFrom(const QJsonValue &json, DokployKind kind, const QUrl &base, const Secret &key,
                        const QString &subject);
Result<QList<ProjectInfo>> projectsFrom(const QJsonValue &json, const QString &subject);
Result<QList<Domain>> domainsFrom(const QJsonValue &json, const QString &subject); // by host and path
Result<Domain> domainFrom(const QJsonValue &json, const QString &subject);
Result<DomainCheck> domainCheckFrom(const QJsonValue &json, const QString &subject);
Result<Mount> mountFrom(const QJsonValue &json, const QString &subject);

QByteArray digestOf(const QString &value, const Secret &key);
QString certificateName(CertificateKind kind); // "letsencrypt", as Dokploy spells it; "none" for unknown

} // namespace envdeck::dokploy
