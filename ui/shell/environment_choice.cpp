// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/environment_choice.h"

#include "ui/shell/command.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/page_header.h"

#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace envdeck::ui {

namespace {

constexpr qsizetype buttonsAtMost = 5;

} // namespace

EnvironmentChoice::EnvironmentChoice(QWidget *parent) : QWidget(parent), m_header(new PageHeader)
{
    setObjectName(QStringLiteral("environment.choice"));
    m_header->setRefreshable(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
}

void EnvironmentChoice::ask(const std::function<QString()> &title, const QStringList &environments,
                            const EnvironmentId &suggested)
{
    m_title = title;
    m_environments = environments;
    m_suggested = suggested;
    rebuild();
}

void EnvironmentChoice::rebuild()
{
    delete m_state;
    m_header->setTitle(m_title());
    m_state = new EmptyState(QStringLiteral("globe"), tr("Choose an environment"),
                             tr("%1 shows one environment at a time.").arg(m_title()));
    layout()->addWidget(m_state);
    if (m_environments.size() > buttonsAtMost) {
        QPushButton *menu = m_state->addButton(tr("Choose\u2026"), true);
        menu->setObjectName(QStringLiteral("environment.choice.menu"));
        connect(menu, &QPushButton::clicked, this, &EnvironmentChoice::menuAsked);
        return;
    }
    for (const QString &environment : std::as_const(m_environments)) {
        QPushButton *button = m_state->addButton(plainMenuText(environment), environment == m_suggested);
        button->setObjectName(QStringLiteral("environment.choice.") + environment);
        connect(
            button, &QPushButton::clicked, this, [this, environment] { Q_EMIT chosen(environment); },
            Qt::QueuedConnection); // the answer may take the button away
    }
}

void EnvironmentChoice::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && m_title)
        rebuild();
}

} // namespace envdeck::ui
