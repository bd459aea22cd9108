// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/env_switcher.h"

#include <QListView>

class QStandardItemModel;

namespace envdeck::ui {

// The rows behind the environment switcher: tag, name, worst status, version, shortcut.
class EnvMenu final : public QListView {
    Q_OBJECT

public:
    EnvMenu(const QList<EnvChoice> &choices, const QString &current, QWidget *parent = nullptr);

    QSize sizeHint() const override;

Q_SIGNALS:
    void chosen(const QString &name);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QList<EnvChoice> m_choices;
    QStandardItemModel *m_model;
};

} // namespace envdeck::ui
