// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/fonts.h"
#include "ui/theme/status.h"

#include <QLabel>

namespace envdeck::ui {

enum class Tone { Normal, Muted, Faint, OnPrimary };

// A plain-text label in one of the product's type styles. Reads its colour when painting, so a theme switch
// needs nothing; elides with a tooltip instead of clipping when it does not wrap. Never rich text.
class Label final : public QLabel {
    Q_OBJECT

public:
    explicit Label(const QString &text = {}, Type type = Type::Body, Tone tone = Tone::Normal,
                   QWidget *parent = nullptr);

    void setSeverity(Severity severity); // colours the text; put an icon beside it
    void setElide(Qt::TextElideMode mode) { m_elide = mode; }

    void setType(Type type);
    void setTone(Tone tone);

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    Type m_type;
    Tone m_tone;
    bool m_ownToolTip = false; // the full text of what was elided; ours to take away again
    Severity m_severity = Severity::None;
    Qt::TextElideMode m_elide = Qt::ElideRight;
};

} // namespace envdeck::ui
