// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings_accounts.h"

#include "ui/dialogs/confirm_sheet.h"
#include "ui/pages/settings_form.h"
#include "ui/pages/settings_key_sheet.h"
#include "ui/text/error_text.h"
#include "ui/text/settings_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/label.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/toast_host.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <tuple>

namespace envdeck::ui {

namespace {

bool isUsable(const Account &account)
{
    return account.state == KeyState::Present || (account.optional && account.state == KeyState::Missing);
}

std::pair<QString, Severity> keyStatus(const Account &account)
{
    if (account.saving)
        return {AccountsSettings::tr("Saving\u2026"), Severity::Running};
    if (account.testing)
        return {AccountsSettings::tr("Testing\u2026"), Severity::Running};
    if (account.tested && isUsable(account)) {
        if (*account.tested)
            return {AccountsSettings::tr("Works"), Severity::Ok};
        const ErrorCode code = account.tested->error().code;
        const bool refused = code == ErrorCode::Unauthorized || code == ErrorCode::Forbidden;
        return refused ? std::pair(AccountsSettings::tr("Refused"), Severity::Critical)
                       : std::pair(AccountsSettings::tr("Not tested"), Severity::Warning);
    }
    switch (account.state) {
    case KeyState::Unread: return {AccountsSettings::tr("Reading\u2026"), Severity::None};
    case KeyState::Present: return {AccountsSettings::tr("Set"), Severity::None};
    case KeyState::Missing:
        if (account.key.kind == QLatin1String("git"))
            return {AccountsSettings::tr("Left to git"), Severity::None};
        if (account.key.kind == QLatin1String("github"))
            return {AccountsSettings::tr("Not set"), account.optional ? Severity::None : Severity::Warning};
        return account.optional ? std::pair(AccountsSettings::tr("As a guest"), Severity::None)
                                : std::pair(AccountsSettings::tr("Not set"), Severity::Warning);
    case KeyState::Moved: return {AccountsSettings::tr("Moved"), Severity::Critical};
    case KeyState::Unreadable: return {AccountsSettings::tr("Cannot be read"), Severity::Unknown};
    }
    Q_UNREACHABLE();
}

} // namespace

AccountsSettings::AccountsSettings(Page &page, std::unique_ptr<AccountsPresenter> presenter)
    : SettingsSection(page), m_presenter(std::move(presenter)), m_model(new AccountModel(this)),
      m_table(new DataTable), m_notices(new QVBoxLayout), m_note(new Label({}, Type::Small, Tone::Muted))
{
    m_table->setObjectName(QStringLiteral("accounts.table"));
    m_table->setModel(m_model);
    m_table->setRowKind(DataTable::RowKind::LineWithButton);
    m_table->setColumns({{140, true}, {210, false, 650}, {130, false, 830}, {120}, {62}, {92}, {92}});
    m_notices->setContentsMargins(metrics::space3, 0, metrics::space3, 0);
    m_notices->setSpacing(metrics::space2);
    m_note->setWordWrap(true);
    m_note->setContentsMargins(metrics::space3, metrics::space3, metrics::space3, metrics::space3);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::space3, metrics::space2, metrics::space3, 0);
    column->addLayout(m_notices);
    column->addWidget(m_table, 1);
    column->addWidget(m_note);

    connect(m_presenter.get(), &AccountsPresenter::stateChanged, this, &AccountsSettings::render);
    connect(
        m_presenter.get(), &AccountsPresenter::kept, this, [this](const QString &kind, bool forThisRunOnly) {
            SettingsSection::page().toasts()->show(
                keptText(kind, m_presenter->state().store.value_or(secrets::StoreStatus()), forThisRunOnly));
        });
    connect(m_presenter.get(), &AccountsPresenter::keepingFailed, this,
            [this](const QString &kind, const Error &error) {
                SettingsSection::page().toasts()->show(
                    errorText(error, Attempt::StoreKey, accountName(kind)).sentence());
            });
    connect(m_presenter.get(), &AccountsPresenter::removed, this, [this](const QString &kind) {
        SettingsSection::page().toasts()->show(tr("The key for %1 was removed").arg(accountName(kind)));
    });
    connect(m_presenter.get(), &AccountsPresenter::removalFailed, this,
            [this](const QString &kind, const Error &error) {
                SettingsSection::page().toasts()->show(
                    tr("The key for %1 could not be removed: %2").arg(accountName(kind), causeText(error)));
            });
    connect(m_table, &DataTable::actionTriggered, this, &AccountsSettings::act);
    connect(m_table, &DataTable::opened, this,
            [this](const QModelIndex &index) { askKey(m_model->row(index)->kind); });
}

AccountsSettings::~AccountsSettings() = default;

bool AccountsSettings::filter(const QString &text)
{
    m_filter = text;
    render();
    return text.isEmpty() || m_model->rowCount() > 0;
}

void AccountsSettings::retranslate()
{
    m_table->setAccessibleName(title());
    m_note->setText(tr("A key is sent to no other address than the one that it was entered for, and stands "
                       "in no file of the repository, no log and no report."));
    m_model->retranslate();
    m_shownNotices.clear();
    render();
}

void AccountsSettings::showItem(const QString &item)
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->rows().at(row).kind != item)
            continue;
        m_table->setCurrentIndex(m_model->index(row, AccountModel::SetColumn));
        m_table->setFocus(Qt::OtherFocusReason);
    }
}

AccountRow AccountsSettings::rowOf(const Account &account) const
{
    const auto &store = m_presenter->state().store;
    const QString &kind = account.key.kind;
    AccountRow row{kind,
                   accountName(kind),
                   accountPurpose(kind),
                   originText(account.key.origin),
                   {},
                   {},
                   Severity::None,
                   false,
                   false};
    row.present = account.state == KeyState::Present || account.state == KeyState::Moved;
    if (row.present && account.forThisRunOnly)
        row.where = storeWord({secrets::StoreKind::Session, secrets::StoreState::Ready, {}, {}});
    else if (row.present && store)
        row.where = storeWord(*store);
    row.testable =
        (account.state == KeyState::Present || (account.optional && account.state == KeyState::Missing)) &&
        !account.testing && !account.saving;
    std::tie(row.status, row.severity) = keyStatus(account);
    return row;
}

bool AccountsSettings::matches(const AccountRow &row) const
{
    return holdsText({row.name, row.purpose, row.origin, row.where, row.status}, m_filter);
}

void AccountsSettings::render()
{
    QList<AccountRow> rows;
    for (const Account &account : m_presenter->state().accounts) {
        const AccountRow row = rowOf(account);
        if (matches(row))
            rows.append(row);
    }
    m_model->setRows(rows);
    renderNotices();
}

QList<AccountsSettings::Notice> AccountsSettings::notices() const
{
    QList<Notice> notices;
    const AccountsState &state = m_presenter->state();
    if (state.store && state.store->state != secrets::StoreState::Ready) {
        const StoreTrouble trouble = storeTrouble(*state.store);
        notices.append(
            {Severity::Warning, QStringLiteral("accounts.store"), trouble.title, trouble.detail, {}});
    }
    for (const Account &account : state.accounts) {
        const QString &kind = account.key.kind;
        if (account.moved) {
            const StoreTrouble trouble = movedText(kind, *account.moved);
            notices.append(
                {Severity::Critical, QStringLiteral("accounts.moved"), trouble.title, trouble.detail, kind});
        } else if (account.tested && !*account.tested && isUsable(account)) {
            const ErrorText failure = errorText(account.tested->error(), Attempt::TestKey, accountName(kind));
            notices.append(
                {Severity::Warning, QStringLiteral("accounts.failed"), failure.title(), failure.details, {}});
        }
    }
    return notices;
}

// Made anew only when their words differ: the focus stays on a button.
void AccountsSettings::renderNotices()
{
    const QList<Notice> wanted = notices();
    QStringList words;
    for (const Notice &notice : wanted)
        words << notice.title << notice.detail;
    if (words == m_shownNotices)
        return;
    m_shownNotices = words;
    while (QLayoutItem *item = m_notices->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // its button may be at work
        delete item;
    }
    for (const Notice &notice : wanted) {
        auto *banner = new Banner(notice.severity, notice.title, notice.detail);
        banner->setObjectName(notice.name);
        m_notices->addWidget(banner);
        if (!notice.kind.isEmpty())
            connect(banner->addButton(tr("Enter key\u2026")), &QPushButton::clicked, this,
                    [this, kind = notice.kind] { askKey(kind); });
    }
}

void AccountsSettings::act(const QModelIndex &index)
{
    const AccountRow *row = m_model->row(index);
    if (!row)
        return;
    const QString kind = row->kind;
    if (index.column() == AccountModel::TestColumn)
        m_presenter->test(kind);
    else if (index.column() == AccountModel::RemoveColumn)
        askRemoval(kind);
    else
        askKey(kind);
}

GuardedAction AccountsSettings::actionOn(const QString &kind, const Guard &guard) const
{
    const Environment &environment = m_presenter->environmentOf(kind);
    GuardedAction action;
    action.guard = guard;
    action.kind = environment.kind;
    action.hatched = m_presenter->workspace().isLocal();
    action.environment = environment.name;
    return action;
}

void AccountsSettings::askKey(const QString &kind)
{
    const Account *account = m_presenter->account(kind);
    OverlayHost *overlay = SettingsSection::page().overlay();
    if (!account || overlay->isOpen() || (account->moved && refusesChange()))
        return;
    GuardedAction action = actionOn(kind, m_presenter->entryGuard(kind));
    action.title = tr("Key for %1").arg(accountName(kind));
    action.accept = tr("Keep key");
    auto *sheet = new KeySheet(action);
    if (account->moved)
        sheet->addFact(tr("Moved"), movedText(kind, *account->moved).title);
    sheet->addFact(tr("For"), originText(account->key.origin));
    sheet->addFact(tr("Which"), keyHelp(kind));
    sheet->addField();
    if (const auto &store = m_presenter->state().store) {
        const StoreTrouble trouble = storeTrouble(*store);
        sheet->addFact(tr("Kept in"), trouble.title.isEmpty()
                                          ? storeWord(*store)
                                          : tr("%1. %2", "two sentences").arg(trouble.title, trouble.detail));
    }
    connect(sheet, &GuardedSheet::accepted, this,
            [this, kind, sheet] { m_presenter->set(kind, sheet->takeSecret()); });
    openSheet(overlay, sheet);
}

void AccountsSettings::askRemoval(const QString &kind)
{
    OverlayHost *overlay = SettingsSection::page().overlay();
    if (overlay->isOpen() || refusesChange())
        return;
    GuardedAction action = actionOn(kind, m_presenter->removalGuard(kind));
    action.title = tr("Remove the key for %1").arg(accountName(kind));
    action.accept = tr("Remove key");
    action.destructive = true;
    auto *sheet =
        new ConfirmSheet(action, tr("Envdeck forgets the key, in the store and in memory. It stays valid "
                                    "where it was made: revoke it there too. "
                                    "Until a new one is entered, what needs it is shown as unknown."));
    connect(sheet, &GuardedSheet::accepted, this, [this, kind] { m_presenter->remove(kind); });
    openSheet(overlay, sheet);
}

} // namespace envdeck::ui
