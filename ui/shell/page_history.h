// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

namespace envdeck::ui {

// Where the operator has been, as a browser keeps it: going somewhere new drops what was ahead.
class PageHistory {
public:
    void visit(const Destination &destination); // the same place twice in a row counts once
    bool canGoBack() const { return m_at > 0; }
    bool canGoForward() const { return m_at + 1 < m_places.size(); }
    Destination back();    // only when canGoBack()
    Destination forward(); // only when canGoForward()

private:
    QList<Destination> m_places; // the newest 100
    qsizetype m_at = -1;
};

} // namespace envdeck::ui
