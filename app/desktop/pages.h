// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/session.h"
#include "ui/shell/appearance.h"
#include "ui/shell/page.h"

namespace envdeck {

// The pages of the window in the order of its navigation, each made on its first visit. Both outlive the
// window.
QList<ui::PageSpec> pageSpecs(Session &session, ui::Appearance &appearance);

} // namespace envdeck
