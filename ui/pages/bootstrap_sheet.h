// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bootstrap/service.h"
#include "ui/dialogs/guarded_sheet.h"

class QCheckBox;
class QGridLayout;
class QLineEdit;

namespace envdeck::ui {

// What the bootstrap of a host would find, keep and do. Plans anew with every word that is entered; the
// installer that nobody has vouched for stands in it whole, or against the one that was read before.
class BootstrapSheet final : public GuardedSheet {
    Q_OBJECT

public:
    // In a freeze it says so, and wants a reason.
    BootstrapSheet(const bootstrap::Review &review, const Environment &environment, bool hatched,
                   QWidget *parent = nullptr);

Q_SIGNALS:
    // With accepted(); as it was planned last.
    void confirmed(const envdeck::bootstrap::Review &review, const QString &reason);

protected:
    Confirmation confirmation() const override;

private:
    QString block() const;
    QWidget *makeInstaller(const bootstrap::Installer &installer);
    bootstrap::Ask ask() const;
    void plan();
    void fill();

    bootstrap::Review m_review;
    QGridLayout *m_rows;
    QLineEdit *m_mail;
    QLineEdit *m_reason = nullptr; // null when none is asked for
    QCheckBox *m_read = nullptr;
    QCheckBox *m_updates;
    QCheckBox *m_firewall;
};

} // namespace envdeck::ui
