// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/status.h"

#include <QList>
#include <QToolButton>

namespace envdeck::ui {

// One row of the switcher's menu.
struct EnvChoice {
    QString name; // empty: all environments
    EnvironmentKind kind = EnvironmentKind::Custom;
    Severity worst = Severity::None;
    QString word;     // "Degraded"
    QString note;     // version of the default app
    QString shortcut; // "Ctrl+1"
    friend bool operator==(const EnvChoice &, const EnvChoice &) = default;
};

// The filled button that names the environment in view, with its menu. Without an environment it reads as
// "All environments" and is outlined.
class EnvSwitcher final : public QToolButton {
    Q_OBJECT

public:
    explicit EnvSwitcher(QWidget *parent = nullptr);

    void setChoices(const QList<EnvChoice> &choices);
    void setCurrent(const QString &name); // empty is all environments; a name that is no choice too
    void openMenu();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void chosen(const QString &name); // empty is all environments

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void retranslate();
    const EnvChoice *current() const; // null for all environments
    QStringList names() const;

    QList<EnvChoice> m_choices;
    QString m_current;
};

} // namespace envdeck::ui
