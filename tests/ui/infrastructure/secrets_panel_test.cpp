// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/infrastructure/terraform_view.h"

#include "tests/ui/support/languages.h"
#include "ui/models/secret_model.h"
#include "ui/pages/infrastructure_page.h"
#include "ui/pages/settings_key_sheet.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/label.h"

#include <QPlainTextEdit>
#include <QGuiApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

namespace envdeck::ui {
namespace {

const QString theToken = QStringLiteral("HCLOUD_TOKEN");
const QString theValue = QStringLiteral("CANARY-hcloud-4711");

class SecretsInView : public TerraformView {
protected:
    void show(const char *environment = "dev", const QSize &size = {1240, 820})
    {
        open("variables", environment, size);
        ASSERT_TRUE(hasAnswer());
        ASSERT_TRUE(settles());
    }
    bool settles()
    {
        return testing::soon([this] {
            return !secrets->secrets().isEmpty() &&
                   std::none_of(secrets->secrets().cbegin(), secrets->secrets().cend(),
                                [](const TerraformSecret &secret) {
                                    return secret.saving || secret.state == KeyState::Unread;
                                });
        });
    }
    QString status(const QString &name) const
    {
        return cell("secrets.table", name, SecretModel::StatusColumn);
    }
    GuardedSheet *sheet() const { return qobject_cast<GuardedSheet *>(overlay->content()); }
    void press(const QString &name, int column)
    {
        const QAbstractItemModel *model = table("secrets.table")->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, 0).data().toString() == name)
                Q_EMIT table("secrets.table")->actionTriggered(model->index(row, column));
        }
    }
    void confirm(const QString &typed = {})
    {
        const auto now = std::make_shared<qint64>(0);
        sheet()->setTimeSource([now] { return *now; });
        if (!typed.isEmpty())
            part<QLineEdit>("review.confirmName")->setText(typed);
        *now = 60'000;
        sheet()->tick();
        part<QPushButton>("review.accept")->click();
        testing::drainEvents();
    }
    void keep(const QString &environment, const QString &remote)
    {
        vault.write(envdeck::secrets::terraformKey(workspace, environment, theToken, remote),
                    Secret(theValue.toUtf8()));
        testing::drainEvents();
    }
    QStringList journalled()
    {
        QStringList rows;
        const auto entries = journal->entries({});
        EXPECT_TRUE(testing::eventually([&] { return entries.isFinished(); }));
        const QList<journal::AuditEntry> all = entries.result().value();
        for (const journal::AuditEntry &entry : all)
            rows.append(QStringLiteral("%1 %2 %3 %4")
                            .arg(entry.action, entry.subject, entry.environment, entry.state));
        return rows;
    }
};

TEST_F(SecretsInView, SayWhichThereAreAndWhetherEachIsKept)
{
    own.insert(theToken, QStringLiteral("CANARY-of-the-shell"));
    show();
    EXPECT_EQ(table("secrets.table")->model()->rowCount(), 3);
    EXPECT_TRUE(
        status(QStringLiteral("TF_VAR_hcloud_token")).startsWith(QStringLiteral("Not set, a plan needs it")));
    EXPECT_EQ(status(QStringLiteral("TF_VAR_db_password")), QStringLiteral("Set in env.auto.tfvars"));
    EXPECT_EQ(status(theToken), QStringLiteral("In the environment of Envdeck"));
    EXPECT_EQ(cell("secrets.table", theToken, SecretModel::UsedByColumn),
              QStringLiteral("hetznercloud/hcloud"));
    EXPECT_FALSE(allWords().contains(QLatin1String("CANARY")));
    look("secrets");
    window->resize(972, 600);
    look("secrets-1024");
}

TEST_F(SecretsInView, AKeyOfSeveralLinesStaysOneAndIsShownAsSuch)
{
    const QString key = QStringLiteral("-----BEGIN CANARY-----\nMIIB\nAAAA\n-----END CANARY-----");
    show("prod");
    press(theToken, SecretModel::SetColumn);
    ASSERT_NE(sheet(), nullptr);
    QGuiApplication::clipboard()->setText(key + QStringLiteral("\r\n"));
    part<QPushButton>("key.paste")->click();
    QGuiApplication::clipboard()->clear();
    EXPECT_TRUE(part<Label>("key.count")->text().contains(u'4'));
    EXPECT_FALSE(part<QPlainTextEdit>("key.lines")->isVisible());
    look("secrets-lines");
    Q_EMIT part<QPushButton>("key.show")->pressed();
    EXPECT_EQ(part<QPlainTextEdit>("key.lines")->toPlainText(), key);
    EXPECT_EQ(part<QLineEdit>("key.field")->echoMode(), QLineEdit::Password);
    look("secrets-lines-shown");
    Q_EMIT part<QPushButton>("key.show")->released();
    EXPECT_TRUE(part<QPlainTextEdit>("key.lines")->toPlainText().isEmpty());
    confirm();
    ASSERT_TRUE(settles());
    const auto kept = vault.read(keys->key(QStringLiteral("prod"), theToken));
    ASSERT_TRUE(testing::eventually([&] { return kept.isFinished(); }));
    ASSERT_TRUE(kept.result());
    EXPECT_EQ(kept.result().value().reveal(), (key + u'\n').toUtf8());
}

TEST_F(SecretsInView, OneIsEnteredReplacedAndRemoved)
{
    show("prod");
    EXPECT_EQ(status(theToken), QStringLiteral("Not set"));
    press(theToken, SecretModel::SetColumn);
    ASSERT_NE(sheet(), nullptr);
    EXPECT_EQ(part<QLineEdit>("key.field")->echoMode(), QLineEdit::Password);
    part<QLineEdit>("key.field")->setText(theValue);
    look("secrets-enter");
    confirm();
    ASSERT_TRUE(settles());
    EXPECT_TRUE(status(theToken).startsWith(QStringLiteral("Until Envdeck is closed")))
        << status(theToken).toStdString();
    EXPECT_FALSE(allWords().contains(theValue));
    const auto kept = vault.read(keys->key(QStringLiteral("prod"), theToken));
    ASSERT_TRUE(testing::eventually([&] { return kept.isFinished(); }));
    ASSERT_TRUE(kept.result());
    EXPECT_EQ(kept.result().value().reveal(), theValue.toUtf8());

    press(theToken, SecretModel::SetColumn);
    ASSERT_NE(sheet(), nullptr);
    part<QLineEdit>("key.field")->setText(theValue + QStringLiteral("-new"));
    confirm();
    ASSERT_TRUE(settles());
    press(theToken, SecretModel::RemoveColumn);
    ASSERT_NE(sheet(), nullptr);
    EXPECT_EQ(sheet()->action().guard.typed, QStringLiteral("prod"));
    EXPECT_TRUE(sheet()->action().destructive);
    testing::grab(*window, QStringLiteral("secrets-remove"));
    confirm(QStringLiteral("prod"));
    ASSERT_TRUE(settles());
    EXPECT_TRUE(testing::soon([&] { return status(theToken) == QLatin1String("Not set"); }));

    const QStringList rows = journalled();
    for (const char *action : {"key-set", "key-replace", "key-remove"})
        EXPECT_TRUE(rows.contains(QString::fromLatin1(action) +
                                  QStringLiteral(" terraform/prod/HCLOUD_TOKEN prod succeeded")))
            << rows.join(u'\n').toStdString();
    EXPECT_FALSE(rows.join(u'\n').contains(QLatin1String("CANARY")));
}

TEST_F(SecretsInView, OneOfAnotherRepositoryIsAskedForAgain)
{
    keep(QStringLiteral("prod"), QStringLiteral("git@github.com:mallory/infra.git"));
    show("prod");
    EXPECT_TRUE(status(theToken).contains(QStringLiteral("Of another repository")));
    EXPECT_FALSE(part<Banner>("secrets.notice")->isHidden());
    look("secrets-moved");
    press(theToken, SecretModel::SetColumn);
    ASSERT_NE(sheet(), nullptr);
    EXPECT_EQ(sheet()->action().guard.typed, QStringLiteral("prod")); // R3
    part<QLineEdit>("key.field")->setText(theValue);
    confirm(QStringLiteral("prod"));
    ASSERT_TRUE(settles());
    // Kept first, then written down, then read again.
    EXPECT_TRUE(testing::soon(
        [&] { return status(theToken).startsWith(QStringLiteral("Until Envdeck is closed")); }));
    EXPECT_TRUE(testing::soon([&] { return part<Banner>("secrets.notice")->isHidden(); }));
}

TEST_F(SecretsInView, AreThoseOfTheEnvironmentInView)
{
    keep(QStringLiteral("dev"), remotePath());
    show("dev");
    EXPECT_TRUE(status(theToken).startsWith(QStringLiteral("Until Envdeck is closed")));
    page->setScope({QStringLiteral("test"), {}});
    ASSERT_TRUE(testing::soon([this] { return secrets->environment() == QLatin1String("test"); }));
    ASSERT_TRUE(hasAnswer());
    ASSERT_TRUE(settles());
    EXPECT_TRUE(testing::soon([&] { return status(theToken) == QLatin1String("Not set"); }));
}

TEST_F(SecretsInView, AreWordedInChineseAndDark)
{
    testing::theme().setMode(ColorMode::Dark);
    const testing::InLanguage chinese = testing::InLanguage::chinese();
    keep(QStringLiteral("dev"), remotePath());
    show("dev", {972, 600});
    look("secrets-zh-dark");
    press(theToken, SecretModel::SetColumn);
    ASSERT_NE(sheet(), nullptr);
    look("secrets-zh-dark-enter");
}

TEST_F(SecretsInView, RoomIsLeftForLongerWords)
{
    const testing::InLanguage pseudo = testing::InLanguage::pseudo();
    show("dev", {972, 600});
    look("secrets-pseudo");
    press(theToken, SecretModel::SetColumn);
    ASSERT_NE(sheet(), nullptr);
    look("secrets-pseudo-enter");
}

} // namespace
} // namespace envdeck::ui
