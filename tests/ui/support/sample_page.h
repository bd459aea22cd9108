// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

class QLineEdit;

namespace envdeck::ui {
class DataTable;
class FaceStack;
class PageHeader;
} // namespace envdeck::ui

namespace envdeck::testing {

// A page with a header, a filter and a table of deployments: what the shell needs to be looked at and driven.
class SamplePage final : public ui::Page {
    Q_OBJECT

public:
    SamplePage(const QString &id, const QString &title, QWidget *parent);
    static ui::PageSpec spec(const QString &id, const QString &title, const QString &icon, int group,
                             bool all);

    QString id() const override { return m_id; }
    QString title() const override { return m_title; }
    void setScope(const ui::Scope &scope) override;
    void showItem(const QString &item) override { shownItem = item; }
    void refresh() override { ++refreshes; }
    void setUnwatched(bool nobodyLooks) override { unwatched = nobodyLooks; }
    bool focusSearch() override;
    QList<ui::Command> commands() const override;
    QString helpText() const override
    {
        return QStringLiteral("Which versions ran here, how they behaved, and the way back.");
    }
    bool stepBack() override { return ++stepsBack > 0; }
    void retranslate() override { ++retranslations; }

    ui::Scope scope;
    QString shownItem;
    bool unwatched = false;
    int refreshes = 0;
    int stepsBack = 0;
    int retranslations = 0;
    int rollbacks = 0;

private:
    QString m_id;
    QString m_title;
    ui::PageHeader *m_header;
    QLineEdit *m_filter;
    ui::DataTable *m_table;
};

} // namespace envdeck::testing
