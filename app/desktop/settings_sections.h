// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace envdeck {

class Session;

namespace ui {
class Appearance;
class Page;
} // namespace ui

// The Settings page with all its sections over the session's services, which outlive it.
ui::Page *makeSettingsPage(Session &session, ui::Appearance &appearance, QWidget *parent);

} // namespace envdeck
