// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/bootstrap_sheet.h"

#include "tests/core/bootstrap/bootstrap_values.h"
#include "tests/ui/support/clipping.h"
#include "tests/ui/support/languages.h"
#include "tests/ui/support/look.h"
#include "ui/dialogs/confirm_sheet.h"
#include "ui/presenters/bootstrap_presenter.h"
#include "ui/widgets/overlay_host.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

using testing::s;

bootstrap::Review reviewOf(const bootstrap::Look &look, const QByteArray &previous = {})
{
    QByteArray script = testing::someInstaller();
    for (int i = 0; i < 60; ++i)
        script += "docker pull dokploy/part-" + QByteArray::number(i) + '\n';
    bootstrap::Installer installer = bootstrap::installerFrom(script, {}, {}).value();
    installer.previous = previous;
    bootstrap::Review review{testing::someWishes(), look, {}, installer, testing::someTime()};
    review.wishes.ask.mail.clear();
    return BootstrapPresenter::planned(review, review.wishes.ask);
}

class BootstrapSheetTest : public ::testing::Test {
protected:
    void open(const bootstrap::Review &review, EnvironmentKind kind = EnvironmentKind::Test,
              const QSize &size = {1024, 680})
    {
        testing::theme();
        window = std::make_unique<QWidget>();
        overlay = new OverlayHost(window.get());
        window->resize(size);
        testing::showActive(*window);
        Environment environment;
        environment.name = review.wishes.host.environment;
        environment.kind = kind;
        environment.policy = policy;
        sheet = new BootstrapSheet(review, environment, false);
        sheet->setTimeSource([this] { return now; });
        QObject::connect(sheet, &BootstrapSheet::confirmed, window.get(),
                         [this](const bootstrap::Review &given, const QString &why) {
                             confirmed.append(given);
                             reason = why;
                         });
        openSheet(overlay, sheet);
        testing::drainEvents();
    }
    template <typename T>
    T *part(const char *name)
    {
        return sheet->findChild<T *>(QString::fromLatin1(name));
    }
    void later()
    {
        now += 60'000;
        sheet->tick();
    }
    void tickRead()
    {
        for (QCheckBox *box : sheet->findChildren<QCheckBox *>())
            box->setChecked(true);
    }
    QString words() const
    {
        QStringList all;
        for (const QLabel *label : sheet->findChildren<QLabel *>())
            all.append(label->text());
        return all.join(QLatin1Char('\n'));
    }

    std::unique_ptr<QWidget> window;
    OverlayHost *overlay = nullptr;
    BootstrapSheet *sheet = nullptr;
    qint64 now = 0;
    QList<bootstrap::Review> confirmed;
    QString reason;
    Policy policy;
};

TEST_F(BootstrapSheetTest, WantsTheMailAndTheInstallerRead)
{
    bootstrap::Look look = testing::bareHost();
    look.curl = true; // else the updates would have to bring it
    open(reviewOf(look));
    EXPECT_TRUE(part<QPlainTextEdit>("bootstrap.installer")->toPlainText().contains(s("swarm leave")));
    tickRead();
    later();
    later();
    EXPECT_FALSE(sheet->isArmed()); // no address yet
    part<QLineEdit>("bootstrap.mail")->setText(s("ada@example.com"));
    part<QCheckBox>("bootstrap.read")->setChecked(false);
    later();
    later();
    EXPECT_FALSE(sheet->isArmed());
    EXPECT_TRUE(words().contains(BootstrapSheet::tr("Read the installer first")));
    part<QCheckBox>("bootstrap.read")->setChecked(true);
    part<QCheckBox>("bootstrap.updates")->setChecked(false);
    later();
    later();
    ASSERT_TRUE(sheet->isArmed());
    sheet->findChild<QPushButton *>(s("review.accept"))->click();
    ASSERT_EQ(confirmed.size(), 1);
    EXPECT_FALSE(confirmed.first().plan.isRefused());
    EXPECT_EQ(confirmed.first().wishes.ask.mail, s("ada@example.com"));
    EXPECT_EQ(confirmed.first().wishes.ask.installer, confirmed.first().installer()->sha256);
    EXPECT_EQ(confirmed.first().plan.item(s("updates"))->verdict, bootstrap::Verdict::NotNeeded);
}

TEST_F(BootstrapSheetTest, KeepsTheUpdatesThatTheInstallerNeeds)
{
    open(reviewOf(testing::bareHost()));
    part<QLineEdit>("bootstrap.mail")->setText(s("ada@example.com"));
    tickRead();
    part<QCheckBox>("bootstrap.updates")->setChecked(false);
    later();
    later();
    EXPECT_FALSE(sheet->isArmed());
    EXPECT_TRUE(words().contains(s("curl")));
}

TEST_F(BootstrapSheetTest, NeverArmsForAHostInASwarm)
{
    bootstrap::Look look = testing::bareHost();
    look.docker = look.dockerAnswers = true;
    look.swarm = s("active");
    open(reviewOf(look));
    part<QLineEdit>("bootstrap.mail")->setText(s("ada@example.com"));
    tickRead();
    later();
    later();
    EXPECT_FALSE(sheet->isArmed());
    EXPECT_TRUE(words().contains(s("swarm")));
    testing::grab(*window, s("bootstrap-swarm"));
}

TEST_F(BootstrapSheetTest, AsksForTheNameInProduction)
{
    bootstrap::Review review = reviewOf(testing::bareHost());
    open(review, EnvironmentKind::Prod);
    part<QLineEdit>("bootstrap.mail")->setText(s("ada@example.com"));
    tickRead();
    later();
    later();
    EXPECT_FALSE(sheet->isArmed());
    sheet->findChild<QLineEdit *>(s("review.confirmName"))->setText(s("test"));
    sheet->tick(); // the wait begins
    now += 1000;
    sheet->tick();
    EXPECT_FALSE(sheet->isArmed());
    later();
    EXPECT_TRUE(sheet->isArmed());
}

// Of a host that has its administrator: the certificate wants an address, too.
TEST_F(BootstrapSheetTest, IsConfirmedAgainWhereTheKeyIsKnown)
{
    bootstrap::Review review = reviewOf(testing::dokployHost());
    review.wishes.keyKnown = true;
    open(BootstrapPresenter::planned(review, review.wishes.ask));
    tickRead();
    later();
    later();
    EXPECT_FALSE(sheet->isArmed());
    part<QLineEdit>("bootstrap.mail")->setText(s("ada@example.com"));
    later();
    later();
    EXPECT_TRUE(sheet->isArmed());
}

TEST_F(BootstrapSheetTest, WantsAReasonInAFreeze)
{
    policy.freeze = {{s("until 2999-12-31"), s("the fair")}};
    open(reviewOf(testing::bareHost()));
    part<QLineEdit>("bootstrap.mail")->setText(s("ada@example.com"));
    tickRead();
    later();
    later();
    EXPECT_FALSE(sheet->isArmed());
    EXPECT_TRUE(words().contains(BootstrapSheet::tr("A reason is required")));
    part<QLineEdit>("review.reason")->setText(s("the disk dies"));
    later();
    later();
    ASSERT_TRUE(sheet->isArmed());
    sheet->findChild<QPushButton *>(s("review.accept"))->click();
    EXPECT_EQ(reason, s("the disk dies"));
}

TEST_F(BootstrapSheetTest, ShowsWhatHidesInAnInstaller)
{
    bootstrap::Review review = reviewOf(testing::bareHost());
    bootstrap::Installer installer = review.fetched.value();
    installer.text += "rm x\xe2\x80\xae # y\n"; // reads backwards
    review.fetched = installer;
    open(BootstrapPresenter::planned(review, review.wishes.ask));
    EXPECT_TRUE(part<QPlainTextEdit>("bootstrap.installer")->toPlainText().contains(s("rm x\\u202e")));
}

TEST_F(BootstrapSheetTest, FitsInEveryLook)
{
    const testing::LookGuard guard;
    open(reviewOf(testing::bareHost(), testing::someInstaller("# of last month\n")));
    testing::grab(*window, s("bootstrap-bare"));
    EXPECT_EQ(testing::namelessWidgets(*window), QStringList());
    EXPECT_EQ(testing::clippedTexts(*window), QStringList());
    testing::theme().setMode(ColorMode::Dark);
    testing::drainEvents();
    testing::grab(*window, s("bootstrap-bare-dark"));
    {
        const auto chinese = testing::InLanguage::chinese();
        open(reviewOf(testing::dokployHost()), EnvironmentKind::Prod, {1440, 900});
        testing::grab(*window, s("bootstrap-again-zh"));
    }
    {
        const auto pseudo = testing::InLanguage::pseudo();
        open(reviewOf(testing::bareHost()));
        testing::grab(*window, s("bootstrap-pseudo"));
        EXPECT_EQ(testing::clippedTexts(*window), QStringList());
    }
}

} // namespace
} // namespace envdeck::ui
