// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/parse.h"

#include <QByteArray>

namespace envdeck::testing {

// A file without problems that a test changes in one place. Its lines are numbered in the tests' tables.
inline QByteArray goodText()
{
    return R"(envdeck: 1
name: acme
git: { host: github, repository: acme/infra, branch: main }
layout:
  terraform: terraform/{environment}
  apps: deploy/{environment}/{app}.yml
environments:
  dev:
    kind: dev
    domain: dev.example.com
    hosts:
      - { name: dev-1, address: 10.0.0.1, user: root, roles: [apps] }
    dokploy: { url: https://dokploy.example.com, project: acme }
  prod:
    kind: prod
    domain: example.com
    signoz: { url: https://signoz.example.com }
apps:
  api:
    services: [api, worker]
    environments: [dev, prod]
    health: https://api.{domain}/health
    dokploy: { name: api, kind: compose }
databases:
  main: { kind: postgres, where: { container: db }, backup: { every: day, to: "s3://b/{environment}" } }
registries: { ghcr.io: { kind: ghcr } }
thresholds: { cpu: 80 % }
schedules: { drift: 6 h }
)";
}

// `text` with the one place that reads `from` reading `to`; empty when there is none, or more than one.
inline QByteArray edited(QByteArray text, const QByteArray &from, const QByteArray &to)
{
    return text.count(from) == 1 ? text.replace(from, to) : QByteArray();
}

// "3:10 unknown-key git.hots ~host" for each problem.
inline QStringList told(const workspace::Parsed &parsed)
{
    QStringList lines;
    for (const workspace::Problem &problem : parsed.problems) {
        QString line = QStringLiteral("%1:%2 %3")
                           .arg(problem.line)
                           .arg(problem.column)
                           .arg(workspace::codeName(problem.code));
        if (!problem.path.isEmpty())
            line += QLatin1Char(' ') + problem.path;
        if (!problem.suggestion.isEmpty())
            line += QStringLiteral(" ~") + problem.suggestion;
        lines.append(line);
    }
    return lines;
}

} // namespace envdeck::testing
