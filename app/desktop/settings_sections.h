// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

namespace envdeck {

class Session;

namespace ui {
class Appearance;
} // namespace ui

// Its sections, as the palette finds them from any page.
QList<ui::PageAction> settingsActions();

// The Settings page with all its sections over the session's services, which outlive it.
ui::Page *makeSettingsPage(Session &session, ui::Appearance &appearance, QWidget *parent);

} // namespace envdeck
