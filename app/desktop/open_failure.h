// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/opening.h"

#include <QWidget>

namespace envdeck {

// What is shown in place of a workspace that does not open: what is wrong with the folder or its
// envdeck.yaml, line by line, and what to do. Looks again when asked, so a corrected file opens without a
// restart.
class OpenFailureWindow final : public QWidget {
    Q_OBJECT

public:
    explicit OpenFailureWindow(const OpenFailure &failure, QWidget *parent = nullptr);

Q_SIGNALS:
    void retryAsked();
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;
};

} // namespace envdeck
