// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace envdeck::terraform {

struct StateResource {
    QString address; // "module.vps[\"app\"].lab_server.this", "data.lab_image.d"; without instance keys
    QString type;
    QString provider; // "registry.terraform.io/hetznercloud/hcloud"
    int instances = 0;
    int tainted = 0;
    QString module = {}; // "module.vps[\"app\"]"; empty for the root
    friend bool operator==(const StateResource &, const StateResource &) = default;
};

// From `state pull`, without any value. The text itself holds every secret in clear: never keep it.
struct StateSummary {
    bool exists = false; // nothing was ever applied
    qint64 serial = 0;
    QString lineage;
    QString writtenBy; // terraform_version: "1.11.4"
    QList<StateResource> resources;
    friend bool operator==(const StateSummary &, const StateSummary &) = default;
};

Result<StateSummary> stateFrom(const QByteArray &statePull);

// One root output. A sensitive value is never in `json`.
struct Output {
    QString name;
    QString type; // "string", or JSON of a compound type
    bool sensitive = false;
    QString json;         // the value as JSON; empty when sensitive
    Secret secret;        // the value as JSON when sensitive
    QString text() const; // a plain string without its quotes, anything else as JSON; empty when sensitive
};

Result<QList<Output>> outputsFrom(const QByteArray &outputJson); // of `output -json`, by name

} // namespace envdeck::terraform
