// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/apps/facts.h"

#include <QJsonObject>

namespace envdeck::apps {

// What was accepted of an app's set-up on the platform. Without values; their digests count in this run only.
struct Baseline {
    QDateTime at; // UTC, when it was accepted; null: never
    QList<platform::AppDomain> domains;
    QStringList variables;
    QHash<QString, QByteArray> digests; // not kept
    friend bool operator==(const Baseline &, const Baseline &) = default;
};

Baseline baselineOf(const platform::AppSetup &setup, const QDateTime &at);
QJsonObject toJson(const Baseline &baseline);
Result<Baseline> baselineFrom(const QJsonObject &json); // BadInput

// What others changed on the platform. A baseline that is not there yet finds nothing of domains and
// variables.
QList<PanelDrift> driftOf(const platform::AppSetup &setup, const Baseline &baseline, const ComposeView *git);

// The baseline with this one difference accepted as it is now.
Baseline accepting(Baseline baseline, const PanelDrift &drift, const platform::AppSetup &setup);

} // namespace envdeck::apps
