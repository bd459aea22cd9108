// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/environment_model.h"
#include "ui/pages/settings_section.h"

namespace envdeck::ui {

class DataTable;
class Label;

// How the environments are set up, in their order. Shown, not changed: they stand in envdeck.yaml.
class EnvironmentsSettings final : public SettingsSection {
    Q_OBJECT

public:
    // `workspace` outlives it.
    EnvironmentsSettings(Page &page, const Workspace &workspace);

    QString key() const override { return QStringLiteral("environments"); }
    QString title() const override { return tr("Environments"); }
    QString englishTitle() const override { return QStringLiteral("Environments"); }
    QString icon() const override { return QStringLiteral("globe"); }
    bool filter(const QString &text) override;
    void retranslate() override;
    void showItem(const QString &item) override; // an environment

private:
    const Workspace &m_workspace;
    EnvironmentModel *m_model;
    DataTable *m_table;
    Label *m_note;
};

} // namespace envdeck::ui
