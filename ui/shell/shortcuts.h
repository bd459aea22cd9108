// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/command.h"

class QAction;
class QWidget;

namespace envdeck::ui {

// Makes the shortcuts of a registry work in a window. While paused (a sheet or the palette is open) no key
// reaches a command: what is open would be left standing over another page.
class Shortcuts final : public QObject {
    Q_OBJECT

public:
    Shortcuts(CommandRegistry &registry, QWidget *window);

    void setPaused(bool paused);

private:
    void rebuild();

    CommandRegistry &m_registry;
    QWidget *m_window;
    QList<QAction *> m_actions; // children
    bool m_paused = false;
};

} // namespace envdeck::ui
