// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

#include <QHash>
#include <QStackedWidget>

namespace envdeck::ui {

// The pages of the window. Each is made on its first visit and kept.
class PageStack final : public QStackedWidget {
    Q_OBJECT

public:
    explicit PageStack(QWidget *parent = nullptr);

    void setSurroundings(OverlayHost *overlay, ToastHost *toasts);
    void addSpec(const PageSpec &spec);
    const QList<PageSpec> &specs() const { return m_specs; }
    const PageSpec *spec(const QString &id) const; // null when there is none

    // Shows the page, making it if need be, tells it the scope and the item; null when there is no such page.
    Page *show(const QString &id, const Scope &scope, const QString &item);
    Page *current() const { return m_current; }

Q_SIGNALS:
    void navigate(const envdeck::ui::Destination &destination);
    void commandsChanged();

private:
    Page *pageFor(const PageSpec &spec);

    QList<PageSpec> m_specs;
    QHash<QString, Page *> m_pages; // children
    QHash<QString, Scope> m_scopes; // what each page was told last
    Page *m_current = nullptr;
    OverlayHost *m_overlay = nullptr;
    ToastHost *m_toasts = nullptr;
};

} // namespace envdeck::ui
