// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/domain/workspace.h"

#include <optional>
#include <stop_token>

namespace envdeck::platform {

// A thing that a panel has beside what runs on it.
struct PanelThing {
    QString name;
    QString kind;   // "github", "slack"; empty where there is one kind only
    QString detail; // an address, a public key, a list of events
    bool isWell = true;
    friend bool operator==(const PanelThing &, const PanelThing &) = default;
};

struct PanelPart {
    QString id; // "registries", "git-sources", "ssh-keys", "notifications", "destinations", "health"
    QList<PanelThing> things;
    std::optional<Error> error; // it could not be read; NotFound: this version does not have it
    friend bool operator==(const PanelPart &, const PanelPart &) = default;
};

// What the panel of an environment is, and what it was given. Nothing secret of it.
struct PanelInventory {
    QString version;
    QString support;      // "supported", "insecure" (lacks security fixes), "too-old", "refused"
    QString newerVersion; // that it could be updated to; empty for none, or not known
    QString domain;       // "https://dokploy.example.com"; empty: it has none of its own
    QList<PanelPart> parts;
    friend bool operator==(const PanelInventory &, const PanelInventory &) = default;
};

} // namespace envdeck::platform
