// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/guarded_sheet.h"

class QLineEdit;

namespace envdeck::ui {

class OverlayHost;

// A question with a sentence of explanation, for simple cases: quit with running jobs, abandon a job.
// `details` is raw text in a code block; may be empty. With askReason a written reason is required.
class ConfirmSheet final : public GuardedSheet {
    Q_OBJECT

public:
    ConfirmSheet(const GuardedAction &action, const QString &text, const QString &details = {},
                 bool askReason = false, QWidget *parent = nullptr);

protected:
    Confirmation confirmation() const override;

private:
    void updateBlock();

    QLineEdit *m_reason = nullptr; // null when none is asked for
};

// Shows the sheet and closes it on either answer; the sheet's signals come first. Esc on the overlay cancels
// it.
void openSheet(OverlayHost *overlay, GuardedSheet *sheet);

} // namespace envdeck::ui
