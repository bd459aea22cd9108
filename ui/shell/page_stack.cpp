// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page_stack.h"

#include "ui/shell/environment_choice.h"

#include <utility>

namespace envdeck::ui {

PageStack::PageStack(QWidget *parent) : QStackedWidget(parent)
{
    setObjectName(QStringLiteral("pages"));
}

void PageStack::setSurroundings(OverlayHost *overlay, ToastHost *toasts)
{
    m_overlay = overlay;
    m_toasts = toasts;
}

void PageStack::addSpec(const PageSpec &spec)
{
    Q_ASSERT(!this->spec(spec.id));
    m_specs.append(spec);
}

const PageSpec *PageStack::spec(const QString &id) const
{
    for (const PageSpec &spec : m_specs) {
        if (spec.id == id)
            return &spec;
    }
    return nullptr;
}

Page *PageStack::pageFor(const PageSpec &spec)
{
    if (Page *page = m_pages.value(spec.id))
        return page;
    Page *page = spec.make(this);
    page->setSurroundings(m_overlay, m_toasts);
    connect(page, &Page::navigate, this, &PageStack::navigate);
    connect(page, &Page::commandsChanged, this, [this, page] {
        if (page == m_current)
            Q_EMIT commandsChanged();
    });
    page->setUnwatched(m_hidden);
    addWidget(page);
    m_pages.insert(spec.id, page);
    return page;
}

Page *PageStack::show(const QString &id, const Scope &scope, const QString &item)
{
    const PageSpec *wanted = spec(id);
    if (!wanted)
        return nullptr;
    Page *page = pageFor(*wanted);
    Page *before = m_current;
    m_current = page;
    if (before && before != page)
        before->left();
    const auto told = m_scopes.constFind(id);
    if (told == m_scopes.constEnd() || *told != scope) {
        m_scopes.insert(id, scope);
        page->setScope(scope);
    }
    setCurrentWidget(page);
    if (before != page)
        page->entered();
    if (!item.isEmpty())
        page->showItem(item);
    Q_EMIT commandsChanged();
    return page;
}

void PageStack::ask(const PageSpec &spec, const QStringList &environments, const EnvironmentId &suggested)
{
    if (!m_choice) {
        m_choice = new EnvironmentChoice;
        addWidget(m_choice);
        connect(m_choice, &EnvironmentChoice::chosen, this, &PageStack::environmentChosen);
        connect(m_choice, &EnvironmentChoice::menuAsked, this, &PageStack::environmentMenuAsked);
    }
    if (m_current)
        m_current->left();
    m_current = nullptr;
    m_choice->ask(spec.title, environments, suggested);
    setCurrentWidget(m_choice);
    Q_EMIT commandsChanged();
}

void PageStack::setWindowHidden(bool hidden)
{
    if (hidden == std::exchange(m_hidden, hidden))
        return;
    for (Page *page : std::as_const(m_pages))
        page->setUnwatched(hidden);
}

} // namespace envdeck::ui
