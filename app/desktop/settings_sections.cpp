// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/settings_sections.h"

#include "app/session/session.h"
#include "ui/pages/settings_about.h"
#include "ui/pages/settings_accounts.h"
#include "ui/pages/settings_data.h"
#include "ui/pages/settings_environments.h"
#include "ui/pages/settings_general.h"
#include "ui/pages/settings_page.h"
#include "ui/pages/settings_program.h"
#include "ui/pages/settings_shortcuts.h"
#include "ui/pages/settings_thresholds.h"
#include "ui/shell/appearance.h"

namespace envdeck {

namespace {

std::unique_ptr<ui::AccountsPresenter> accountsOf(Session &session)
{
    auto check = std::make_unique<platform::PlatformKeyCheck>(
        session.workspace(), session.platform(), session.telemetry(), session.registry(), session.mirror());
    check->setCodeHost(&session.codeHost());
    check->setShell(&session.hostShell());
    auto accounts = std::make_unique<ui::AccountsPresenter>(session.workspace(), session.keys(),
                                                            session.keyLedger(), std::move(check));
    QObject::connect(accounts.get(), &ui::AccountsPresenter::keysChanged, &session, &Session::forgetKeys);
    return accounts;
}

std::unique_ptr<ui::ThresholdsPresenter> thresholdsOf(Session &session)
{
    return std::make_unique<ui::ThresholdsPresenter>(session.workspace(), session.thresholds(),
                                                     session.jobs());
}

std::unique_ptr<ui::DataPresenter> dataOf(const Session &session)
{
    const Paths paths = userPaths();
    const QString key = workspaceKey(session.workspace().root);
    const QString state = session.stateFolder();
    return std::make_unique<ui::DataPresenter>(QList<ui::DataPlace>{
        {QStringLiteral("clone"), {QStringLiteral("%1/mirrors/%2.git").arg(paths.data, key)}, {}},
        {QStringLiteral("runs"), {QStringLiteral("%1/infrastructure/%2").arg(paths.data, key)}, {}},
        {QStringLiteral("journal"),
         {state + QStringLiteral("/journal.sqlite"), state + QStringLiteral("/journal.sqlite-wal"),
          state + QStringLiteral("/logs")},
         {}},
        {QStringLiteral("snapshots"),
         {state + QStringLiteral("/snapshots.sqlite"), state + QStringLiteral("/snapshots.sqlite-wal")},
         {}},
        {QStringLiteral("settings"), {paths.config}, {}}});
}

} // namespace

QList<ui::PageAction> settingsActions()
{
    const auto section = [](const char *key, auto title, const char *english, const char *icon) {
        return ui::PageAction{QStringLiteral("settings.") + QLatin1String(key),
                              [title] { return ui::SettingsPage::tr("Settings: %1").arg(title()); },
                              QStringLiteral("Settings: ") + QLatin1String(english),
                              QString::fromLatin1(icon), Risk::R0};
    };
    return {
        section(
            "general", [] { return ui::GeneralSettings::tr("General"); }, "General", "settings"),
        section(
            "accounts", [] { return ui::AccountsSettings::tr("Accounts and keys"); }, "Accounts and keys",
            "key"),
        section(
            "thresholds", [] { return ui::ThresholdsSettings::tr("Thresholds"); }, "Thresholds", "metrics"),
        section(
            "environments", [] { return ui::EnvironmentsSettings::tr("Environments"); }, "Environments",
            "globe"),
        section(
            "data", [] { return ui::DataSettings::tr("Data on this machine"); }, "Data on this machine",
            "database"),
        section(
            "shortcuts", [] { return ui::ShortcutsSettings::tr("Shortcuts"); }, "Shortcuts", "terminal"),
        section(
            "about", [] { return ui::AboutSettings::tr("About"); }, "About", "workspace")};
}

ui::Page *makeSettingsPage(Session &session, ui::Appearance &appearance, QWidget *parent)
{
    auto *page = new ui::SettingsPage(parent);
    page->addSection(new ui::GeneralSettings(
        *page, appearance,
        std::make_unique<ui::ProgramPresenter>(session.infrastructure(), appearance.store())));
    page->addSection(new ui::AccountsSettings(*page, accountsOf(session)));
    page->addSection(new ui::ThresholdsSettings(*page, thresholdsOf(session)));
    page->addSection(new ui::EnvironmentsSettings(*page, session.workspace()));
    page->addSection(new ui::DataSettings(*page, dataOf(session)));
    page->addSection(new ui::ShortcutsSettings(*page));
    page->addSection(new ui::AboutSettings(*page));
    return page;
}

} // namespace envdeck
