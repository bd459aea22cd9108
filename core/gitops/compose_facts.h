// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gitops/compose_file.h"

#include <QHash>
#include <QList>
#include <QStringList>

namespace envdeck::gitops {

// A variable that the file takes from outside: ${NAME}, $NAME, ${NAME:-default}.
struct ComposeVariable {
    QString name;
    bool required = true; // no default stands beside any use of it
    int line = 0;         // 1-based, of its first use
    friend bool operator==(const ComposeVariable &, const ComposeVariable &) = default;
};

// Dokploy's two kinds of compose: one stops before it starts, the other rolls.
enum class ComposeKind { DockerCompose, Stack };

// A key that only one kind honours, so the file was written for it.
struct KindHint {
    ComposeKind kind = ComposeKind::DockerCompose;
    QString service;
    QString key; // "container_name", "deploy.update_config"
    int line = 0;
    friend bool operator==(const KindHint &, const KindHint &) = default;
};

struct ComposeFacts {
    QStringList services;             // as written
    QList<ComposeVariable> variables; // by name
    QHash<QString, QString>
        migrations; // service to the value of its label envdeck.migration; "false" counts as none
    QList<KindHint> hints;
    friend bool operator==(const ComposeFacts &, const ComposeFacts &) = default;
};

Result<ComposeFacts> factsOf(const ComposeFile &file);

} // namespace envdeck::gitops
