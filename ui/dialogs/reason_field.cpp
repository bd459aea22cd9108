// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/reason_field.h"

#include "ui/dialogs/guarded_sheet.h"

#include <QCoreApplication>
#include <QLineEdit>

namespace envdeck::ui {

struct ReasonWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::ReasonWords)
};

QLineEdit *addReason(GuardedSheet *sheet, bool required)
{
    auto *reason = new QLineEdit;
    reason->setObjectName(QStringLiteral("review.reason"));
    reason->setAccessibleName(ReasonWords::tr("Reason"));
    reason->setPlaceholderText(required ? ReasonWords::tr("Why? Required; goes into the commit message.")
                                        : ReasonWords::tr("Why? Goes into the commit message."));
    sheet->addFact(ReasonWords::tr("Reason"), reason);
    if (!required)
        return reason;
    const auto check = [sheet, reason] {
        sheet->setBlocked(reason->text().trimmed().isEmpty() ? ReasonWords::tr("A reason is required")
                                                             : QString());
    };
    QObject::connect(reason, &QLineEdit::textChanged, sheet, check);
    check();
    return reason;
}

} // namespace envdeck::ui
