// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

namespace envdeck::ui {

class DataTable;
class Label;

// One part of the Settings page. Personal settings apply at once; shared ones are a commit that is reviewed
// first.
class SettingsSection : public QWidget {
    Q_OBJECT

public:
    // `page` owns it, once added, and lends its overlay and toasts.
    explicit SettingsSection(Page &page) : m_page(page) {}

    virtual QString key() const = 0;   // stable, the first part of Destination::item: "accounts"
    virtual QString title() const = 0; // tr()
    virtual QString englishTitle() const = 0;
    virtual QString icon() const = 0;
    // Shows only what holds the text, whatever its case; an empty one shows everything. False when nothing
    // holds it.
    virtual bool filter(const QString &text) = 0;
    virtual void retranslate() = 0;
    // What follows the key in Destination::item: "dokploy/prod". Unknown ones do nothing.
    virtual void showItem(const QString &) {}
    // Came into view, and F5: read again what may have changed.
    virtual void refresh() {}

protected:
    Page &page() const { return m_page; }
    // True, and said, while the window is in read-only mode: for whatever is R2 or more.
    bool refusesChange() const;
    // A table that fills the section, below a sentence about it.
    void layOut(Label *note, DataTable *table);

private:
    Page &m_page;
};

} // namespace envdeck::ui
