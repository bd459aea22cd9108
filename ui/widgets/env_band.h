// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QList>
#include <QStringList>
#include <QWidget>

namespace envdeck::ui {

// The strip of the environment's colour on top of windows and sheets. Several kinds are shown side by side
// ("all environments"); a workspace on this machine alone is hatched, so that it reads without colour. Never
// changes with health.
class EnvBand final : public QWidget {
    Q_OBJECT

public:
    explicit EnvBand(int height, QWidget *parent = nullptr);

    void setEnvironments(const QList<EnvironmentKind> &kinds);
    void setHatched(bool hatched); // Workspace::isLocal()
    // Rounds the upper corners, for sheets.
    void setTopRadius(int radius);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<EnvironmentKind> m_kinds;
    bool m_hatched = false;
    int m_topRadius = 0;
};

// The tag's text: the first letter in upper case, two where another environment begins with the same.
QString envLetters(const QString &name, const QStringList &all);

// The square tag with an environment's letter: in the switcher, in table heads, in the palette.
void paintEnvTag(QPainter *painter, const QRectF &rect, const Tokens &tokens, EnvironmentKind kind,
                 const QString &letter);

} // namespace envdeck::ui
