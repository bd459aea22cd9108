// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

namespace envdeck::ui {

// The time under the pointer and the times that were pinned, shared by all charts of a page. Milliseconds
// since epoch; 0 is nowhere.
class CrosshairGroup final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    // Under the pointer or moved to by key, else the newest pin.
    qint64 at() const;
    void setAt(qint64 at); // 0: the pointer left
    const QList<qint64> &pins() const { return m_pins; }
    // The first and the second pin; a third click takes both away.
    void pin(qint64 at);
    void unpin();     // the newest
    bool clearPins(); // false when there is none
    // The pin that values are compared with; 0 without one.
    qint64 base() const { return !m_pins.isEmpty() && m_pins.first() != at() ? m_pins.first() : 0; }

Q_SIGNALS:
    void moved(qint64 at);

private:
    qint64 m_at = 0;
    QList<qint64> m_pins;
};

} // namespace envdeck::ui
