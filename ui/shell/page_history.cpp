// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page_history.h"

namespace envdeck::ui {

namespace {

constexpr qsizetype mostPlaces = 100;

} // namespace

void PageHistory::visit(const Destination &destination)
{
    if (m_at >= 0 && m_places.at(m_at) == destination)
        return;
    m_places.resize(m_at + 1);
    m_places.append(destination);
    if (m_places.size() > mostPlaces)
        m_places.removeFirst();
    m_at = m_places.size() - 1;
}

Destination PageHistory::back()
{
    Q_ASSERT(canGoBack());
    return m_places.at(--m_at);
}

Destination PageHistory::forward()
{
    Q_ASSERT(canGoForward());
    return m_places.at(++m_at);
}

} // namespace envdeck::ui
