// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/settings_section.h"

class QStandardItemModel;

namespace envdeck::ui {

class DataTable;
class Label;

// Every key that does something in this window.
class ShortcutsSettings final : public SettingsSection {
    Q_OBJECT

public:
    explicit ShortcutsSettings(Page &page);

    QString key() const override { return QStringLiteral("shortcuts"); }
    QString title() const override { return tr("Shortcuts"); }
    QString englishTitle() const override { return QStringLiteral("Shortcuts"); }
    QString icon() const override { return QStringLiteral("terminal"); }
    bool filter(const QString &text) override;
    void retranslate() override;
    void refresh() override { fill(); }

private:
    void fill();

    QStandardItemModel *m_model;
    DataTable *m_table;
    Label *m_note;
    QString m_filter;
};

} // namespace envdeck::ui
