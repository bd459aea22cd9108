// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings_accounts.h"

#include "core/workspace/parse.h"
#include "tests/core/workspace/workspace_text.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/settings/settings_window.h"
#include "ui/dialogs/guarded_sheet.h"
#include "ui/text/audit_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/overlay_host.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

const QByteArray canary = "canary-7f3a91-not-for-eyes";
const QString dokploy = QStringLiteral("dokploy/dev");

// A keychain in whatever state a test puts it.
class StoreInState final : public secrets::SecretStore {
public:
    explicit StoreInState(std::shared_ptr<secrets::StoreState> state) : m_state(std::move(state)) {}
    secrets::StoreKind kind() const override { return secrets::StoreKind::Keychain; }
    Async<Secret> read(const secrets::SecretKey &key) override
    {
        return isReady() ? m_kept.read(key) : ready<Secret>(trouble(key));
    }
    Async<void> write(const secrets::SecretKey &key, const Secret &secret) override
    {
        return isReady() ? m_kept.write(key, secret) : ready<void>(trouble(key));
    }
    Async<void> remove(const secrets::SecretKey &key) override
    {
        return isReady() ? m_kept.remove(key) : ready<void>(trouble(key));
    }
    Async<secrets::StoreStatus> status() override { return ready<secrets::StoreStatus>(now()); }
    secrets::MemoryStore &kept() { return m_kept; }

private:
    bool isReady() const { return *m_state == secrets::StoreState::Ready; }
    secrets::StoreStatus now() const { return {kind(), *m_state, {}, {}}; }
    Error trouble(const secrets::SecretKey &key) const { return secrets::errorOf(now(), key.kind); }

    std::shared_ptr<secrets::StoreState> m_state;
    secrets::MemoryStore m_kept;
};

class CheckThatAnswers final : public platform::KeyCheck {
public:
    explicit CheckThatAnswers(std::shared_ptr<Result<void>> answer) : m_answer(std::move(answer)) {}
    Async<void> check(const QString &, std::stop_token) override { return ready<void>(*m_answer); }

private:
    std::shared_ptr<Result<void>> m_answer;
};

class Accounts : public ::testing::Test {
protected:
    void SetUp() override
    {
        workspace = *workspace::parse(testing::goodText()).workspace;
        auto made = std::make_unique<StoreInState>(state);
        store = made.get();
        vault = std::make_unique<secrets::Vault>(std::move(made));
        journal = std::make_unique<journal::Journal>(
            journal::Journal::Options{folder.filePath(QStringLiteral("state")), QStringLiteral("desk"), {}},
            clock);
        ledger = std::make_unique<configuration::KeyLedger>(workspace, *vault, *journal, clock,
                                                            QStringLiteral("bo"));
    }
    void open(const QSize &size = {1280, 800})
    {
        at.open({[this](Page &page) {
                    auto keys = secrets::secretKeys(workspace);
                    if (!remote.isEmpty())
                        keys.append(secrets::gitKey(workspace, remote));
                    auto presenter = std::make_unique<AccountsPresenter>(
                        workspace, keys, *ledger, std::make_unique<CheckThatAnswers>(answer));
                    shown = presenter.get();
                    QObject::connect(shown, &AccountsPresenter::keysChanged, shown, [this] { ++keyChanges; });
                    return new AccountsSettings(page, std::move(presenter));
                }},
                size);
        settle();
    }
    void settle()
    {
        ASSERT_TRUE(testing::soon([this] {
            const auto &all = shown->state().accounts;
            return shown->state().store && std::none_of(all.begin(), all.end(), [](const Account &a) {
                       return a.state == KeyState::Unread || a.testing || a.saving;
                   });
        }));
        testing::drainEvents();
    }
    secrets::SecretKey keyOf(const QString &kind) const { return shown->account(kind)->key; }
    void keep(const QString &kind, const QString &origin)
    {
        store->kept().put({workspace.name, kind, origin}, Secret(canary));
    }
    QString words(int row, AccountModel::Column column) const
    {
        return at.part<DataTable>("accounts.table")->model()->index(row, column).data().toString();
    }
    void press(const QString &kind, AccountModel::Column column)
    {
        auto *table = at.part<DataTable>("accounts.table");
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (static_cast<AccountModel *>(table->model())->rows().at(row).kind == kind)
                Q_EMIT table->actionTriggered(table->model()->index(row, column));
        }
        testing::drainEvents();
    }
    GuardedSheet *sheet() const
    {
        return qobject_cast<GuardedSheet *>(at.window->findChild<OverlayHost *>()->content());
    }
    // As a person does after having read the sheet.
    void confirm(const QString &typed = {})
    {
        const auto now = std::make_shared<qint64>(0);
        sheet()->setTimeSource([now] { return *now; });
        if (auto *name = at.part<QLineEdit>("review.confirmName"))
            name->setText(typed);
        *now = 60'000;
        sheet()->tick();
        at.part<QPushButton>("review.accept")->click();
        testing::drainEvents();
        testing::drainEvents();
        settle();
    }

    testing::LookGuard guard;
    std::shared_ptr<secrets::StoreState> state =
        std::make_shared<secrets::StoreState>(secrets::StoreState::Ready);
    std::shared_ptr<Result<void>> answer = std::make_shared<Result<void>>();
    Workspace workspace;
    StoreInState *store = nullptr; // the vault's
    std::unique_ptr<secrets::Vault> vault;
    QTemporaryDir folder;
    testing::FakeClock clock;
    std::unique_ptr<journal::Journal> journal;
    std::unique_ptr<configuration::KeyLedger> ledger;
    QUrl remote;                        // of the repository, where it is https
    AccountsPresenter *shown = nullptr; // the page's
    int keyChanges = 0;
    testing::SettingsWindow at;
};

TEST_F(Accounts, ListsEveryKeyThatTheWorkspaceAsksWith)
{
    open();
    EXPECT_EQ(at.part<DataTable>("accounts.table")->model()->rowCount(), 4);
    EXPECT_EQ(words(0, AccountModel::NameColumn), QStringLiteral("Dokploy of dev"));
    EXPECT_EQ(words(0, AccountModel::OriginColumn), QStringLiteral("https://dokploy.example.com"));
    EXPECT_EQ(words(0, AccountModel::StatusColumn), QStringLiteral("Not set"));
    EXPECT_EQ(words(3, AccountModel::NameColumn), QStringLiteral("SigNoz"));
    EXPECT_EQ(words(2, AccountModel::StatusColumn), QStringLiteral("As a guest"));
    EXPECT_EQ(words(1, AccountModel::NameColumn), QStringLiteral("GitHub"));
    EXPECT_EQ(words(1, AccountModel::OriginColumn), QStringLiteral("https://github.com"));
    EXPECT_EQ(words(1, AccountModel::StatusColumn), QStringLiteral("Not set"));
}

TEST_F(Accounts, AKeyIsEnteredMaskedKeptAndTested)
{
    open();
    press(dokploy, AccountModel::SetColumn);
    ASSERT_NE(sheet(), nullptr);
    auto *field = at.part<QLineEdit>("key.field");
    EXPECT_TRUE(field->hasFocus());
    EXPECT_FALSE(sheet()->isArmed());
    QTest::keyClicks(field, QString::fromLatin1(canary) + QLatin1Char(' '));
    EXPECT_FALSE(at.allWords().contains(QString::fromLatin1(canary)));
    confirm();
    EXPECT_EQ(words(0, AccountModel::StatusColumn), QStringLiteral("Works"));
    EXPECT_EQ(words(0, AccountModel::WhereColumn), QStringLiteral("Keychain"));
    EXPECT_EQ(store->kept().find(keyOf(dokploy)).value().reveal(), QByteArrayView(canary));
    EXPECT_EQ(keyChanges, 1);
    EXPECT_FALSE(at.allWords().contains(QString::fromLatin1(canary)));
}

TEST_F(Accounts, AKeyIsShownOnlyWhileTheButtonIsHeld)
{
    open();
    press(dokploy, AccountModel::SetColumn);
    auto *field = at.part<QLineEdit>("key.field");
    auto *show = at.part<QPushButton>("key.show");
    EXPECT_FALSE(show->isEnabled());
    QGuiApplication::clipboard()->setText(QString::fromLatin1(canary) + QLatin1Char('\n'));
    at.part<QPushButton>("key.paste")->click();
    QGuiApplication::clipboard()->clear();
    EXPECT_EQ(field->text(), QString::fromLatin1(canary));
    QTest::mousePress(show, Qt::LeftButton);
    EXPECT_EQ(field->echoMode(), QLineEdit::Normal);
    QTest::mouseRelease(show, Qt::LeftButton);
    EXPECT_EQ(field->echoMode(), QLineEdit::Password);
    show->setFocus();
    QTest::keyPress(show, Qt::Key_Space);
    EXPECT_EQ(field->echoMode(), QLineEdit::Normal);
    field->setFocus(); // whoever holds it looks elsewhere
    EXPECT_EQ(field->echoMode(), QLineEdit::Password);
    at.part<QPushButton>("review.cancel")->click();
    testing::drainEvents();
    EXPECT_EQ(words(0, AccountModel::StatusColumn), QStringLiteral("Not set"));
}

TEST_F(Accounts, AMovedAddressIsNamedAndItsKeyNotReleased)
{
    keep(dokploy, QStringLiteral("https://old.example.com:443"));
    open();
    EXPECT_EQ(words(0, AccountModel::StatusColumn), QStringLiteral("Moved"));
    auto *banner = at.part<Banner>("accounts.moved");
    ASSERT_NE(banner, nullptr);
    EXPECT_TRUE(banner->accessibleName().startsWith(
        QStringLiteral("Dokploy of dev moved from https://old.example.com to https://dokploy.example.com")));
    at.look("settings-accounts-moved");
    banner->findChild<QPushButton *>()->click();
    testing::drainEvents();
    ASSERT_NE(sheet(), nullptr);
    EXPECT_TRUE(sheet()->action().guard.review); // R3: not by Enter alone
    EXPECT_FALSE(sheet()->action().guard.enterConfirms);
    EXPECT_FALSE(at.allWords().contains(QString::fromLatin1(canary)));
}

TEST_F(Accounts, WithoutAKeychainAKeyLastsForThisRunAndThatIsSaid)
{
    *state = secrets::StoreState::Absent;
    open();
    ASSERT_NE(at.part<Banner>("accounts.store"), nullptr);
    EXPECT_TRUE(at.part<Banner>("accounts.store")
                    ->accessibleName()
                    .startsWith(QStringLiteral("This desktop has no keychain")));
    EXPECT_EQ(words(0, AccountModel::StatusColumn), QStringLiteral("Cannot be read"));
    press(dokploy, AccountModel::SetColumn);
    at.part<QLineEdit>("key.field")->setText(QString::fromLatin1(canary));
    at.look("settings-key-sheet");
    confirm();
    EXPECT_EQ(words(0, AccountModel::WhereColumn), QStringLiteral("Memory of this run"));
    EXPECT_EQ(words(0, AccountModel::StatusColumn), QStringLiteral("Works"));
}

TEST_F(Accounts, ALockedKeychainIsNotAMissingKey)
{
    *state = secrets::StoreState::Locked;
    open();
    EXPECT_TRUE(at.part<Banner>("accounts.store")
                    ->accessibleName()
                    .startsWith(QStringLiteral("The keychain is locked")));
    EXPECT_EQ(words(0, AccountModel::StatusColumn), QStringLiteral("Cannot be read"));
    *state = secrets::StoreState::Ready;
    at.page()->refresh();
    settle();
    ASSERT_TRUE(
        testing::soon([this] { return words(0, AccountModel::StatusColumn) == QStringLiteral("Not set"); }));
    EXPECT_TRUE(testing::soon([this] { return at.part<Banner>("accounts.store") == nullptr; }));
}

TEST_F(Accounts, ARefusedKeyIsSaidToBeRefused)
{
    keep(dokploy, QStringLiteral("https://dokploy.example.com:443"));
    open();
    *answer = Error{ErrorCode::Unauthorized, QStringLiteral("GET settings.getDokployVersion"), {}, 401};
    press(dokploy, AccountModel::TestColumn);
    settle();
    EXPECT_EQ(words(0, AccountModel::StatusColumn), QStringLiteral("Refused"));
    EXPECT_NE(at.part<Banner>("accounts.failed"), nullptr);
    *answer = {};
    press(dokploy, AccountModel::TestColumn);
    settle();
    EXPECT_EQ(words(0, AccountModel::StatusColumn), QStringLiteral("Works"));
}

TEST_F(Accounts, RemovingAsksFirstAndTellsWhoCachesIt)
{
    keep(dokploy, QStringLiteral("https://dokploy.example.com:443"));
    open();
    press(dokploy, AccountModel::RemoveColumn);
    ASSERT_NE(sheet(), nullptr);
    EXPECT_TRUE(sheet()->action().destructive);
    EXPECT_TRUE(sheet()->action().guard.readTick); // R3 outside of production
    ASSERT_NE(at.part<QAbstractButton>("guard.read"), nullptr);
    at.part<QAbstractButton>("guard.read")->click();
    confirm();
    EXPECT_EQ(words(0, AccountModel::StatusColumn), QStringLiteral("Not set"));
    EXPECT_FALSE(store->kept().find(keyOf(dokploy)));
    EXPECT_EQ(keyChanges, 1);
}

TEST_F(Accounts, WhatIsDoneWithAKeyStandsInTheAudit)
{
    open();
    for (const char *value : {"one", "two"}) {
        press(dokploy, AccountModel::SetColumn);
        at.part<QLineEdit>("key.field")->setText(QString::fromLatin1(value));
        confirm();
    }
    press(dokploy, AccountModel::RemoveColumn);
    at.part<QAbstractButton>("guard.read")->click();
    confirm();
    QStringList actions;
    const auto rows = testing::answerOf(journal->entries({})).value();
    for (const journal::AuditEntry &row : rows)
        actions.prepend(auditActionWord(row.action) + QLatin1Char(' ') + auditObject(row));
    EXPECT_EQ(actions, (QStringList{QStringLiteral("Set a key Dokploy of dev"),
                                    QStringLiteral("Replace a key Dokploy of dev"),
                                    QStringLiteral("Remove a key Dokploy of dev")}));
    EXPECT_EQ(auditTitle(rows.first()), QStringLiteral("Remove the key for Dokploy of dev"));
}

TEST_F(Accounts, AKeyThatTheJournalDoesNotTakeIsNotKeptAndThatIsSaid)
{
    QFile blocked(folder.filePath(QStringLiteral("state")));
    ASSERT_TRUE(blocked.open(QIODevice::WriteOnly)); // no folder can be made there
    open();
    press(dokploy, AccountModel::SetColumn);
    at.part<QLineEdit>("key.field")->setText(QString::fromLatin1(canary));
    confirm();
    EXPECT_EQ(words(0, AccountModel::StatusColumn), QStringLiteral("Not set"));
    EXPECT_FALSE(store->kept().find(keyOf(dokploy)));
    EXPECT_EQ(keyChanges, 0);
    EXPECT_TRUE(at.allWords().contains(QStringLiteral("Could not store the key for Dokploy of dev")));
}

TEST_F(Accounts, ARepositoryOverHttpsHasARowThatWorksWithoutAKeyToo)
{
    remote = QUrl(QStringLiteral("https://git.example.com/acme/infra.git"));
    open();
    EXPECT_EQ(at.part<DataTable>("accounts.table")->model()->rowCount(), 5);
    at.page()->showItem(QStringLiteral("accounts/git"));
    const int row = at.part<DataTable>("accounts.table")->selectedRow();
    EXPECT_EQ(words(row, AccountModel::NameColumn), QStringLiteral("Git repository"));
    EXPECT_EQ(words(row, AccountModel::OriginColumn), QStringLiteral("https://git.example.com"));
    EXPECT_EQ(words(row, AccountModel::StatusColumn), QStringLiteral("Left to git"));
    press(QStringLiteral("git"), AccountModel::TestColumn);
    settle();
    EXPECT_EQ(words(row, AccountModel::StatusColumn), QStringLiteral("Works"));
    press(QStringLiteral("git"), AccountModel::SetColumn);
    at.part<QLineEdit>("key.field")->setText(QString::fromLatin1(canary));
    at.look("settings-key-sheet-git");
    *answer = Error{ErrorCode::Unauthorized, remote.toString(), {}, 128};
    confirm();
    EXPECT_EQ(words(row, AccountModel::StatusColumn), QStringLiteral("Refused"));
    at.look("settings-accounts-git");
}

TEST_F(Accounts, ReadOnlyModeRemovesNothing)
{
    keep(dokploy, QStringLiteral("https://dokploy.example.com:443"));
    open();
    at.window->setReadOnly(true);
    press(dokploy, AccountModel::RemoveColumn);
    EXPECT_EQ(sheet(), nullptr);
    at.window->setReadOnly(false);
    press(dokploy, AccountModel::RemoveColumn);
    EXPECT_NE(sheet(), nullptr);
}

TEST_F(Accounts, ADeepLinkSelectsTheKey)
{
    open();
    at.page()->showItem(QStringLiteral("accounts/signoz"));
    EXPECT_EQ(at.part<DataTable>("accounts.table")->selectedRow(), 3);
    at.page()->showItem(QStringLiteral("accounts/nothing"));
    EXPECT_EQ(at.part<DataTable>("accounts.table")->selectedRow(), 3);
}

TEST_F(Accounts, SearchFindsKeysByNameAndAddress)
{
    open();
    at.part<QLineEdit>("settings.search")->setText(QStringLiteral("signoz.example"));
    EXPECT_EQ(at.part<DataTable>("accounts.table")->model()->rowCount(), 1);
    at.part<QLineEdit>("settings.search")->setText(QStringLiteral("keys")); // the section's own name
    EXPECT_EQ(at.part<DataTable>("accounts.table")->model()->rowCount(), 4);
}

TEST_F(Accounts, LooksRightInEveryLook)
{
    keep(dokploy, QStringLiteral("https://dokploy.example.com:443"));
    open();
    at.look("settings-accounts");
    at.appearance->setColorMode(ColorMode::Dark);
    at.look("settings-accounts-dark");
    at.appearance->setColorMode(ColorMode::Light);
    at.appearance->setLanguage(QStringLiteral("zh_CN"));
    at.look("settings-accounts-zh");
    at.appearance->setLanguage(QStringLiteral("en"));
    at.window->resize(1024, 680);
    at.look("settings-accounts-1024");
}

TEST_F(Accounts, LooksRightWithLargeText)
{
    at.appearance->setTextPercent(130);
    open({1024, 680});
    at.look("settings-accounts-130");
}

} // namespace
} // namespace envdeck::ui
