// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings_section.h"

#include "ui/shell/page.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/label.h"

#include <QVBoxLayout>

namespace envdeck::ui {

bool SettingsSection::refusesChange() const
{
    return m_page.refusesChange();
}

void SettingsSection::layOut(Label *note, DataTable *table)
{
    note->setWordWrap(true);
    note->setContentsMargins(metrics::space3, metrics::space2, metrics::space3, metrics::space3);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::space3, metrics::space2, metrics::space3, 0);
    column->addWidget(note);
    column->addWidget(table, 1);
}

} // namespace envdeck::ui
