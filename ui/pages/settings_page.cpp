// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings_page.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/nav_list.h"
#include "ui/widgets/page_header.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace envdeck::ui {

SettingsPage::SettingsPage(QWidget *parent)
    : Page(parent), m_header(new PageHeader), m_search(new QLineEdit), m_list(new NavList),
      m_stack(new QStackedWidget)
{
    setObjectName(QStringLiteral("settings.page"));
    m_search->setObjectName(QStringLiteral("settings.search"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(scaled(200));
    m_header->addControl(m_search);
    m_list->setObjectName(QStringLiteral("settings.sections"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    auto *body = new QHBoxLayout;
    body->setContentsMargins(metrics::space3, metrics::space3, 0, 0);
    body->setSpacing(0);
    body->addWidget(m_list);
    body->addWidget(m_stack, 1);
    column->addLayout(body, 1);

    connect(m_header, &PageHeader::refreshAsked, this, &SettingsPage::refresh);
    connect(m_search, &QLineEdit::textChanged, this, &SettingsPage::listSections);
    connect(m_list, &NavList::pageChosen, this, &SettingsPage::show);
    retranslate();
}

void SettingsPage::addSection(SettingsSection *section)
{
    m_sections.append(section);
    m_stack->addWidget(section);
    section->retranslate();
    listSections();
    if (m_current.isEmpty())
        show(section->key());
}

SettingsSection *SettingsPage::section(const QString &key) const
{
    const auto found = std::find_if(m_sections.begin(), m_sections.end(),
                                    [&](const SettingsSection *s) { return s->key() == key; });
    return found == m_sections.end() ? nullptr : *found;
}

void SettingsPage::show(const QString &key)
{
    SettingsSection *wanted = section(key);
    if (!wanted)
        return;
    m_current = key;
    m_list->setCurrent(key);
    if (m_stack->currentWidget() == wanted)
        return;
    m_stack->setCurrentWidget(wanted);
    if (isVisible())
        wanted->refresh();
}

void SettingsPage::showItem(const QString &item)
{
    const QString key = item.section(QLatin1Char('/'), 0, 0);
    if (!section(key))
        return;
    m_search->clear();
    show(key);
    section(key)->showItem(item.section(QLatin1Char('/'), 1));
}

void SettingsPage::refresh()
{
    if (SettingsSection *shown = section(m_current))
        shown->refresh();
}

void SettingsPage::entered()
{
    refresh();
}

bool SettingsPage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
    return true;
}

bool SettingsPage::stepBack()
{
    if (m_search->text().isEmpty())
        return false;
    m_search->clear();
    return true;
}

// Sections without a match leave the list; where the one in view goes, the first that stays comes.
void SettingsPage::listSections()
{
    const QString text = m_search->text().trimmed();
    QList<NavEntry> entries;
    for (SettingsSection *section : std::as_const(m_sections)) {
        const bool named = section->title().contains(text, Qt::CaseInsensitive);
        if (section->filter(named ? QString() : text))
            entries.append({section->key(), section->title(), section->icon()});
    }
    m_list->setEntries(entries);
    showNoMatch(entries.isEmpty() ? text : QString());
    const bool stays = std::any_of(entries.begin(), entries.end(),
                                   [this](const NavEntry &entry) { return entry.id == m_current; });
    if (!entries.isEmpty() && !m_current.isEmpty())
        show(stays ? m_current : entries.first().id);
}

// Empty takes the face away again.
void SettingsPage::showNoMatch(const QString &text)
{
    delete m_none;
    m_none = nullptr;
    if (text.isEmpty())
        return;
    m_none = new EmptyState(QStringLiteral("search"), tr("No match for \u201c%1\u201d").arg(text),
                            tr("No setting has this word in its name or text."));
    QPushButton *clear = m_none->addButton(tr("Clear search"), false);
    clear->setObjectName(QStringLiteral("settings.clearSearch"));
    connect(clear, &QPushButton::clicked, m_search, &QLineEdit::clear,
            Qt::QueuedConnection); // it goes with its button
    m_stack->addWidget(m_none);
    m_stack->setCurrentWidget(m_none);
}

QList<Command> SettingsPage::commands() const
{
    QList<Command> commands;
    for (const SettingsSection *section : m_sections) {
        Command command;
        command.id = QStringLiteral("settings.") + section->key();
        command.title = tr("Settings: %1").arg(section->title());
        command.englishTitle = QStringLiteral("Settings: ") + section->englishTitle();
        command.icon = section->icon();
        command.trigger = [self = const_cast<SettingsPage *>(this), key = section->key()] {
            self->showItem(key);
        };
        commands.append(command);
    }
    return commands;
}

QString SettingsPage::helpText() const
{
    return tr("What is yours alone, such as language and theme, takes effect at once. What everybody shares, "
              "such as thresholds, is changed by a commit that you review first.");
}

void SettingsPage::retranslate()
{
    m_header->setTitle(title());
    m_search->setPlaceholderText(tr("Search settings"));
    m_search->setAccessibleName(tr("Search settings"));
    m_list->setAccessibleName(tr("Sections"));
    for (SettingsSection *section : std::as_const(m_sections))
        section->retranslate();
    listSections();
}

} // namespace envdeck::ui
