// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hosts/host_status.h"
#include "ui/text/severity.h"

#include <QString>

namespace envdeck::ui {

QString hostStateWord(hosts::HostState state); // "Healthy", "Does not answer", "Key CHANGED"
Severity hostStateSeverity(hosts::HostState state);

QString containerStateWord(const hosts::ContainerFacts &container); // "Running", "Exited", with its health
Severity containerSeverity(const hosts::ContainerFacts &container);

QString uptimeText(std::chrono::seconds uptime);               // "41 d 3 h"
QString skewText(const std::optional<hosts::ClockSkew> &skew); // "+120 ms"; a dash while unknown

// What a detector found, as one sentence: "api.2 ran out of memory: its limit is 256 MB".
QString findingText(const Finding &finding);
// Its likely reason, or what it means; empty where the sentence says it all.
QString findingReason(const Finding &finding);
QString findingAction(NextAction action); // "Open logs"; empty for none
QString findingVerdictWord(FindingVerdict verdict);
Severity findingSeverity(const Finding &finding);
// Why a part of what a host says is not known: "not asked yet", "the user may not talk to Docker".
QString unknownPartText(const Error &error);

} // namespace envdeck::ui
