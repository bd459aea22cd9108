// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <chrono>
#include <optional>

namespace envdeck::workspace {

// The shapes that values of envdeck.yaml may have. Strict on purpose: these names become paths, branch names
// and arguments of programs.
bool isEnvironmentName(const QString &text); // "prod", "eu-west-2": lower case, at most 32
bool isAppName(const QString &text);         // "api", "web_admin": lower case, at most 63
bool isWorkspaceName(const QString &text);
bool isServiceName(const QString &text); // as Compose allows
bool isBranchName(const QString &text);  // what git check-ref-format allows, without exotic characters
bool isRepository(const QString &text);  // "acme/infra"
bool isDomain(const QString &text);
bool isHostAddress(const QString &text);  // domain name, IPv4 or IPv6
bool isRegistryHost(const QString &text); // host, with a port or without
bool isUserName(const QString &text);
bool isOutputName(const QString &text); // of terraform
bool isHeaderName(const QString &text);
bool isFreeze(const QString &text);           // "fri 16:00-mon 08:00", "until 2026-12-24"
bool isInsideRepository(const QString &path); // relative, clean, not .git

// "80 %", "0.5%": more than 0, at most 100.
std::optional<double> percentageOf(const QString &text);
// "500 ms", "60 s", "15 min", "6 h", "30 d".
std::optional<std::chrono::milliseconds> durationOf(const QString &text);

// "{environment}" and the like, in order, with their braces; a brace that never closes runs to the end.
QStringList placeholdersOf(const QString &text);

// The candidate that `text` was probably meant to be; empty when none is near.
QString nearest(const QString &text, const QStringList &candidates);

} // namespace envdeck::workspace
