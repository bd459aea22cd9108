// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/confirm_sheet.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"
#include "ui/widgets/overlay_host.h"

#include <QLineEdit>

namespace envdeck::ui {

ConfirmSheet::ConfirmSheet(const GuardedAction &action, const QString &text, const QString &details,
                           bool askReason, QWidget *parent)
    : GuardedSheet(action, parent)
{
    setObjectName(QStringLiteral("confirm.sheet"));
    addFact(tr("Effect"), text);
    if (!details.isEmpty()) {
        auto *raw = new Label(details, Type::Code, Tone::Muted);
        raw->setWordWrap(true);
        addFact(tr("Details"), raw);
    }
    if (!askReason)
        return;
    m_reason = new QLineEdit;
    m_reason->setObjectName(QStringLiteral("review.reason"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setPlaceholderText(tr("Why? Kept in the journal."));
    connect(m_reason, &QLineEdit::textChanged, this, &ConfirmSheet::updateBlock);
    addFact(tr("Reason"), m_reason);
    updateBlock();
}

void ConfirmSheet::updateBlock()
{
    setBlocked(m_reason->text().trimmed().isEmpty() ? tr("A reason is required") : QString());
}

Confirmation ConfirmSheet::confirmation() const
{
    Confirmation confirmation = GuardedSheet::confirmation();
    if (m_reason)
        confirmation.reason = m_reason->text().trimmed();
    return confirmation;
}

void openSheet(OverlayHost *overlay, GuardedSheet *sheet)
{
    // Queued behind whoever listens to the same signal: they may still ask the sheet.
    QObject::connect(sheet, &GuardedSheet::accepted, overlay, &OverlayHost::dismiss, Qt::QueuedConnection);
    QObject::connect(sheet, &GuardedSheet::canceled, overlay, &OverlayHost::dismiss);
    QObject::connect(overlay, &OverlayHost::dismissed, sheet, &GuardedSheet::cancel);
    overlay->open(sheet, OverlayHost::Place::Center);
}

} // namespace envdeck::ui
