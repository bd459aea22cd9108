// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/settings.h"

#include <QByteArray>
#include <QMap>

namespace envdeck::sandbox {

// The infra repository as it stands at one moment of the story.
struct WorkspaceFiles {
    QHash<QString, QString> tags; // by "dev/api"
    bool onCallNoted = false;
    bool port8080Closed = false;
    bool commentsExplained = false;
    bool errorRateLowered = false;
    bool grafanaInDev = false; // not applied yet: what dev's first plan shows

    void change(const QString &name); // of Event::change
};

// Path in the repository to content.
using FileSet = QMap<QString, QByteArray>;
FileSet filesOf(const WorkspaceFiles &world, const Settings &settings, const Folder &folder);

} // namespace envdeck::sandbox
