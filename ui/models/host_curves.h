// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hosts/host_status.h"
#include "ui/models/chart_spec.h"

namespace envdeck::ui {

// Processor, memory and the fullest disk of one host over the hour before `now`, in percent.
ChartSpec hostCurves(const hosts::HostStatus &host, const QDateTime &now);

} // namespace envdeck::ui
