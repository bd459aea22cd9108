// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

#include <QHash>
#include <QStackedWidget>

namespace envdeck::ui {

class EnvironmentChoice;

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
    // No page: which environment the wanted one shall show.
    void ask(const PageSpec &spec, const QStringList &environments, const EnvironmentId &suggested);
    Page *current() const { return m_current; } // null while it asks
    void setWindowHidden(bool hidden);

Q_SIGNALS:
    void navigate(const envdeck::ui::Destination &destination);
    void commandsChanged();
    void environmentChosen(const QString &environment);
    void environmentMenuAsked();

private:
    Page *pageFor(const PageSpec &spec);

    QList<PageSpec> m_specs;
    QHash<QString, Page *> m_pages; // children
    QHash<QString, Scope> m_scopes; // what each page was told last
    Page *m_current = nullptr;
    bool m_hidden = false;
    EnvironmentChoice *m_choice = nullptr; // made when it is needed
    OverlayHost *m_overlay = nullptr;
    ToastHost *m_toasts = nullptr;
};

} // namespace envdeck::ui
