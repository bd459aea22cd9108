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
    BootstrapSheet(const bootstrap::Review &review, const Environment &environment, bool hatched,
                   QWidget *parent = nullptr);

Q_SIGNALS:
    void confirmed(const envdeck::bootstrap::Review &review); // with accepted(); as it was planned last

private:
    QWidget *makeInstaller(const bootstrap::Installer &installer);
    bootstrap::Ask ask() const;
    void plan();
    void fill();

    bootstrap::Review m_review;
    QGridLayout *m_rows;
    QLineEdit *m_mail;
    QCheckBox *m_read = nullptr;
    QCheckBox *m_updates;
    QCheckBox *m_firewall;
};

} // namespace envdeck::ui
