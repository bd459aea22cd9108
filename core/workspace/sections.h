// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "core/workspace/reader.h"

namespace envdeck::workspace {

// What later checks need beside the values themselves.
struct EnvironmentPart {
    Environment environment;
    Place name;                  // the key
    std::optional<Place> branch; // where the file names one
};

struct AppPart {
    App app;
    std::optional<Place> health;
};

// Each reads one section and reports what is wrong in it. What comes back is complete only without problems.
QList<EnvironmentPart> readEnvironments(const Place &place, Problems &problems);
// `environments`: all names that the file gives, also of those with problems, so that one mistake is told
// once.
QList<AppPart> readApps(const Place &place, const QStringList &environments, Problems &problems);
GitSpec readGit(const Place &place, Problems &problems);
QList<Database> readDatabases(const Place &place, Problems &problems);
QHash<QString, QString> readRegistries(const Place &place, Problems &problems);
Thresholds readThresholds(const Place &place, Problems &problems);
QHash<QString, std::chrono::seconds> readSchedules(const Place &place, Problems &problems);

} // namespace envdeck::workspace
