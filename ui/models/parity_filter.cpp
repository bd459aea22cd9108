// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/parity_filter.h"

#include "ui/models/parity_model.h"

namespace envdeck::ui {

void ParityFilter::setText(const QString &text)
{
    m_text = text.trimmed();
    invalidateFilter();
}

void ParityFilter::setDifferencesOnly(bool only)
{
    m_differencesOnly = only;
    invalidateFilter();
}

bool ParityFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    if (m_differencesOnly && !index.data(ParityModel::DiffersRole).toBool())
        return false;
    return index.data(ParityModel::WordsRole).toString().contains(m_text, Qt::CaseInsensitive);
}

} // namespace envdeck::ui
