// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deployments/service.h"
#include "ui/models/cells.h"
#include "ui/models/row_model.h"

namespace envdeck::ui {

// Versions in the registry, newest first, with what they are made of and where each runs now.
class VersionModel final : public RowModel<deployments::Version> {
    Q_OBJECT

public:
    enum Column { VersionColumn, CreatedColumn, RevisionColumn, ChecksColumn, RunsInColumn, ColumnCount };

    using RowModel::RowModel;

    void setNow(const QDateTime &now) { m_now = now; }
    // What is known of one of the rows by now; nothing for a tag that is not there.
    void setVersion(const deployments::Version &version);
    void setChecks(const QString &tag, const platform::CiFacts &checks);
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QString key(const deployments::Version &version) const override { return version.image.tag; }

private:
    StatusCell cell(const deployments::Version &version, int column) const;

    QDateTime m_now;
    QHash<QString, platform::CiFacts> m_checks; // by tag
};

} // namespace envdeck::ui
