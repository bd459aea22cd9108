// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QSplitter;
class QVBoxLayout;

namespace envdeck::ui {

class ActivityPanel;
class EnvBand;
class NavList;
class PageStack;
class StatusStrip;
class TopBar;

// Lays the parts of the window out and paints the canvas and the lines between them. The parts are its
// children.
class WindowFrame final : public QWidget {
    Q_OBJECT

public:
    explicit WindowFrame(QWidget *parent = nullptr);

    EnvBand *band() const { return m_band; }
    TopBar *topBar() const { return m_topBar; }
    NavList *navigation() const { return m_navigation; }
    PageStack *pages() const { return m_pages; }
    ActivityPanel *activity() const { return m_activity; }
    StatusStrip *strip() const { return m_strip; }
    QSplitter *splitter() const { return m_splitter; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    EnvBand *m_band;
    TopBar *m_topBar;
    NavList *m_navigation;
    PageStack *m_pages;
    ActivityPanel *m_activity;
    StatusStrip *m_strip;
    QSplitter *m_splitter;
};

} // namespace envdeck::ui
