// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/event_loop.h"
#include "ui/theme/theme.h"

class QWidget;

namespace envdeck::testing {

// eventually() with a limit that a slow machine keeps; what deleteLater() was asked for is gone too.
template <typename Pred>
bool soon(Pred pred)
{
    return eventually(
        [&] {
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            return pred();
        },
        std::chrono::seconds(60));
}

// Shows a top-level widget and waits until it has the keyboard.
void showActive(QWidget &widget);

// The one theme of the test program; light at 100 % unless a test says otherwise.
ui::Theme &theme();
// Puts colours, density and text size back when it goes.
class LookGuard {
public:
    ~LookGuard();
};

// Shows a top-level widget, waits until it is painted and saves it as build/<preset>/shots/<name>.png when
// ENVDECK_SHOTS is set. Always renders, so that a painter that trips a sanitizer is found without it.
void grab(QWidget &widget, const QString &name);

} // namespace envdeck::testing
