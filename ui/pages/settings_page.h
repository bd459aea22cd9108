// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/settings_section.h"

class QLineEdit;
class QStackedWidget;

namespace envdeck::ui {

class EmptyState;
class NavList;
class PageHeader;

// All settings, by section; a search field finds them by their words. Destination::item is "<section>" or
// "<section>/<what>": "accounts/dokploy/prod".
class SettingsPage final : public Page {
    Q_OBJECT

public:
    explicit SettingsPage(QWidget *parent = nullptr);

    // In the order in which they are listed. Takes it.
    void addSection(SettingsSection *section);

    QString id() const override { return QStringLiteral("settings"); }
    QString title() const override { return tr("Settings"); }
    void setScope(const Scope &) override {} // settings are the workspace's or the operator's own
    void showItem(const QString &item) override;
    void refresh() override;
    void entered() override;
    bool focusSearch() override;
    QList<Command> commands() const override;
    QString helpText() const override;
    bool stepBack() override;
    void retranslate() override;

private:
    void show(const QString &key);
    SettingsSection *section(const QString &key) const; // null when there is none
    void listSections();
    void showNoMatch(const QString &text);

    QList<SettingsSection *> m_sections; // children
    QString m_current;                   // key; empty before the first section
    PageHeader *m_header;
    QLineEdit *m_search;
    NavList *m_list;
    QStackedWidget *m_stack;
    EmptyState *m_none = nullptr; // while nothing matches
};

} // namespace envdeck::ui
