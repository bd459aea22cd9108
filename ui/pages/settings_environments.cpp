// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings_environments.h"

#include "ui/pages/settings_form.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/label.h"

namespace envdeck::ui {

EnvironmentsSettings::EnvironmentsSettings(Page &page, const Workspace &workspace)
    : SettingsSection(page), m_workspace(workspace), m_model(new EnvironmentModel(this)),
      m_table(new DataTable), m_note(new Label({}, Type::Small, Tone::Muted))
{
    m_table->setObjectName(QStringLiteral("environments.table"));
    m_table->setModel(m_model);
    m_table->setColumns(
        {{120}, {120}, {100, false, 900}, {110}, {120}, {110}, {100, false, 760}, {120, true}});
    layOut(m_note, m_table);
}

bool EnvironmentsSettings::filter(const QString &text)
{
    QList<Environment> shown;
    for (const Environment &environment : m_workspace.environments) {
        if (holdsText({environment.name, environment.branch}, text))
            shown.append(environment);
    }
    m_model->setRows(shown);
    return !shown.isEmpty();
}

void EnvironmentsSettings::retranslate()
{
    m_table->setAccessibleName(title());
    m_note->setText(tr("In their order, as envdeck.yaml of your checkout sets them up. Kind decides colour "
                       "and guards. To change them, commit to envdeck.yaml."));
    m_model->retranslate();
}

void EnvironmentsSettings::showItem(const QString &item)
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->rows().at(row).name == item)
            m_table->selectRow(row);
    }
}

} // namespace envdeck::ui
