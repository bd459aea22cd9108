// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"

#include <QStringList>
#include <QWidget>
#include <functional>

namespace envdeck::ui {

class EmptyState;
class PageHeader;

// Stands in for a page that shows one environment while all are in view: asks which, instead of picking one.
class EnvironmentChoice final : public QWidget {
    Q_OBJECT

public:
    explicit EnvironmentChoice(QWidget *parent = nullptr);

    // `title` of the page, said again after a language switch. The suggested one is the primary button. More
    // than a few are chosen from the switcher's menu.
    void ask(const std::function<QString()> &title, const QStringList &environments,
             const EnvironmentId &suggested);

Q_SIGNALS:
    void chosen(const QString &environment);
    void menuAsked(); // of the switcher

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();

    std::function<QString()> m_title;
    QStringList m_environments;
    EnvironmentId m_suggested;
    PageHeader *m_header;
    EmptyState *m_state = nullptr;
};

} // namespace envdeck::ui
