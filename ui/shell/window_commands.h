// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page_stack.h"
#include "ui/shell/shell_model.h"

namespace envdeck::ui {

class MainWindow;

// The commands that the window itself has, whatever page is in view. Made anew when pages, environments or
// the language change; triggers call the window.
QList<Command> windowCommands(MainWindow &window, const QList<PageSpec> &pages,
                              const QList<ShellEnvironment> &environments);

// Deployments by tag and commit, each leading to its row.
QList<Command> deploymentCommands(MainWindow &window, const QList<ShellDeployment> &deployments);

} // namespace envdeck::ui
