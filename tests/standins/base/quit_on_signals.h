// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace envdeck::standins {

// SIGTERM and SIGINT end the application's event loop with exit code 0. Call once, from the main thread,
// after the application object is made; it does not survive that object.
void quitOnSignals();

} // namespace envdeck::standins
