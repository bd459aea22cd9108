// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/panes.h"

#include <QApplication>

namespace envdeck::ui {

namespace {

bool canTakeFocus(const QWidget *widget)
{
    return widget && widget->isVisible() && widget->isEnabled() && widget->focusPolicy() & Qt::TabFocus &&
           !widget->focusProxy();
}

} // namespace

void Panes::setPanes(const QList<QWidget *> &panes)
{
    m_panes.clear();
    for (QWidget *pane : panes)
        m_panes.append({pane, nullptr});
}

// Panes may stand inside each other (a page and its header): the innermost one counts.
int Panes::paneOf(const QWidget *widget) const
{
    for (; widget; widget = widget->parentWidget()) {
        for (int i = 0; i < m_panes.size(); ++i) {
            if (m_panes.at(i).root == widget)
                return i;
        }
    }
    return -1;
}

QWidget *Panes::firstFocusable(int pane) const
{
    QWidget *root = m_panes.at(pane).root;
    if (canTakeFocus(root))
        return root;
    // The focus chain is in reading order, other than the list of children.
    for (QWidget *widget = root->nextInFocusChain(); widget && widget != root;
         widget = widget->nextInFocusChain()) {
        if (canTakeFocus(widget) && paneOf(widget) == pane)
            return widget;
    }
    return nullptr;
}

void Panes::step(bool forward)
{
    const int from = paneOf(QApplication::focusWidget());
    const auto count = static_cast<int>(m_panes.size());
    if (from >= 0)
        m_panes[from].last = QApplication::focusWidget();
    for (int i = 1; i <= count; ++i) {
        const int start = from < 0 ? (forward ? -1 : count) : from;
        const int at = ((forward ? start + i : start - i) % count + count) % count;
        const Pane &pane = m_panes.at(at);
        if (!pane.root || !pane.root->isVisible())
            continue;
        QWidget *target =
            canTakeFocus(pane.last) && paneOf(pane.last) == at ? pane.last.data() : firstFocusable(at);
        if (!target)
            continue;
        target->setFocus(forward ? Qt::TabFocusReason : Qt::BacktabFocusReason);
        return;
    }
}

} // namespace envdeck::ui
