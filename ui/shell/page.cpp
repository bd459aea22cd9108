// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page.h"

#include "ui/shell/main_window.h"
#include "ui/text/guard_text.h"
#include "ui/widgets/toast_host.h"

#include <QEvent>

namespace envdeck::ui {

Page::Page(QWidget *parent) : QWidget(parent) {}

void Page::showItem(const QString &) {}

void Page::entered() {}

void Page::left() {}

void Page::setUnwatched(bool) {}

bool Page::focusSearch()
{
    return false;
}

QString Page::primaryCommand() const
{
    return {};
}

QList<Command> Page::commands() const
{
    return {};
}

bool Page::stepBack()
{
    return false;
}

void Page::setSurroundings(OverlayHost *overlay, ToastHost *toasts)
{
    m_overlay = overlay;
    m_toasts = toasts;
}

bool Page::refusesChange() const
{
    const auto *shown = qobject_cast<const MainWindow *>(window());
    if (!shown || !shown->isReadOnly())
        return false;
    m_toasts->show(readOnlyReason());
    return true;
}

void Page::takeNextStep(NextStep step, const QString &account)
{
    if (step == NextStep::ReplaceKey)
        Q_EMIT navigate({QStringLiteral("settings"), {}, {}, QStringLiteral("accounts/") + account});
    else
        refresh();
}

void Page::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace envdeck::ui
