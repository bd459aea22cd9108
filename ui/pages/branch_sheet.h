// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/dialogs/guarded_sheet.h"
#include "ui/presenters/branches_presenter.h"

class QRadioButton;

namespace envdeck::ui {

// Before the code of a branch is planned: whose it is, where it runs, and with which secrets.
class BranchSheet final : public GuardedSheet {
    Q_OBJECT

public:
    BranchSheet(const BranchFacts &facts, const Environment &environment, bool hatched, const QDateTime &now,
                QWidget *parent = nullptr);

    infrastructure::SecretsFor secrets() const; // Planning, or Withheld

private:
    QWidget *buildChoice(const BranchFacts &facts);

    QRadioButton *m_with = nullptr;
    QRadioButton *m_without = nullptr;
};

} // namespace envdeck::ui
