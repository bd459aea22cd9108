// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace envdeck::ctl {

inline constexpr int exitOk = 0;
inline constexpr int exitFailed = 1;
inline constexpr int exitSomethingToDo = 2;
inline constexpr int exitRefused = 3;
inline constexpr int exitUnknown = 4;
inline constexpr int exitUnreachable = 5;
inline constexpr int exitCredentials = 6;
inline constexpr int exitHeld = 7;
inline constexpr int exitUsage = 64;
inline constexpr int exitInterrupted = 130;

int exitCodeOf(const Error &error);

} // namespace envdeck::ctl
