// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/guarded_sheet.h"
#include "ui/models/account_model.h"
#include "ui/pages/settings_section.h"
#include "ui/presenters/accounts_presenter.h"

class QVBoxLayout;

namespace envdeck::ui {

class DataTable;
class Label;

// The keys that the workspace needs: where they live, whether they work; entered, tested and removed here.
class AccountsSettings final : public SettingsSection {
    Q_OBJECT

public:
    AccountsSettings(Page &page, std::unique_ptr<AccountsPresenter> presenter);
    ~AccountsSettings() override;

    QString key() const override { return QStringLiteral("accounts"); }
    QString title() const override { return tr("Accounts and keys"); }
    QString englishTitle() const override { return QStringLiteral("Accounts and keys"); }
    QString icon() const override { return QStringLiteral("key"); }
    bool filter(const QString &text) override;
    void retranslate() override;
    void showItem(const QString &item) override; // a kind: "dokploy/prod"
    void refresh() override { m_presenter->refresh(); }

private:
    void render();
    struct Notice {
        Severity severity = Severity::Warning;
        QString name; // of the banner, for whoever looks for it
        QString title;
        QString detail;
        QString kind; // what its button enters a key for; empty for no button
    };

    QList<Notice> notices() const;
    void renderNotices();
    AccountRow rowOf(const Account &account) const;
    bool matches(const AccountRow &row) const;
    void act(const QModelIndex &index);
    GuardedAction actionOn(const QString &kind, const Guard &guard) const; // without its words
    void askKey(const QString &kind);
    void askRemoval(const QString &kind);

    std::unique_ptr<AccountsPresenter> m_presenter;
    AccountModel *m_model;
    DataTable *m_table;
    QVBoxLayout *m_notices;
    QStringList m_shownNotices; // their words
    Label *m_note;
    QString m_filter;
};

} // namespace envdeck::ui
