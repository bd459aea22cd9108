// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terraform/configuration.h"

namespace envdeck::terraform {

// A secret that a provider or backend takes from the environment of terraform when its block names none.
struct TokenName {
    QString name;           // "HCLOUD_TOKEN"
    QString usedBy;         // "hetznercloud/hcloud", "backend pg"
    bool ofBackend = false; // read by every command that touches the state
    friend bool operator==(const TokenName &, const TokenName &) = default;
};

// Of the providers and the backend that a configuration asks for, each name once, the backend's first. Of
// providers that its modules alone ask for: those that the lock file names.
QList<TokenName> tokenNames(const Configuration &configuration);

} // namespace envdeck::terraform
