// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chart_crosshair.h"

namespace envdeck::ui {

qint64 CrosshairGroup::at() const
{
    return m_at > 0 ? m_at : m_pins.isEmpty() ? 0 : m_pins.last();
}

void CrosshairGroup::setAt(qint64 at)
{
    if (at == m_at)
        return;
    m_at = at;
    Q_EMIT moved(this->at());
}

void CrosshairGroup::pin(qint64 at)
{
    if (m_pins.size() >= 2)
        m_pins.clear();
    else
        m_pins.append(at);
    Q_EMIT moved(this->at());
}

void CrosshairGroup::unpin()
{
    if (m_pins.isEmpty())
        return;
    m_pins.removeLast();
    Q_EMIT moved(at());
}

bool CrosshairGroup::clearPins()
{
    const bool any = !m_pins.isEmpty();
    m_pins.clear();
    if (any)
        Q_EMIT moved(at());
    return any;
}

} // namespace envdeck::ui
