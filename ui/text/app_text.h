// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/apps/matrix.h"
#include "ui/text/severity.h"

namespace envdeck::ui {

// What an update means: "Gap 6 s (median of the last 5)", "Gap, not measured yet", "Rolls"; absent when
// unknown.
QString updateText(const apps::UpdateEffect &effect);
QString shortUpdateText(const apps::UpdateEffect &effect); // for a cell: "Gap 6 s", "Rolls"

QString driftText(const apps::PanelDrift &drift);   // "Domain changed"
QString driftDetail(const apps::PanelDrift &drift); // "accepted: https … now: http …"
QString restoreText(const apps::PanelDrift &drift); // what restoring writes, as a sentence

QString variableText(const apps::VariableCell &cell); // "Set", "Missing here", "Not known"
Severity variableSeverity(const apps::VariableCell &cell);
QString variableNote(const apps::VariableRow &row); // "Differs", "The same everywhere"

QString routeText(const platform::AppDomain &domain); // "https://api.example.com/v1"
// The certificate that a domain is served with; `seen` may be null when nobody looked.
QString certificateText(const platform::AppDomain &domain, const Observed<http::CertificateFacts> *seen,
                        const QDateTime &now);
Severity certificateSeverity(const platform::AppDomain &domain, const Observed<http::CertificateFacts> *seen,
                             const QDateTime &now, std::chrono::days warning);

QString sourceText(const platform::AppSource &source); // "git, branch main, deploy-config/…"
QString appStatusText(platform::AppStatus status);     // of the platform: "last deployment done"

} // namespace envdeck::ui
