// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/reviewed_plan.h"
#include "ui/dialogs/guarded_sheet.h"

class QLineEdit;

namespace envdeck::ui {

// Before a plan of a branch becomes a pull request: its title and body as they will stand there, and what
// follows from the merge. The guard is that of applying it, since the merge is followed by that.
class ProposalSheet final : public GuardedSheet {
    Q_OBJECT

public:
    ProposalSheet(const infrastructure::ReviewedPlan &reviewed, const Environment &environment, bool hatched,
                  const QString &frozen, QWidget *parent = nullptr);

    QString title() const; // of the pull request
    QString body() const;

protected:
    Confirmation confirmation() const override;

private:
    void check();

    const infrastructure::ReviewedPlan m_reviewed;
    const bool m_isFrozen;
    QLineEdit *m_title;
    QLineEdit *m_reason;
};

} // namespace envdeck::ui
